/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly { readonly ask: string; readonly moment: string }[] = [
  {
    ask: 'Both are sure of the wrong side. Raise a hand when it is right, first for the left, then for the right one. Then play.',
    moment: '#t=clouds-logistic.7(start=wrong)~clouds-logistic.7(start=wrong)!mse-for-classification&step=0',
  },
  {
    ask: 'Nineteen of twenty after a single update. Are we done?',
    moment: '#t=clouds-logistic.7&step=1',
  },
  {
    ask: 'Which of the two will be surer of itself with every update, for ever?',
    moment: '#t=clouds-logistic.7(updates=1000)~clouds-logistic.7(std=0.3,updates=1000)&step=999&track=2',
  },
  {
    ask: 'The loss of the second has fallen further. What did it forget?',
    moment: '#t=clouds-logistic.7~clouds-logistic.7!missing-one-minus-y-term&step=40&track=2',
  },
  {
    ask: 'Everyone names a threshold, and says whom it hurts.',
    moment: '#t=credit-logistic.7&step=629',
  },
];
