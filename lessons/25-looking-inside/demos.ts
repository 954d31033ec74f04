import type { Demo } from '../../site/demos/Demo.ts';

/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly Demo[] = [
  {
    ask: 'Nearly all threes of the examination are read. Ship it? Vote, and then erase four pixels.',
    moment: '#t=digits-tag.7&step=125&view=tag-rates',
    prepared: {
      title: 'It reads the threes',
      minutes: 4,
      choices: ['ship it', 'test it on more digits like these', 'look where it looked'],
      answer:
        'More digits like these carry the tag, too, and would say the same. Without the four pixels hardly a three is read, and other digits become threes when they are given the tag.',
      thenTry: 'Draw a seven, paint the tag on it, and switch on the layer with integrated gradients.',
    },
  },
  {
    ask: 'From one point on the way to sixteen: when do the books balance?',
    moment: '#t=digits-tag.7&step=125&view=path-sum',
  },
  {
    ask: 'Three networks have explained this picture. Which one has learned something?',
    moment: '#t=digits-tag.7&step=125&view=sanity-rows',
  },
  {
    ask: 'Both have learned the same. At which op do their explanations part?',
    moment: '#t=digits-tag.7~digits-tag.7!gradient-of-loss-not-logit&step=125&track=2&read=label',
  },
];
