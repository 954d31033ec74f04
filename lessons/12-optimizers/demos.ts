import type { Demo } from '../../site/demos/Demo.ts';

/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly Demo[] = [
  {
    ask: 'Two rates, 0.075 and 0.081. Which ball comes to rest?',
    moment: '#t=valley.7(lr=0.075)~valley.7(lr=0.081)&step=10',
  },
  {
    ask: 'Four rules, one start, the same batches. Write down who reads 95 of 100 right first; then play.',
    moment:
      '#t=spiral-mlp.7(lr=0.3,schedule=none,optimizer=sgd)~spiral-mlp.7(lr=0.1,schedule=none,optimizer=momentum)~spiral-mlp.7(lr=0.01,schedule=none,optimizer=rmsprop)~spiral-mlp.7(lr=0.03,schedule=none)&step=0',
  },
  {
    ask: 'Every gradient a thousand times as large: which rule does not notice?',
    moment:
      '#t=valley.7(lr=0.02)~valley.7(lr=0.02,factor=1000)~valley.7(lr=0.02,rule=adam)~valley.7(lr=0.02,rule=adam,factor=1000)&step=3&track=4',
  },
  {
    ask: 'One of these Adams has a bug, and it is winning. Better optimizer, or a wrong label on the dial?',
    moment:
      '#t=spiral-mlp.7(lr=0.01,schedule=none)~spiral-mlp.7(lr=0.01,schedule=none)!no-bias-correction&step=299&track=2',
  },
  {
    ask: 'Two hundred steps, and hardly better than at fifty. Stop it?',
    moment: '#t=spiral-mlp.7&step=200',
    prepared: {
      title: 'Is it stuck?',
      minutes: 4,
      choices: ['stop it, it has found what it can', 'go on', 'raise the rate'],
      answer:
        'Go on, and play to the end: the plateau ends, and nearly every point is read right. A flat curve says that the loss does not fall now. It says nothing about what the weights are doing meanwhile.',
      thenTry: 'Look at the borders of the single units at this step and a hundred later: who has turned?',
    },
  },
];
