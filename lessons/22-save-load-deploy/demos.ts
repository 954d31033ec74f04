/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly { readonly ask: string; readonly moment: string }[] = [
  {
    ask: 'Same weights, same batch: what is different? Forward, backward, update, in this order.',
    moment:
      '#t=digits-cnn.7(epochs=3,optimizer=adam,dropout=0.2)~digits-cnn.7(epochs=3,optimizer=adam,dropout=0.2)!optimizer-state-lost&step=94&track=2',
  },
  {
    ask: 'Only the weights came through. Give back one part after the other: when is it one line?',
    moment:
      '#t=digits-cnn.7(epochs=3,optimizer=adam,dropout=0.2)~digits-cnn.7(epochs=3,optimizer=adam,dropout=0.2,resumeWith=weights)&step=94&track=2',
  },
  {
    ask: 'Eight bits, six, four, three, two: hands up while you think that it still reads.',
    moment: '#t=digits-cnn.7(epochs=3,bits=8)~digits-cnn.7(epochs=3,bits=4)~digits-cnn.7(epochs=3,bits=2)&step=188',
  },
  {
    ask: 'Accuracy is as it was, and the loss is not. What does this network eat?',
    moment: '#t=digits-cnn.7(epochs=3)~digits-cnn.7(epochs=3)!preprocessing-not-saved&step=188&track=2',
  },
];
