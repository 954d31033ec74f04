/**
 * A recurrent network learns to write names of places, letter by letter: at each letter it says which may come next. Two runs
 * are made from it, one with the plain cell and one with the LSTM's; nothing else differs, so that they can be compared.
 * Source of the task: Graves, "Generating sequences with recurrent neural networks" (2013).
 */

import type { LoadedBatch } from '../data/DataLoader.ts';
import { TensorDataset } from '../data/Dataset.ts';
import { PLACE_NAMES } from '../data/generators/placeNames.ts';
import { CharTokenizer } from '../data/sequences/CharTokenizer.ts';
import { padSequences } from '../data/sequences/padSequences.ts';
import { Embedding } from '../nn/linear/Embedding.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { Module } from '../nn/Module.ts';
import { LSTM } from '../nn/recurrent/LSTM.ts';
import { RNN } from '../nn/recurrent/RNN.ts';
import { crossEntropy } from '../ops/index.ts';
import { Adam } from '../optim/Adam.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { Generator } from '../tensor/random.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import type { Letters } from '../train/letters.ts';
import { perplexity } from '../train/perplexity.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { type Supervised, supervisedWalk } from '../train/supervised.ts';
import { count, rate } from './knobs.ts';
import { type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';
import { writeLetters } from './writeLetters.ts';

/** Stands before the first letter and after the last. */
const END = '.';
const tokenizer = new CharTokenizer([END, ...'abcdefghijklmnopqrstuvwxyz']);
const FEATURES = 16;
const HIDDEN = 48;
/** Padding: a target that does not count. */
const IGNORED = -100;
/** A run must not learn the names it is examined on. */
const MOST_TRAIN = PLACE_NAMES.length - 60;
/** A text of somebody's own may have so many letters; a name that is written ends here at the latest. */
const LONGEST = 24;

class NamesModel extends Module {
  readonly embedding: Embedding;
  readonly recurrent: RNN | LSTM;
  readonly head: Linear;

  constructor(cell: 'RNN' | 'LSTM', hidden: number, generator: Generator) {
    super();
    this.embedding = new Embedding(tokenizer.vocabularySize, FEATURES, { generator });
    this.recurrent = new (cell === 'RNN' ? RNN : LSTM)(FEATURES, hidden, { batchFirst: true, generator });
    this.head = new Linear(hidden, tokenizer.vocabularySize, { generator });
  }

  /** tokens [N, T] → logits of the next token [N, T, 27] */
  forward(tokens: Tensor): Tensor {
    const [hidden] = this.recurrent.forward(this.embedding.forward(tokens)); // [N, T, H]
    return this.head.forward(hidden);
  }

  /** One letter further. tokens int32 [N]; state null: of the beginning → logits of the next token [N, 27], and the state after */
  next(tokens: Tensor, state: unknown): readonly [logits: Tensor, state: unknown] {
    const read = this.embedding.forward(tokens.unsqueeze(1)); // [N, 1, F]
    const forward = this.recurrent.forward.bind(this.recurrent) as (x: Tensor, state?: unknown) => [Tensor, unknown];
    const [hidden, after] = state === null ? forward(read) : forward(read, state);
    return [this.head.forward(hidden.select(1, 0)), after];
  }
}

/** `.oslo` predicts `oslo.`, letter for letter. */
function nameDataset(names: readonly string[]): TensorDataset {
  const inputs = names.map((name) => tokenizer.encode(END + name));
  const targets = names.map((name) => tokenizer.encode(name + END));
  return new TensorDataset(padSequences(inputs).tokens, padSequences(targets, { value: IGNORED }).tokens);
}

/** What `nameDataset` makes of one name, its loss counted after all letters or after one. */
function oneName(text: string, letter: number | null): LoadedBatch {
  if (text.length > LONGEST)
    throw new ChalkgradError(`${text.length} letters are too many to read`, `names here have at most ${LONGEST}.`);
  const [inputs, targets] = [tokenizer.encode(END + text), tokenizer.encode(text + END)];
  if (letter !== null && !(letter in targets))
    throw new ChalkgradError(
      `the text has no letter ${letter}`,
      `its places are 0 (before the first letter) to ${targets.length - 1}.`,
    );
  const counted = targets.map((token, t) => (letter === null || t === letter ? token : IGNORED));
  const row = (tokens: Int32Array): Tensor => tensorFrom(Int32Array.from(tokens), [1, tokens.length], 'int32');
  return { index: 0, ids: Int32Array.of(0), tensors: [row(inputs), row(counted)] };
}

/** Perplexity on `test` of a model that knows only how often each letter occurs in `train`: what context has to beat. */
export function unigramPerplexity(train: readonly string[], test: readonly string[]): number {
  const counts = new Float64Array(tokenizer.vocabularySize).fill(1); // one of each, so that none is impossible
  for (const token of tokenizer.encode(train.map((name) => name + END).join(''))) counts[token]!++;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const tokens = tokenizer.encode(test.map((name) => name + END).join(''));
  return Math.exp(tokens.reduce((sum, token) => sum - Math.log(counts[token]! / total), 0) / tokens.length);
}

/** The names in the seed's order: the last ones are for the examination. */
export function splitNames(seed: number, examples: number, testExamples: number): { train: string[]; test: string[] } {
  const order = new Generator(seed).fork('split').permutation(PLACE_NAMES.length);
  const names = Array.from(order, (place) => PLACE_NAMES[place]!);
  const train = names.slice(0, Math.min(examples, MOST_TRAIN));
  return { train, test: names.slice(MOST_TRAIN, MOST_TRAIN + testExamples) };
}

/** The knobs of names-rnn and names-lstm. */
export const namesKnobs = {
  lr: rate(5e-3),
  batch: count(16, 1, 500),
  schedule: scheduleKnob('cosine'),
  hidden: count(HIDDEN, 1, 256),
  examples: count(MOST_TRAIN, 1, MOST_TRAIN),
  epochs: count(10, 1, 1000),
};

/** The setup of names-rnn and names-lstm. */
export function namesSetup(name: string, cell: 'RNN' | 'LSTM', options: RunOptions): TrainingSetup {
  const { seed = 7, testExamples = 60 } = options;
  const run = { name, knobs: namesKnobs };
  const knobs = turned(run, options);
  const { examples, epochs } = knobs;
  const { train, test } = splitNames(seed, examples, testExamples);
  const model = new NamesModel(cell, knobs.hidden, new Generator(seed).fork('weights'));
  const parts: Supervised = {
    model,
    optimizer: new Adam(model.parameters(), { lr: knobs.lr }),
    loss: (logits, targets) => crossEntropy(logits.transpose(1, 2), targets, { ignoreIndex: IGNORED }),
    measures: { perplexity: (logits, targets) => perplexity(logits, targets, { ignoreIndex: IGNORED }) },
  };
  const learned = new Set(train);
  const letters: Letters = {
    batch: oneName,
    walk: (batch) => supervisedWalk(parts, batch),
    write: ({ count, temperature, draw }) =>
      writeLetters((tokens, state) => model.next(tokens, state), {
        generators: Array.from({ length: count }, (_, n) => new Generator(seed).fork(`write.${draw * count + n}`)),
        temperature,
        longest: LONGEST,
        end: 0,
      }).map((tokens) => {
        const text = tokenizer.decode(tokens);
        return { text, found: learned.has(text) ? 'learned' : known.has(text) ? 'unseen' : null };
      }),
    unseen: PLACE_NAMES.filter((name) => !learned.has(name)),
  };
  const setup = supervisedSetup({
    run,
    knobs,
    seed,
    train: nameDataset(train),
    test: nameDataset(test),
    parts,
    epochs,
    vocabulary: tokenizer.characters,
    config: { cell, data: 'place names' },
  });
  return { ...setup, letters };
}

const known: ReadonlySet<string> = new Set(PLACE_NAMES);
