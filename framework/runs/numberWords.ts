/**
 * A translation small enough to watch: "forty two" becomes "zwei und vierzig". An encoder reads the English words, a decoder writes the German
 * ones, each looking at what it has written and at all that was read. Quality is the share of numbers never seen that come out without a mistake.
 * Source: Vaswani et al., "Attention is all you need" (2017), both halves, with the norms in front.
 */
import type { LoadedBatch } from '../data/DataLoader.ts';
import { TensorDataset } from '../data/Dataset.ts';
import { ENGLISH_WORDS, englishWords, GERMAN_WORDS, germanWords } from '../data/generators/numberWords.ts';
import { padSequences } from '../data/sequences/padSequences.ts';
import { Embedding } from '../nn/linear/Embedding.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { Module } from '../nn/Module.ts';
import { LearnedPositionalEncoding } from '../nn/transformer/LearnedPositionalEncoding.ts';
import { TransformerDecoderLayer } from '../nn/transformer/TransformerDecoderLayer.ts';
import { TransformerEncoderLayer } from '../nn/transformer/TransformerEncoderLayer.ts';
import { crossEntropy } from '../ops/index.ts';
import { Adam } from '../optim/Adam.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { noGrad } from '../tensor/history.ts';
import { Generator } from '../tensor/random.ts';
import { scope } from '../tensor/scope.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { type Supervised, supervisedWalk } from '../train/supervised.ts';
import { choice, count, rate } from './knobs.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const WIDTH = 32;
const MOST_ENGLISH = 4;
/** Five words and the end. */
const MOST_GERMAN = 6;
const NUMBERS = 999;
const LEARNED = 800;
const PADDING = 0;
const START = 0;
const END = 1;
/** A target that does not count. */
const IGNORED = -100;

class Translator extends Module {
  readonly english: Embedding;
  readonly englishPosition: LearnedPositionalEncoding;
  readonly german: Embedding;
  readonly germanPosition: LearnedPositionalEncoding;
  readonly encoder: TransformerEncoderLayer;
  readonly decoder: TransformerDecoderLayer;
  readonly head: Linear;

  constructor(heads: number, generator: Generator) {
    super();
    const layer = { dimFeedforward: 2 * WIDTH, dropout: 0, normFirst: true, generator };
    this.english = new Embedding(ENGLISH_WORDS.length, WIDTH, { generator });
    this.englishPosition = new LearnedPositionalEncoding(MOST_ENGLISH, WIDTH, { generator });
    this.german = new Embedding(GERMAN_WORDS.length, WIDTH, { generator });
    this.germanPosition = new LearnedPositionalEncoding(MOST_GERMAN, WIDTH, { generator });
    this.encoder = new TransformerEncoderLayer(WIDTH, heads, layer);
    this.decoder = new TransformerDecoderLayer(WIDTH, heads, layer);
    this.head = new Linear(WIDTH, GERMAN_WORDS.length, { generator });
  }

  /** words [N, 4 + T]: four English ones, then the German ones so far → logits of the word after each German one [N, T, 32] */
  forward(words: Tensor): Tensor {
    const read = words.slice(1, 0, MOST_ENGLISH);
    const written = words.slice(1, MOST_ENGLISH, words.shape[1]!);
    const isPadding = read.eq(PADDING); // [N, 4]
    const source = this.englishPosition.forward(this.english.forward(read)); // [N, 4, 32]
    const memory = this.encoder.forward(source, { srcKeyPaddingMask: isPadding });
    const target = this.germanPosition.forward(this.german.forward(written)); // [N, T, 32]
    const masks = { causal: true, memoryKeyPaddingMask: isPadding };
    return this.head.forward(this.decoder.forward(target, memory, masks));
  }
}

const places = (words: readonly string[], all: readonly string[]): number[] => words.map((word) => all.indexOf(word));

/** Inputs: English, padded, then start and German; targets: German and end. [N, 10] and [N, 6] */
function pairs(numbers: readonly number[]): TensorDataset {
  const english = numbers.map((value) => places(englishWords(value), ENGLISH_WORDS));
  const german = numbers.map((value) => places(germanWords(value), GERMAN_WORDS));
  const read = padSequences(english, { length: MOST_ENGLISH, value: PADDING }).tokens;
  const written = padSequences(
    german.map((words) => [START, ...words]),
    { length: MOST_GERMAN, value: END },
  ).tokens;
  const wanted = padSequences(
    german.map((words) => [...words, END]),
    { length: MOST_GERMAN, value: IGNORED },
  ).tokens;
  const rows = numbers.length;
  const inputs = new Int32Array(rows * (MOST_ENGLISH + MOST_GERMAN));
  const [left, right] = [read.dataSync(), written.dataSync()];
  for (let row = 0; row < rows; row++) {
    inputs.set(
      left.subarray(row * MOST_ENGLISH, (row + 1) * MOST_ENGLISH) as Int32Array,
      row * (MOST_ENGLISH + MOST_GERMAN),
    );
    inputs.set(
      right.subarray(row * MOST_GERMAN, (row + 1) * MOST_GERMAN) as Int32Array,
      row * (MOST_ENGLISH + MOST_GERMAN) + MOST_ENGLISH,
    );
  }
  return new TensorDataset(tensorFrom(inputs, [rows, MOST_ENGLISH + MOST_GERMAN], 'int32'), wanted);
}

/** A number as a batch of one, with what it is in German. Errors: a text that is no number from 1 to 999. */
function oneNumber(text: string): LoadedBatch {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > NUMBERS)
    throw new ChalkgradError(`'${text}' cannot be translated here`, `write a whole number from 1 to ${NUMBERS}.`);
  return { index: 0, ids: Int32Array.of(0), tensors: pairs([value]).batch(Int32Array.of(0)) };
}

/** Word by word from `start`, each time the likeliest; what each number is written as, up to its end. */
function translated(model: Translator, numbers: readonly number[]): string[] {
  const rows = numbers.length;
  const read = padSequences(
    numbers.map((value) => places(englishWords(value), ENGLISH_WORDS)),
    {
      length: MOST_ENGLISH,
      value: PADDING,
    },
  ).tokens.toArray() as number[][];
  const written = Array.from({ length: rows }, () => [START]);
  for (let place = 0; place < MOST_GERMAN; place++) {
    const width = MOST_ENGLISH + place + 1;
    const flat = Int32Array.from(written.flatMap((words, row) => [...read[row]!, ...words]));
    const said = scope(() =>
      noGrad(
        () =>
          model
            .forward(tensorFrom(flat, [rows, width], 'int32'))
            .argmax(2)
            .toArray() as number[][],
      ),
    );
    for (const [row, words] of said.entries()) written[row]!.push(words[place]!);
  }
  return written.map((words) => {
    const end = words.indexOf(END);
    return words
      .slice(1, end < 0 ? undefined : end)
      .map((word) => GERMAN_WORDS[word])
      .join(' ');
  });
}

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, testExamples = NUMBERS - LEARNED } = options;
  const knobs = turned(numberWords, options);
  const streams = new Generator(seed);
  const order = Array.from(streams.fork('split').permutation(NUMBERS), (place) => place + 1);
  const [known, unseen] = [
    order.slice(0, Math.min(knobs.examples, LEARNED)),
    order.slice(LEARNED, LEARNED + testExamples),
  ];
  const model = new Translator(Number(knobs.heads), streams.fork('weights'));
  const parts: Supervised = {
    model,
    optimizer: new Adam(model.parameters(), { lr: knobs.lr }),
    loss: (logits, wanted) => crossEntropy(logits.transpose(1, 2), wanted, { ignoreIndex: IGNORED }),
    measures: {},
    observe: { probabilities: (logits) => logits.softmax(2) },
  };
  const setup = supervisedSetup({
    run: numberWords,
    knobs,
    seed,
    train: pairs(known),
    test: pairs(unseen),
    parts,
    epochs: knobs.epochs,
    // The German words follow the English ones; a token of the written half counts from there.
    vocabulary: ['<pad>', ...ENGLISH_WORDS.slice(1), '<start>', '<end>', ...GERMAN_WORDS.slice(2)],
    config: { placesRead: MOST_ENGLISH, wordsRead: ENGLISH_WORDS.length },
  });
  const right = (): number => {
    model.eval();
    const said = translated(model, unseen);
    model.train();
    return said.filter((words, i) => words === germanWords(unseen[i]!).join(' ')).length / unseen.length;
  };
  const shown = [742, 21, 100, 999, 16, 310];
  return {
    ...setup,
    evaluate: () => ({ ...setup.evaluate(), numbers: right() }),
    sample: () => {
      model.eval();
      const said = translated(model, shown);
      model.train();
      return shown.map((value, i) => `${englishWords(value).join(' ')}: ${said[i]}`).join('\n');
    },
    letters: { batch: oneNumber, walk: (batch) => supervisedWalk(parts, batch), write: () => [], unseen: [] },
  };
}

export const numberWords = {
  name: 'number-words',
  title: 'Forty two, zwei und vierzig',
  summary: 'An encoder and a decoder translate numbers from English words to German ones.',
  metric: 'numbers',
  better: 'higher',
  threshold: 0.9,
  realData: null,
  knobs: {
    lr: rate(5e-3, 1e-4, 0.1),
    batch: count(32, 1, 256),
    examples: count(LEARNED, 1, LEARNED),
    epochs: count(12, 1, 1000),
    heads: choice(['1', '2', '4', '8'], '4'),
    schedule: scheduleKnob('none'),
  },
  build,
} satisfies Run;
