import type { Demo } from '../../site/demos/Demo.ts';

/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
const twins = (noise: string): string => `deep-stack.7(depth=2,width=8,activation=tanh,start=constant,lr=0.5${noise})`;

export const demos: readonly Demo[] = [
  {
    ask: 'All weights began alike. How much noise is enough to part them: a hundredth, or a half?',
    moment: `#t=${twins('')}~${twins(',noise=0.01')}~${twins(',noise=0.5')}&step=20&track=2`,
    prepared: {
      title: 'All weights equal',
      minutes: 4,
      choices: ['none is needed', 'a hundredth', 'a half'],
      answer:
        'Weights that begin alike get the same gradient and stay alike: a layer of twins is one unit, however wide it is. A hundredth parts them too, but not before this run is over. A half parts them at once.',
      thenTry: 'One weight alone is set apart. Is that enough?',
    },
  },
  {
    ask: 'Four starts, nothing learned yet. Which of them learns? Vote, then play to the end.',
    moment:
      '#t=deep-stack.7(start=default)~deep-stack.7(start=xavier)~deep-stack.7~deep-stack.7(start=large)&step=0&track=3',
  },
  {
    ask: 'The default of PyTorch stands still: is PyTorch wrong? Eight layers beside two.',
    moment: '#t=deep-stack.7(start=default)~deep-stack.7(start=default,depth=2)&step=199&track=2',
  },
  {
    ask: 'The root was forgotten. Why does the first layer not differ?',
    moment: '#t=deep-stack.7~deep-stack.7!std-used-as-variance&step=0&track=2',
  },
];
