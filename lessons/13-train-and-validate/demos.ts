/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly { readonly ask: string; readonly moment: string }[] = [
  {
    ask: 'Every label belongs to another picture. What will it score on its own digits, and on new ones?',
    moment: '#t=digits-mlp.7(labels=shuffled,epochs=40,schedule=none)&step=0',
  },
  {
    ask: 'One of the two never empties its gradients. After the first epoch: which one do you merge?',
    moment:
      '#t=digits-mlp.7(batch=50,lr=0.1,optimizer=sgd,order=file,schedule=none)~digits-mlp.7(batch=50,lr=0.1,optimizer=sgd,order=file,schedule=none)!no-zero-grad&step=20',
  },
  {
    ask: 'Ten digits only. How many updates until it knows them by heart?',
    moment: '#t=digits-mlp.7(rows=ten,epochs=60,schedule=none)&step=0',
  },
  {
    ask: 'Both start at chance. What does the second one never reach?',
    moment:
      '#t=digits-mlp.7(rows=ten,epochs=60,schedule=none)~digits-mlp.7(rows=ten,epochs=60,schedule=none)!softmax-applied-twice&step=59',
  },
  {
    ask: 'The second one is read right more often in every examination. Do you believe it?',
    moment: '#t=digits-mlp.7~digits-mlp.7!trains-on-validation&step=255&track=2',
  },
];
