/**
 * In which order a small run reads its examples. All of them at once are read as they stand in the file, several times an epoch, so that the
 * run is not examined after every single update; a few at a time are shuffled, sorted, or read as they stand.
 */
import { DataLoader } from '../data/DataLoader.ts';
import type { TensorDataset } from '../data/Dataset.ts';
import { choice, count } from './knobs.ts';

/** The knob `order`. `sorted`: by the first input, the smallest first. */
export const orderKnob = choice(['shuffled', 'file', 'sorted'], 'shuffled');

/** The knob `orderSeed`: shuffles alone follow it. 0: the run's own seed. */
export const orderSeedKnob = count(0, 0, 9999);

export interface BatchOrder {
  readonly batch: number;
  /** Default 'shuffled'. */
  readonly order?: 'shuffled' | 'file' | 'sorted';
  readonly seed: number;
  /** Default 0. */
  readonly orderSeed?: number;
  /** How many updates make a run; not with `epochs`. */
  readonly updates?: number;
  /** Updates between two examinations, where all examples are read at once. Default 10. */
  readonly perEpoch?: number;
  /** At least so many passes over the data, where a few are read at a time. Default 1. */
  readonly passes?: number;
  /** Instead of `updates`. */
  readonly epochs?: number | undefined;
}

/** The batches of a run, and how many epochs make at least its updates. */
export function orderedBatches(
  train: TensorDataset,
  { batch, order = 'shuffled', seed, orderSeed = 0, updates = 1, perEpoch = 10, passes = 1, epochs }: BatchOrder,
): { readonly loader: DataLoader; readonly epochs: number } {
  const m = train.length;
  if (batch >= m) {
    const length = m * perEpoch;
    const sampler = { length, order: () => Int32Array.from({ length }, (_, i) => i % m) };
    return {
      loader: new DataLoader(train, { batchSize: m, sampler }),
      epochs: epochs ?? Math.ceil(updates / perEpoch),
    };
  }
  const loader =
    order === 'sorted'
      ? new DataLoader(train, { batchSize: batch, sampler: sortedOnes(train) })
      : new DataLoader(train, {
          batchSize: batch,
          shuffle: order === 'shuffled',
          seed: orderSeed === 0 ? seed : orderSeed,
        });
  return { loader, epochs: epochs ?? Math.max(passes, Math.ceil(updates / loader.length)) };
}

function sortedOnes(train: TensorDataset): { length: number; order: () => Int32Array<ArrayBuffer> } {
  const inputs = train.tensors[0]!;
  const [values, columns] = [inputs.dataSync(), inputs.size / train.length];
  const ids = Int32Array.from({ length: train.length }, (_, i) => i).sort(
    (a, b) => values[a * columns]! - values[b * columns]!,
  );
  return { length: train.length, order: () => ids };
}
