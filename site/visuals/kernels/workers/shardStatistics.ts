/**
 * What a batch norm sees of a batch in shards: mean and variance of one channel for each worker, and for the whole batch. Computed by the framework
 * when it is asked: the build does it for a table.
 */
import { findRun, fit, noGrad, shardsOf, type Tensor } from '#framework';

export interface Statistics {
  readonly examples: number;
  readonly mean: number;
  readonly variance: number;
}

export interface ShardStatistics {
  readonly step: number;
  /** Which channel of the second convolution: the one in which the shards' means lie furthest apart. */
  readonly channel: number;
  readonly shards: readonly Statistics[];
  readonly whole: Statistics;
  /** The two summands of the pooled variance, from the shards alone. */
  readonly within: number;
  readonly between: number;
}

/** Of plain numbers, biased. */
function statisticsOf(values: readonly number[], examples: number): Statistics {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { examples, mean, variance };
}

/** Shards' statistics → those of all. within + between is the variance. */
export function pooledOf(shards: readonly Statistics[]): { mean: number; within: number; between: number } {
  const all = shards.reduce((sum, { examples }) => sum + examples, 0);
  const weighed = (of: (one: Statistics) => number): number =>
    shards.reduce((sum, one) => sum + (one.examples / all) * of(one), 0);
  const mean = weighed((one) => one.mean);
  return { mean, within: weighed(({ variance }) => variance), between: weighed((one) => (one.mean - mean) ** 2) };
}

/** Of a batch of digits-workers with batch norm, before update `step`, in ragged shards. */
export async function shardStatistics(step = 10): Promise<ShardStatistics> {
  const setup = await findRun('digits-workers').build({
    seed: 7,
    testExamples: 10,
    knobs: { norm: 'batch', shards: 'ragged' },
  });
  for await (const { next } of fit(setup, { validate: false })) if (next.step === step) break;
  const [batch] = setup.loader.epoch(0, step);
  const [inputs] = batch!.tensors as [Tensor];
  const layers = [...setup.model.namedChildren()] as unknown as readonly [string, { forward(x: Tensor): Tensor }][];
  setup.model.train();
  const seen = noGrad(() => {
    let x = inputs;
    for (const [name, layer] of layers) {
      if (name === 'norm2') break;
      x = layer.forward(x);
    }
    return x;
  });
  const [rows, channels] = seen.shape as [number, number];
  const area = seen.size / rows / channels;
  const values = seen.dataSync();
  const of = (channel: number, from: number, to: number): number[] =>
    Array.from({ length: to - from }, (_, i) => {
      const start = ((from + i) * channels + channel) * area;
      return Array.from(values.subarray(start, start + area));
    }).flat();
  const all = Array.from({ length: channels }, (_, channel) => {
    const shards = shardsOf(rows, 4, true).map(({ from, to }) => statisticsOf(of(channel, from, to), to - from));
    const { within, between } = pooledOf(shards);
    return { step, channel, shards, whole: statisticsOf(of(channel, 0, rows), rows), within, between };
  });
  return all.reduce((most, one) => (one.between / one.within > most.between / most.within ? one : most));
}

/** What a prediction asks: 0 the mean of the variances is smaller than the variance of the batch, 1 the same, 2 larger. */
export const statisticsFacts = ({ within, whole }: ShardStatistics): Readonly<Record<string, number>> => ({
  'mean-of-variances': within < whole.variance * (1 - 1e-9) ? 0 : within > whole.variance * (1 + 1e-9) ? 2 : 1,
});
