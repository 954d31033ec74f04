/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly { readonly ask: string; readonly moment: string }[] = [
  {
    ask: 'The same digits, five times darker, without and with batch norm. Which one learns?',
    moment:
      '#t=digits-cnn.7(contrast=0.2,lr=0.03,schedule=none)~digits-cnn.7(norm=batch,contrast=0.2,lr=0.03,schedule=none)&step=0',
  },
  {
    ask: 'The loss has come down. What does the test say at this step?',
    moment: '#t=digits-cnn.7(norm=batch,contrast=0.2,lr=0.03,schedule=none)&step=20',
  },
  {
    ask: 'Backwards, all four cells of a window get the whole gradient. Does it still learn?',
    moment: '#t=digits-cnn.7~digits-cnn.7!maxpool-grad-spread&step=20&track=2',
  },
  {
    ask: 'Forwards these two agree in every number. At which operation do they part?',
    moment: '#t=digits-cnn.7(norm=batch,lr=0.03)~digits-cnn.7(norm=batch,lr=0.03)!stats-as-constants&step=6&track=2',
  },
];
