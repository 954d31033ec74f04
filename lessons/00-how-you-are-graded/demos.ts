/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly { readonly ask: string; readonly moment: string }[] = [
  {
    ask: 'Two runs, one step later. A bad learning rate, or a wrong formula? Let the first op that differs say.',
    moment: '#t=line-regression.7~line-regression.7!sum-not-mean&step=1&track=2',
  },
  {
    ask: 'And where does the wrong one end?',
    moment: '#t=line-regression.7~line-regression.7!sum-not-mean&step=100&track=2',
  },
  {
    ask: 'The loss is mended at step 2. Does the line come back?',
    moment: '#t=line-regression.7~line-regression.7!sum-not-mean@2:!&step=40&track=2',
  },
];
