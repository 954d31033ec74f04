/** Mistakes in an examination. Source of the right one: framework/train/supervised.ts, supervisedEvaluate. */
import { DataLoader } from '../../data/DataLoader.ts';
import { type Dataset, TensorDataset } from '../../data/Dataset.ts';
import { Generator } from '../../tensor/random.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import type { Metrics } from '../../train/setup.ts';
import { measured, type Supervised, supervisedEvaluate, supervisedStep } from '../../train/supervised.ts';
import type { Bug } from './Bug.ts';

/** So many at a time, as in training: 500 held-out digits make fifteen batches of 32 and one of 20. */
const BATCH = 32;
const inBatches = (dataset: Dataset): DataLoader => new DataLoader(dataset, { batchSize: BATCH });

/** Each batch has one vote, and the last one is smaller: its examples count for more than the others. */
export const meanOfBatchMeans: Bug = {
  id: 'mean-of-batch-means',
  summary:
    'The examination takes the mean of the batches’ means, so that the examples of a small last batch count for more.',
  runs: ['digits-mlp'],
  substitutes: [
    {
      name: 'evaluate',
      run: (parts: Supervised, { dataset }: DataLoader): Metrics => {
        const means = [...inBatches(dataset).epoch(0)].map(({ ids }) => {
          const rows = new TensorDataset(...dataset.batch(ids));
          return supervisedEvaluate(parts, new DataLoader(rows, { batchSize: rows.length }));
        });
        const names = Object.keys(means[0]!);
        return Object.fromEntries(
          names.map((name) => [name, means.reduce((sum, mean) => sum + mean[name]!, 0) / means.length]),
        );
      },
    },
  ],
};

/** Nobody called eval(): dropout drops in the examination, and takes its draws from the stream that training goes on with. */
export const validatesInTrainMode: Bug = {
  id: 'validates-in-train-mode',
  summary: 'The network is examined in the mode that it learns in: dropout goes on dropping.',
  runs: ['digits-mlp'],
  substitutes: [
    {
      name: 'evaluate',
      run: ({ model, loss, measures }: Supervised, { dataset }: DataLoader): Metrics => {
        const [inputs, targets] = dataset.batch(allOf(dataset)) as [Tensor, Tensor];
        model.train();
        const outputs = model.forward(inputs).detach();
        return { loss: loss(outputs, targets).itemSync(), ...measured(measures, outputs, targets) };
      },
    },
  ],
};

/** The lines of the training loop were copied, and the update with them. What was to testify is learned by heart. */
export const trainsOnValidation: Bug = {
  id: 'trains-on-validation',
  summary: 'The examination walks back and updates, so that the network learns the rows that were to judge it.',
  runs: ['digits-mlp'],
  substitutes: [
    {
      name: 'evaluate',
      run: (parts: Supervised, { dataset }: DataLoader): Metrics => {
        const totals: Record<string, number> = {};
        for (const batch of inBatches(dataset).epoch(0)) {
          for (const [name, value] of Object.entries(supervisedStep(parts, batch)))
            totals[name] = (totals[name] ?? 0) + value * batch.ids.length;
        }
        return Object.fromEntries(Object.entries(totals).map(([name, total]) => [name, total / dataset.length]));
      },
    },
  ],
};

/** Training divided the pixels by 255, and whoever uses the network does not know. ReLU hardly minds a factor; the biases and the loss do. */
export const preprocessingNotSaved: Bug = {
  id: 'preprocessing-not-saved',
  summary: 'The network is examined on raw pixels from 0 to 255, where it learned from 0 to 1.',
  runs: ['digits-cnn'],
  substitutes: [
    {
      name: 'evaluate',
      run: (parts: Supervised, { dataset, batchSize }: DataLoader): Metrics => {
        const [pixels, labels] = dataset.batch(allOf(dataset)) as [Tensor, Tensor];
        return supervisedEvaluate(parts, new DataLoader(new TensorDataset(pixels.mul(255), labels), { batchSize }));
      },
    },
  ],
};

/** As the knob `jitter` of the run moves training points. */
const MOVED = 0.3;

/** The exam is taken on the rows as they are; here they are moved about as the training rows may be. */
export const augmentsValidation: Bug = {
  id: 'augments-validation',
  summary: 'The held-out points are moved by chance before the examination, as augmentation moves the training points.',
  runs: ['noisy-moons'],
  substitutes: [
    {
      name: 'evaluate',
      run: (parts: Supervised, { dataset }: DataLoader): Metrics => {
        const [points, ...targets] = dataset.batch(allOf(dataset)) as [Tensor, ...Tensor[]];
        const draw = new Generator(0).fork('jitter');
        const moved = Float32Array.from(points.dataSync(), (value) => value + MOVED * draw.normal());
        const rows = new TensorDataset(tensorFrom(moved, points.shape, 'float32'), ...targets);
        return supervisedEvaluate(parts, new DataLoader(rows, { batchSize: rows.length }));
      },
    },
  ],
};

const allOf = (dataset: Dataset): Int32Array<ArrayBuffer> => Int32Array.from({ length: dataset.length }, (_, id) => id);
