import type { Demo } from '../../site/demos/Demo.ts';

/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
const collapse = 'ring-gan.7(generatorLr=0.005,discriminatorLr=0.0002)';
const forks = [
  collapse,
  `${collapse}@800:generatorLr=0.001`,
  `${collapse}@800:discriminatorLr=0.004`,
  `${collapse}@800:generatorLr=0.001;discriminatorLr=0.004`,
].join('~');

export const demos: readonly Demo[] = [
  {
    ask: 'The loss has settled. Is it learning?',
    moment: '#t=ring-gan.7&step=400',
    prepared: {
      title: 'The loss does not know',
      minutes: 4,
      choices: ['yes', 'no', 'the loss cannot say'],
      answer:
        'The loss cannot say. Two players hold each other in balance at every stage of the game; count the clouds that are served instead, at this step, at twice and at three times as many.',
      thenTry: 'Let the discriminator learn twice a step from here on: is that fairer, or crueller?',
    },
  },
  { ask: 'The first step. How many clouds does it serve? And how many after 600?', moment: '#t=ring-gan.7&step=0' },
  { ask: 'After 600 steps: how many clouds now? And after 1,200?', moment: '#t=ring-gan.7&step=600' },
  { ask: 'All eight. Point at a dot: where is it pulled, and why so weakly?', moment: '#t=ring-gan.7&step=1200' },
  {
    ask: 'The discriminator has learned alone for 800 steps. Which of the two losses can the generator still hear?',
    moment: '#t=ring-gan.7(generatorSteps=0)&step=800',
  },
  { ask: 'Everything in one place. Which cloud next? Step a hundred on.', moment: `#t=${collapse}&step=800` },
  { ask: 'Vote: slow the forger, or sharpen the expert? Then play all four.', moment: `#t=${forks}&step=800&track=4` },
  { ask: 'And at step 1,400?', moment: `#t=${forks}&step=1400&track=4` },
  {
    ask: 'Both losses are nearly nothing. Would you ship it?',
    moment: '#t=ring-gan.7~ring-gan.7!labels-swapped&step=200&track=2',
  },
  {
    ask: 'All gradients of the discriminator are there. Why does no point move?',
    moment: '#t=ring-gan.7~ring-gan.7!generator-detached&step=100&track=2',
  },
  { ask: 'The same game with pictures: what does it draw before it has learned?', moment: '#t=digits-gan.7&step=0' },
];
