/**
 * A network that reads digits, to rate what a generator draws: digits-cnn's, trained quickly on real ones. It is part of the
 * metric, not of the model: it learns from a stream of its own, nobody hears it learn, and it never changes afterwards.
 */
import { DataLoader } from '../data/DataLoader.ts';
import type { TensorDataset } from '../data/Dataset.ts';
import { crossEntropy } from '../ops/index.ts';
import { Adam } from '../optim/Adam.ts';
import { noGrad } from '../tensor/history.ts';
import { Generator } from '../tensor/random.ts';
import { scope } from '../tensor/scope.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { unheard } from '../trace/emit.ts';
import { supervisedStep } from '../train/supervised.ts';
import { digitsNetwork } from './digitsCnn.ts';

/** images [N, 1, 28, 28] → the probability of each digit [N, 10] */
export type DigitReader = (images: Tensor) => Tensor;

const EPOCHS = 5;
const BATCH = 32;
const LEARNING_RATE = 2e-3;

/** Learns from labelled digits. The same seed and digits give the same reader. */
export function trainReader(digits: TensorDataset, seed: number): DigitReader {
  const model = digitsNetwork(new Generator(seed).fork('reader'));
  const optimizer = new Adam(model.parameters(), { lr: LEARNING_RATE });
  const loader = new DataLoader(digits, { batchSize: BATCH, shuffle: true, seed });
  const parts = { model, optimizer, loss: crossEntropy, measures: {} };
  unheard(() => {
    for (let epoch = 0; epoch < EPOCHS; epoch++)
      for (const batch of loader.epoch(epoch)) scope(() => supervisedStep(parts, batch));
  });
  model.eval();
  return (images) => unheard(() => noGrad(() => model.forward(images).softmax(1)));
}

/** What a reader makes of a set of images. */
export interface Reading {
  /**
   * e to the mean KL divergence between what is read in one image and what is read on average: 10 when every image is read
   * without doubt and each digit equally often, 1 when all look alike to the reader. It sees neither ugliness that is read without
   * doubt nor whether the same 3 is drawn every time.
   * Source: Salimans et al., "Improved techniques for training GANs" (2016), §4: the inception score, here with a digit reader.
   */
  readonly score: number;
  /** Mean probability of the digit that is read, 0.1 … 1. */
  readonly confidence: number;
  /** How many of the ten digits are read in at least a fifth of their fair share of the images. */
  readonly digits: number;
}

const LEAST_SHARE = 0.2;

/** @param probabilities what is read in each image [N, K] */
export function readingOf(probabilities: Tensor): Reading {
  const [count, classes] = probabilities.shape as [number, number];
  const p = probabilities.dataSync();
  const mean = new Float64Array(classes);
  const read = new Float64Array(classes);
  let confidence = 0;
  for (let i = 0; i < count; i++) {
    let best = 0;
    for (let k = 0; k < classes; k++) {
      mean[k]! += p[i * classes + k]! / count;
      if (p[i * classes + k]! > p[i * classes + best]!) best = k;
    }
    read[best]! += 1 / count;
    confidence += p[i * classes + best]! / count;
  }
  let divergence = 0;
  for (let i = 0; i < p.length; i++)
    if (p[i]! > 0) divergence += (p[i]! * Math.log(p[i]! / mean[i % classes]!)) / count;
  const digits = read.filter((share) => share >= LEAST_SHARE / classes).length;
  return { score: Math.exp(divergence), confidence, digits };
}
