/**
 * What the runs that learn from pairs share: shuffled batches, a schedule of the learning rate over the whole run, and an examination on
 * all test examples at once, so that a metric such as RMSE or AUC is never a mean of parts.
 */
import { DataLoader } from '../data/DataLoader.ts';
import type { Dataset } from '../data/Dataset.ts';
import { supervisedOnDevice } from '../train/deviceSteps.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { type Supervised, supervisedEvaluate, supervisedStep } from '../train/supervised.ts';
import type { KnobValues } from './knobs.ts';
import { type PrivacySettings, privateStep } from './privateStep.ts';
import { knobsConfig, type Run } from './Run.ts';
import { type ScheduleName, scheduled } from './schedules.ts';

/** What one such run decides for itself. */
export interface SupervisedChoices {
  readonly run: Pick<Run, 'name' | 'knobs'>;
  /** The knobs' values; `schedule` is read here, and `batch` where no loader is given. */
  readonly knobs: KnobValues & { readonly schedule: ScheduleName };
  readonly seed: number;
  readonly train: Dataset;
  readonly test: Dataset;
  readonly parts: Supervised;
  readonly epochs: number;
  /** Batches in another order than shuffled anew each epoch. */
  readonly loader?: DataLoader;
  /** Where each example's gradient is clipped by itself, and noise added: on the CPU only. */
  readonly privacy?: PrivacySettings;
  /** Streams drawn from while training: dropout. */
  readonly generators?: TrainingSetup['generators'];
  /** Examples examined at once. Default: all, which a metric such as RMSE needs; large images take too much memory for it. */
  readonly examinationBatch?: number;
  /** What token k of the inputs stands for. */
  readonly vocabulary?: readonly string[];
  /** Further lines of `config`. */
  readonly config?: TrainingSetup['config'];
}

/** @example supervisedSetup({ run: lineRegression, knobs, seed, train, test, parts, epochs: 10 }) */
export function supervisedSetup(choices: SupervisedChoices): TrainingSetup {
  const { run, knobs, seed, train, test, parts, epochs, generators = {}, config = {} } = choices;
  const { model, optimizer } = parts;
  const loader = choices.loader ?? new DataLoader(train, { batchSize: knobs['batch'] as number, shuffle: true, seed });
  const examination = new DataLoader(test, { batchSize: choices.examinationBatch ?? test.length });
  const { batchSize } = loader;
  const privacy = choices.privacy !== undefined && choices.privacy.clip > 0 ? choices.privacy : null;
  const learning = { lr: optimizer.lr, batchSize, examples: train.length, epochs };
  return {
    name: run.name,
    seed,
    config: {
      ...learning,
      optimizer: optimizer.constructor.name,
      data: 'generated',
      ...config,
      ...knobsConfig(run.knobs, knobs),
    },
    model,
    ...(choices.vocabulary === undefined ? {} : { vocabulary: choices.vocabulary }),
    optimizers: { main: optimizer },
    schedulers: scheduled(knobs.schedule, optimizer, loader.length * epochs),
    loader,
    generators: privacy === null ? generators : { ...generators, privacy: privacy.noise },
    epochs,
    step: (batch) => (privacy === null ? supervisedStep(parts, batch) : privateStep(parts, batch, privacy)),
    evaluate: () => supervisedEvaluate(parts, examination),
    ...(privacy === null ? { onDevice: supervisedOnDevice(parts, examination) } : {}),
  };
}
