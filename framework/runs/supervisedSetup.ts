/**
 * What the runs that learn from pairs share: shuffled batches, a learning rate that falls to zero along half a cosine over the
 * whole run, and an examination on all test examples at once, so that a metric such as RMSE or AUC is never a mean of parts.
 */
import { DataLoader } from '../data/DataLoader.ts';
import type { Dataset } from '../data/Dataset.ts';
import { CosineAnnealingLR } from '../optim/CosineAnnealingLR.ts';
import { supervisedOnDevice } from '../train/deviceSteps.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { type Supervised, supervisedEvaluate, supervisedStep } from '../train/supervised.ts';

/** What one such run decides for itself. */
export interface SupervisedChoices {
  readonly name: string;
  readonly seed: number;
  readonly train: Dataset;
  readonly test: Dataset;
  readonly parts: Supervised;
  readonly epochs: number;
  readonly batchSize: number;
  /** Streams drawn from while training: dropout. */
  readonly generators?: TrainingSetup['generators'];
  /** Examples examined at once. Default: all, which a metric such as RMSE needs; large images take too much memory for it. */
  readonly examinationBatch?: number;
  /** Further lines of `config`. */
  readonly config?: TrainingSetup['config'];
}

/** @example supervisedSetup({ name: 'line-regression', seed, train, test, parts, epochs: 10, batchSize: 16 }) */
export function supervisedSetup(choices: SupervisedChoices): TrainingSetup {
  const { name, seed, train, test, parts, epochs, batchSize, generators = {}, config = {} } = choices;
  const { model, optimizer } = parts;
  const loader = new DataLoader(train, { batchSize, shuffle: true, seed });
  const examination = new DataLoader(test, { batchSize: choices.examinationBatch ?? test.length });
  const learning = { lr: optimizer.lr, batchSize, examples: train.length, epochs };
  return {
    name,
    seed,
    config: { ...learning, optimizer: optimizer.constructor.name, data: 'generated', ...config },
    model,
    optimizers: { main: optimizer },
    schedulers: { main: new CosineAnnealingLR(optimizer, { tMax: loader.length * epochs }) },
    loader,
    generators,
    epochs,
    step: (batch) => supervisedStep(parts, batch),
    evaluate: () => supervisedEvaluate(parts, examination),
    onDevice: supervisedOnDevice(parts, examination),
  };
}
