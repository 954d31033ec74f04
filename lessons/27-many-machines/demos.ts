import type { Demo } from '../../site/demos/Demo.ts';

/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly Demo[] = [
  {
    ask: 'Four shards of one batch, and the mean of their gradients. Is it equal to the bit?',
    moment: '#t=digits-workers.7&step=40',
  },
  {
    ask: 'Five students, a sheet with five numbers each. Everyone adds one number to the neighbour’s sheet at every clap. After how many claps does everybody know every sum?',
    moment: '#t=digits-workers.7(workers=5)&step=40',
  },
  {
    ask: 'A batch eight times as large, a rate eight times as high: where does it end? Vote, then play.',
    moment: '#t=digits-workers.7(workers=1)~digits-workers.7(batch=256,lrRule=linear,workers=1)&step=0&track=2',
  },
  {
    ask: 'Worker 3 dies after forty updates. Does the curve say when?',
    moment: '#t=digits-workers.7~digits-workers.7@40:dead=3&step=60&track=2',
  },
  {
    ask: 'Every piece reaches one cell too far. Which cells are wrong, and do the workers still agree with each other?',
    moment: '#t=digits-workers.7~digits-workers.7!shards-overlap&step=0&track=2',
  },
  {
    ask: 'Ten, ten, ten, two examples, and the plain mean of the four. By how much is it off?',
    moment: '#t=digits-workers.7(shards=ragged)~digits-workers.7(shards=ragged)!mean-of-means&step=0&track=2',
  },
];
