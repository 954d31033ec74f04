/**
 * A GPT in miniature: a text is read character by character, and at each the network says which may come next, looking back on
 * at most 96. Give it any text (`--text FILE`); without one it reads tales that a small grammar tells.
 * Source: Radford et al., "Language models are unsupervised multitask learners" (2019), GPT-2's blocks with the norms in front.
 */
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
import { Generator } from '../tensor/random.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { perplexity } from '../train/perplexity.ts';
import type { Metrics, TrainingSetup } from '../train/setup.ts';
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
  const setup = supervisedSetup({
    run: tinyGpt,
    knobs,
    seed,
    train: windows(known),
    test: windows(unseen),
    parts: {
      model,
      optimizer: new AdamW(model.parameters(), { lr: knobs.lr }),
      loss: (logits, targets) => crossEntropy(logits.transpose(1, 2), targets),
      measures: { perplexity },
      observe: { probabilities: (logits) => logits.softmax(2) },
    },
    epochs,
    vocabulary: tokenizer.characters,
    config: { characters: size, ...config },
  });
  const pairs = ngramPerplexity(known, unseen, size, 2); // what counting pairs of characters reaches: to compare with
  const sample = (): string =>
    writeText((tokens) => model.forward(tokens), tokenizer, {
      prompt: train.includes('\n') ? '\n' : train[0]!,
      length: SAMPLE,
      context,
      temperature: 0.8, // a little surer than it is: fewer slips of the pen
      generator: new Generator(seed).fork('sample'),
    }).trim();
  return { ...setup, evaluate: (): Metrics => ({ ...setup.evaluate(), pairs }), sample };
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
