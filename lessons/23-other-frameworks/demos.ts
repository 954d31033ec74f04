/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly { readonly ask: string; readonly moment: string }[] = [
  {
    ask: 'Weights come from a framework that keeps channels last. Every shape fits, nothing warns. Is it right?',
    moment: '#t=digits-cnn.7!flatten-order-kept~digits-cnn.7!flatten-order-kept@150:!&step=150&track=2',
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
