/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly { readonly ask: string; readonly moment: string }[] = [
  {
    ask: 'Two forecasters of one series. Which would you buy? Vote, then draw the noise.',
    moment: '#t=sine-gru.7~sine-gru.7!window-leaks-future&step=149&track=2',
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
