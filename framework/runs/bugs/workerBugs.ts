/** Mistakes of workers that share a batch. Sources of the right ones: framework/runs/digitsWorkers.ts and allReduce.ts. */
import { type RingMessage, ringSchedule } from '../allReduce.ts';
import type { Bug } from './Bug.ts';

const runs = ['digits-workers'];
const asItIs = (mean: Float32Array): Float32Array => mean;

/** Four workers, four times the step. With one worker nothing differs: bugs of distribution hide on one machine. */
export const workersSumNotMean: Bug = {
  id: 'sum-not-mean',
  summary:
    'The workers’ gradients are added up and not divided: the step is as many times too long as there are workers.',
  runs,
  substitutes: [
    { name: 'sentGradient', run: asItIs },
    { name: 'combinedGradient', run: asItIs },
  ],
};

/** A worker with two examples has the same say as one with ten. */
export const meanOfMeans: Bug = {
  id: 'mean-of-means',
  summary: 'Every worker’s mean counts the same, however few examples it had.',
  runs,
  substitutes: [
    { name: 'sentGradient', run: asItIs },
    {
      name: 'combinedGradient',
      run: (sum: Float32Array, _examples: number, workers: number) => sum.map((value) => value / workers),
    },
  ],
};

/** The chunks share their borders: a cell there is sent with both, and counted twice. */
export const shardsOverlap: Bug = {
  id: 'shards-overlap',
  summary: 'The chunks that go round the ring overlap by one cell, which is added up twice.',
  runs,
  substitutes: [
    {
      name: 'ringSchedule',
      run: (workers: number, length: number): RingMessage[] =>
        ringSchedule(workers, length).map((message) => ({ ...message, hi: Math.min(length, message.hi + 1) })),
    },
  ],
};

/** Each worker brings its own shard to mean 0 and spread 1, and remembers that one: eight examples instead of thirty-two. */
export const bnStatsPerShard: Bug = {
  id: 'bn-stats-per-shard',
  summary: 'Batch norm takes mean and spread of each worker’s shard, not of the whole batch.',
  runs,
  substitutes: [{ name: 'pooledStatistics', run: () => false }],
};
