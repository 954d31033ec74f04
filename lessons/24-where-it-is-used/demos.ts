import type { Demo } from '../../site/demos/Demo.ts';

/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly Demo[] = [
  {
    ask: 'Two forecasters of one series. Which would you buy? Vote, then draw the noise.',
    moment: '#t=sine-gru.7~sine-gru.7!window-leaks-future&step=149&track=2',
    prepared: {
      title: 'Too good to be true',
      minutes: 4,
      choices: ['the first', 'the second', 'neither, before I know the noise'],
      answer:
        'The second is better than the noise in the series allows: nobody can foretell what is thrown by dice. It has seen the future, because its window reaches one step too far.',
      thenTry: 'Move the border of the window by one step, and see which of the two curves stays above the noise.',
    },
  },
  {
    ask: 'Eight filters, one hidden word. Who reads it off the letters first?',
    moment: '#t=motif-cnn.7&step=629&op=conv',
  },
  {
    ask: 'Everyone writes down a line. Then what a bad loan and a lost customer cost is told, and who paid least is counted.',
    moment: '#t=credit-logistic.7&step=629',
  },
];
