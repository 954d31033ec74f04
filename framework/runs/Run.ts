/** What every run offers: a name, a story in one sentence, the quality it promises, its knobs, and a way to build it from a seed. */
import type { ImageFolderOptions } from '../data/sets/imageFolder.ts';
import { check, named, optionsOf, signature } from '../tensor/arguments.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { type Knobs, type KnobValues, knobText, parseKnob, type ReadKnobs, readKnobs } from './knobs.ts';

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
  /** Shorthand for the knob `batch`. */
  readonly batchSize?: number;
  /** Shorthand for the knob `lr`; where a run has several rates, for all of them. */
  readonly lr?: number;
  /** Values of knobs by name. */
  readonly knobs?: KnobValues;
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
  /** What a reader may turn. Page, terminal, links and lab know the same ones. */
  readonly knobs: Knobs;
  readonly build: (options?: RunOptions) => Promise<TrainingSetup>;
}

const calls = {
  build: signature(
    'build',
    {},
    {
      seed: 'size',
      dataDir: 'text',
      textFile: 'text',
      images: 'object',
      examples: 'number',
      testExamples: 'number',
      epochs: 'number',
      batchSize: 'number',
      lr: 'number',
      knobs: 'record',
    },
  ),
  knobsConfig: signature('knobsConfig', { knobs: 'knobs', values: 'record' }),
  knobsFromConfig: signature('knobsFromConfig', { knobs: 'knobs', text: 'text' }),
};

/**
 * All knobs of a run with the options' values: those under `knobs`, and the shorthands `lr`, `batchSize`, `examples` and `epochs` where the run
 * has such a knob. Errors: as `readKnobs`.
 */
export function turned<const K extends Knobs>(
  run: { readonly name: string; readonly knobs: K },
  options: RunOptions,
): ReadKnobs<K> {
  const { lr, batchSize, examples, epochs, knobs } = optionsOf(named(calls.build, run.name), [options]);
  const short: Record<string, number> = {};
  const set = (name: string, value: number | undefined): void => {
    if (value !== undefined && Object.hasOwn(run.knobs, name)) short[name] = value;
  };
  for (const name of ['lr', 'generatorLr', 'discriminatorLr']) set(name, lr);
  set('batch', batchSize);
  set('examples', examples);
  set('epochs', epochs);
  return readKnobs(run, { ...short, ...knobs });
}

/**
 * The knobs that do not stand at their default, as one line for a run's `config`: `{ knobs: 'hidden=8;optimizer=adam' }`. Nothing when all do,
 * so that a run as it is has no such line.
 */
export function knobsConfig(knobs: Knobs, values: KnobValues): { readonly knobs?: string } {
  check(calls.knobsConfig, knobs, values);
  const differing = Object.entries(knobs).flatMap(([name, knob]) => {
    const text = knobText(values[name] ?? knob.default);
    return text === knobText(knob.default) ? [] : [`${name}=${text}`];
  });
  return differing.length === 0 ? {} : { knobs: differing.join(';') };
}

/** The values that `knobsConfig` wrote down. Parts that are none of the run's knobs are left out. */
export function knobsFromConfig(knobs: Knobs, text: string): KnobValues {
  check(calls.knobsFromConfig, knobs, text);
  const pairs = text.split(';').flatMap((part) => {
    const [name, value] = part.split('=') as [string, string | undefined];
    const knob = Object.hasOwn(knobs, name) ? knobs[name] : undefined;
    return knob === undefined || value === undefined ? [] : [[name, parseKnob(knob, value)] as const];
  });
  return Object.fromEntries(pairs);
}
