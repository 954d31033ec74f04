/** What every run offers: a name, a story in one sentence, the quality it promises, and a way to build it from a seed. */
import type { ImageFolderOptions } from '../data/sets/imageFolder.ts';
import type { TrainingSetup } from '../train/setup.ts';

/** What may be chosen about a run; everything has a default. */
export interface RunOptions {
  /** Decides weights, data, batches, dropout. Default 7. */
  readonly seed?: number;
  /** Folder with the real data set in its original files, instead of generated data. */
  readonly dataDir?: string;
  /** A text file to learn instead. */
  readonly textFile?: string;
  /** Pictures to learn instead, in one folder per class, and what can read their files. */
  readonly images?: { readonly folder: string; readonly decode: ImageFolderOptions['decode'] };
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
  /** Does it learn a text file of the reader's own (`--text`), or pictures (`--images`)? Which ones. */
  readonly ownText?: string;
  readonly ownImages?: string;
  /** Which number of `evaluate()` is the run's quality, and whether more of it is better or less. */
  readonly metric: string;
  readonly better: 'higher' | 'lower';
  /** What a complete run with default options reaches at least (or at most); `npm run train -- --check` proves it over three seeds. */
  readonly threshold: number;
  readonly build: (options?: RunOptions) => Promise<TrainingSetup>;
}
