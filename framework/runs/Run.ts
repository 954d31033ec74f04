/** What every run offers: a name, a story in one sentence, the quality it promises, and a way to build it from a seed. */
import type { TrainingSetup } from '../train/setup.ts';

/** What may be chosen about a run; everything has a default. */
export interface RunOptions {
  /** Decides weights, data, batches, dropout. Default 7. */
  readonly seed?: number;
  /** Folder with the real data set in its original files, instead of generated data. */
  readonly dataDir?: string;
  /** How many training examples to generate. */
  readonly examples?: number;
  /** How many further ones to generate for validation. */
  readonly testExamples?: number;
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly lr?: number;
}

export interface Run {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  /** Can it learn from real files (`--data`)? Which ones. */
  readonly realData: string | null;
  /** Which number of `evaluate()` is the run's quality, and whether more of it is better or less. */
  readonly metric: string;
  readonly better: 'higher' | 'lower';
  /** What a complete run with default options reaches at least (or at most); `npm run train -- --check` proves it over three seeds. */
  readonly threshold: number;
  readonly build: (options?: RunOptions) => Promise<TrainingSetup>;
}
