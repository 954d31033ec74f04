import type { Demo } from '../../site/demos/Demo.ts';

/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly Demo[] = [
  {
    ask: 'Weights come from a framework that keeps channels last. Every shape fits, nothing warns. Is it right?',
    moment: '#t=digits-cnn.7!flatten-order-kept~digits-cnn.7!flatten-order-kept@150:!&step=150&track=2',
    prepared: {
      title: 'No error, no warning',
      minutes: 4,
      choices: ['it is right', 'it is wrong, and says so in the loss', 'nobody can say from the shapes'],
      answer:
        'The same shape is not the same order. Every column of the last layer stands where another belongs, so it guesses, and is sure of it: the loss lies above that of guessing. The fork without the mistake reads again at once.',
      thenTry: 'Which op is the first to differ? Let the class bet on a convolution before you jump to it.',
    },
  },
  {
    ask: 'Weights come from the framework that turns its kernels. Which digits are still read?',
    moment: '#t=digits-cnn.7!kernel-flipped~digits-cnn.7!kernel-flipped@150:!&step=150&track=2',
  },
  {
    ask: 'Mean or sum: by how much is the first step too long, with six examples?',
    moment: '#t=five-mlp.7~five-mlp.7!sum-not-mean&step=0&track=2',
  },
  {
    ask: 'Two Adams, one ε a hundred thousand times the other. Do they part at once?',
    moment: '#t=five-mlp.7(optimizer=adam,lr=0.05)~five-mlp.7(optimizer=adam,lr=0.05,eps=0.001)&step=4&track=2',
  },
];
