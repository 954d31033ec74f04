/**
 * A GPT in miniature: a text is read character by character, and at each the network says which may come next, looking back on
 * at most 96. Give it any text (`--text FILE`); without one it reads tales that a small grammar tells.
 * Source: Radford et al., "Language models are unsupervised multitask learners" (2019), GPT-2's blocks with the norms in front.
 */
import type { LoadedBatch } from '../data/DataLoader.ts';
import { TensorDataset } from '../data/Dataset.ts';
import { CharTokenizer } from '../data/sequences/CharTokenizer.ts';
import { tokenWindows } from '../data/sequences/tokenWindows.ts';
import { Embedding } from '../nn/linear/Embedding.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { Module } from '../nn/Module.ts';
import { LearnedPositionalEncoding } from '../nn/transformer/LearnedPositionalEncoding.ts';
import { TransformerEncoder } from '../nn/transformer/TransformerEncoder.ts';
import { crossEntropy } from '../ops/index.ts';
import { AdamW } from '../optim/AdamW.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { Generator } from '../tensor/random.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import type { Letters } from '../train/letters.ts';
import { perplexity } from '../train/perplexity.ts';
import type { Metrics, TrainingSetup } from '../train/setup.ts';
import { type Supervised, supervisedWalk } from '../train/supervised.ts';
import { count, rate } from './knobs.ts';
import { ngramPerplexity } from './ngramPerplexity.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';
import { textToLearn } from './textToLearn.ts';
import { writeText } from './writeText.ts';

/** Characters that the network looks back on. */
const CONTEXT = 96;
const WIDTH = 64;
const HEADS = 4;
const LAYERS = 2;
const SAMPLE = 400;
/** Of a text that a reader asks for. */
const ANSWER = 120;
/** A target that does not count. */
const IGNORED = -100;

class Gpt extends Module {
  readonly embedding: Embedding;
  readonly position: LearnedPositionalEncoding;
  readonly blocks: TransformerEncoder;
  readonly head: Linear;

  constructor(characters: number, context: number, generator: Generator) {
    super();
    this.embedding = new Embedding(characters, WIDTH, { generator });
    this.position = new LearnedPositionalEncoding(context, WIDTH, { generator });
    const layer = { dimFeedforward: 4 * WIDTH, dropout: 0, activation: 'gelu', normFirst: true, generator } as const;
    this.blocks = new TransformerEncoder(WIDTH, HEADS, { numLayers: LAYERS, ...layer });
    this.head = new Linear(WIDTH, characters, { generator });
  }

  /** tokens [N, T] → logits of the token that follows each [N, T, V]; no place sees what comes after it */
  forward(tokens: Tensor): Tensor {
    const x = this.position.forward(this.embedding.forward(tokens)); // [N, T, 64]
    return this.head.forward(this.blocks.forward(x, { causal: true }));
  }
}

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7 } = options;
  const knobs = turned(tinyGpt, options);
  const { epochs, context } = knobs;
  const { train, test, characters, config } = await textToLearn(options, context);
  const tokenizer = CharTokenizer.fromText(characters);
  const [known, unseen] = [tokenizer.encode(train), tokenizer.encode(test)];
  const windows = (tokens: Int32Array): TensorDataset => {
    const { inputs, targets } = tokenWindows(tokens, context);
    return new TensorDataset(inputs, targets); // [count, T] each
  };
  const size = tokenizer.vocabularySize;
  const model = new Gpt(size, context, new Generator(seed).fork('weights'));
  const parts: Supervised = {
    model,
    optimizer: new AdamW(model.parameters(), { lr: knobs.lr }),
    loss: (logits, targets) => crossEntropy(logits.transpose(1, 2), targets),
    measures: { perplexity },
    observe: { probabilities: (logits) => logits.softmax(2) },
  };
  const setup = supervisedSetup({
    run: tinyGpt,
    knobs,
    seed,
    train: windows(known),
    test: windows(unseen),
    parts,
    epochs,
    vocabulary: tokenizer.characters,
    config: { characters: size, ...config },
  });
  const pairs = ngramPerplexity(known, unseen, size, 2); // what counting pairs of characters reaches: to compare with
  const sample = (): string =>
    writeText((tokens) => model.forward(tokens), tokenizer, {
      prompt: firstOf(train),
      length: SAMPLE,
      context,
      temperature: 0.8, // a little surer than it is: fewer slips of the pen
      generator: new Generator(seed).fork('sample'),
    }).trim();
  const reading: Supervised = {
    ...parts,
    loss: (logits, targets) => crossEntropy(logits.transpose(1, 2), targets, { ignoreIndex: IGNORED }),
    measures: { perplexity: (logits, targets) => perplexity(logits, targets, { ignoreIndex: IGNORED }) },
  };
  const letters: Letters = {
    batch: (text, letter) => oneText(tokenizer, context, text, letter),
    walk: (batch) => supervisedWalk(reading, batch),
    write: ({ count: texts, temperature, draw, prompt = '' }) =>
      Array.from({ length: texts }, (_, n) => {
        const generator = new Generator(seed).fork(`write.${draw * texts + n}`);
        const begin = prompt === '' ? firstOf(train) : prompt;
        const choices = { prompt: begin, length: ANSWER, context, temperature, generator };
        const text = writeText((tokens) => model.forward(tokens), tokenizer, choices);
        return { text: prompt === '' ? text.slice(begin.length) : text, found: null };
      }),
    unseen: test.split('\n').filter((line) => line !== ''),
  };
  return { ...setup, evaluate: (): Metrics => ({ ...setup.evaluate(), pairs }), sample, letters };
}

/** What a text begins after: the end of a line, where it has lines. */
const firstOf = (text: string): string => (text.includes('\n') ? '\n' : text[0]!);

/**
 * A text as a batch of one: its characters, and what follows each. Nobody knows what follows the last one, and it does not count.
 * Errors: a character that the network does not know, fewer than two or more than it looks back on, a place that the text does not have.
 */
function oneText(tokenizer: CharTokenizer, context: number, text: string, letter: number | null): LoadedBatch {
  const inputs = tokenizer.encode(text);
  if (inputs.length < 2 || inputs.length > context)
    throw new ChalkgradError(`${inputs.length} characters cannot be read here`, `write 2 to ${context}.`);
  if (letter !== null && !(letter >= 0 && letter < inputs.length - 1))
    throw new ChalkgradError(
      `nothing is known to follow place ${letter}`,
      `the text's places with something behind them are 0 to ${inputs.length - 2}.`,
    );
  const counted = inputs.map((_, t) => {
    const isCounted = t < inputs.length - 1 && (letter === null || t === letter);
    return isCounted ? inputs[t + 1]! : IGNORED;
  });
  const row = (tokens: Int32Array): Tensor => tensorFrom(Int32Array.from(tokens), [1, tokens.length], 'int32');
  return { index: 0, ids: Int32Array.of(0), tensors: [row(inputs), row(counted)] };
}

export const tinyGpt = {
  name: 'tiny-gpt',
  title: 'A GPT learns to tell tales',
  summary: 'Causal attention learns a text character by character, then writes one of its own.',
  metric: 'perplexity',
  better: 'lower',
  threshold: 1.45,
  realData: null,
  ownText: 'any text in UTF-8, of a few thousand characters or more; its last tenth is for the examination',
  knobs: {
    epochs: count(4, 1, 1000),
    lr: rate(5e-3),
    batch: count(16, 1, 256),
    context: count(CONTEXT, 8, 96),
    schedule: scheduleKnob('cosine'),
  },
  build,
} satisfies Run;
