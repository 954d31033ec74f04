/**
 * What lesson 22 says of a trained network that is brought elsewhere: in how few bits it can be kept, what it says when it is fed otherwise than it
 * learned, what each forgotten call costs, and what its ONNX file holds. recordSaved.ts writes it down, since a build would have to train; a test
 * holds what is written to what is measured.
 */
import {
  decodeSafetensors,
  digitsNetwork,
  encodeSafetensors,
  findRun,
  fit,
  Generator,
  generateDigits,
  type KnobValues,
  type Layer,
  noGrad,
  type Tensor,
  type TrainingSetup,
  tensor,
} from '#framework';
import { type Per, quantised } from '#framework/runs/quantise.ts';
import { onnxFiles } from '../../../exchange/exportRun.ts';
import { decodeOnnx, encodeOnnx } from '../../../exchange/onnx/bytes.ts';
import { OnnxNetwork } from '../../../exchange/onnx/OnnxNetwork.ts';

const SEED = 7;
const EXAMPLES = 2000;
const EXAMINED = 500;
const EPOCHS = 3;
const BITS = [8, 7, 6, 5, 4, 3, 2] as const;

/** Ways to feed a network that learned bright strokes on black, 0 … 1. */
const feeds = {
  trained: (x: Tensor): Tensor => x,
  raw: (x: Tensor): Tensor => x.mul(255),
  shifted: (x: Tensor): Tensor => x.sub(0.5),
  turned: (x: Tensor): Tensor => x.transpose(2, 3),
  inverted: (x: Tensor): Tensor => x.neg().add(1),
};
export type Feed = keyof typeof feeds;

export interface SavedFacts {
  readonly accuracy: number;
  /** Digits that accuracies are shares of. */
  readonly examined: number;
  /** Bytes of the weights as safetensors, and of the model as ONNX. */
  readonly bytes: { readonly safetensors: number; readonly onnx: number };
  readonly fewBits: readonly { readonly bits: number; readonly tensor: number; readonly channel: number }[];
  readonly fed: readonly {
    readonly feed: Feed;
    readonly accuracy: number;
    /** Of one digit: what it is taken for. */
    readonly probabilities: readonly number[];
  }[];
  /** What the digit is. */
  readonly digit: number;
  /** A network that learned with dropout, in another program: the chance of the right class, asked twice, and its accuracy. */
  readonly calls: readonly {
    readonly left: 'none' | 'load' | 'eval';
    readonly asked: readonly [number, number];
    readonly accuracy: number;
  }[];
  readonly onnx: {
    readonly nodes: readonly {
      readonly op: string;
      readonly inputs: readonly string[];
      readonly output: string;
      readonly attributes: readonly string[];
    }[];
    readonly arrays: readonly { readonly name: string; readonly dims: readonly number[] }[];
    /** Read back by our own importer: the largest difference over 32 images, and the largest logit. */
    readonly difference: number;
    readonly largest: number;
    /** What the importer says when `transB` is taken out. */
    readonly withoutTransB: string;
  };
}

async function trained(knobs: KnobValues): Promise<TrainingSetup> {
  const setup = await findRun('digits-cnn').build({
    seed: SEED,
    testExamples: EXAMINED,
    knobs: { examples: EXAMPLES, epochs: EPOCHS, ...knobs },
  });
  for await (const _ of fit(setup, { validate: false }));
  setup.model.eval();
  return setup;
}

const share = (model: Layer, images: Tensor, labels: ArrayLike<number>): number => {
  const said = noGrad(() => model.forward(images).argmax(1)).dataSync();
  return Array.from(said).filter((digit, i) => digit === labels[i]).length / said.length;
};

const chances = (model: Layer, images: Tensor, row: number): number[] =>
  Array.from(noGrad(() => model.forward(images.slice(0, row, row + 1)).softmax(1)).dataSync());

/** Accuracy with the weights (not the biases) in so few bits. */
function inBits(model: Layer, images: Tensor, labels: ArrayLike<number>, bits: number, per: Per): number {
  const kept = Object.entries(model.stateDict()).map(([name, one]) => [name, one, one.dataSync()] as const);
  noGrad(() => {
    for (const [name, one, values] of kept)
      if (name.endsWith('.weight')) one.copyFrom_(quantised(values, one.shape, bits, per));
  });
  const accuracy = share(model, images, labels);
  noGrad(() => {
    for (const [, one, values] of kept) one.copyFrom_(values);
  });
  return accuracy;
}

/** The first digit of those examined of which it is less sure than this: something is to be seen there. */
const SURE = 0.9;

function calls(setup: TrainingSetup, images: Tensor, labels: ArrayLike<number>, dropout: number) {
  const file = encodeSafetensors(setup.model.stateDict());
  const elsewhere = (left: 'none' | 'load' | 'eval') => {
    const streams = new Generator(SEED + 1);
    const model = digitsNetwork(streams.fork('weights'), { dropout, silence: streams.fork('dropout') });
    if (left !== 'load') model.loadStateDict(decodeSafetensors(file).tensors);
    if (left !== 'eval') model.eval();
    return model;
  };
  const whole = elsewhere('none');
  const row = Array.from(labels).findIndex((label, i) => chances(whole, images, i)[label]! < SURE);
  return (['none', 'load', 'eval'] as const).map((left) => {
    const model = elsewhere(left);
    const ask = (): number => chances(model, images, row)[labels[row]!]!;
    return { left, asked: [ask(), ask()] as const, accuracy: share(model, images, labels) };
  });
}

function exported(
  setup: TrainingSetup,
  images: Tensor,
): { readonly bytes: number; readonly facts: SavedFacts['onnx'] } {
  const { bytes } = onnxFiles(setup)[0]!;
  const model = decodeOnnx(bytes);
  const [some, ours] = [images.slice(0, 0, 32), setup.model as Layer];
  const [a, b] = noGrad(() => [ours.forward(some), new OnnxNetwork(model).forward(some) as Tensor] as const).map((x) =>
    Array.from(x.dataSync()),
  ) as [number[], number[]];
  const largestOf = (values: readonly number[]): number => Math.max(...values.map(Math.abs));
  const { node: nodes = [], initializer = [] } = model.graph!;
  const without = nodes.map(({ attribute, ...node }) => ({
    ...node,
    ...(attribute === undefined ? {} : { attribute: attribute.filter(({ name }) => name !== 'transB') }),
  }));
  let withoutTransB = '';
  try {
    const broken = decodeOnnx(encodeOnnx({ ...model, graph: { ...model.graph!, node: without } }));
    noGrad(() => new OnnxNetwork(broken).forward(some));
  } catch (error) {
    withoutTransB = (error as Error).message.split('\nhint:')[0]!;
  }
  return {
    bytes: bytes.length,
    facts: {
      nodes: nodes.map(({ opType, input = [], output = [], attribute = [] }) => ({
        op: opType,
        inputs: input,
        output: output[0]!,
        attributes: attribute.map(
          ({ name, i, f, ints }) => `${name} = ${ints === undefined ? (i ?? f ?? 0) : `[${ints.join(', ')}]`}`,
        ),
      })),
      arrays: initializer.map(({ name = '', dims = [] }) => ({ name, dims })),
      difference: largestOf(a.map((value, i) => value - b[i]!)),
      largest: largestOf(a),
      withoutTransB,
    },
  };
}

export async function measureSaved(): Promise<SavedFacts> {
  // The digits that the run itself is examined on.
  const examined = generateDigits(EXAMINED, new Generator(SEED).fork('test'));
  const images = tensor(examined.images, { shape: [EXAMINED, 1, 28, 28], dtype: 'float32' });
  const { labels } = examined;
  const setup = await trained({});
  const model = setup.model as Layer;
  const dropout = 0.2;
  const dropped = await trained({ optimizer: 'adam', dropout });
  const { bytes: onnx, facts } = exported(setup, images);
  const row = Array.from(labels).findIndex((label, i) => chances(model, images, i)[label]! > SURE);
  return {
    accuracy: share(model, images, labels),
    examined: EXAMINED,
    bytes: { safetensors: encodeSafetensors(setup.model.stateDict()).length, onnx },
    fewBits: BITS.map((bits) => ({
      bits,
      tensor: inBits(model, images, labels, bits, 'tensor'),
      channel: inBits(model, images, labels, bits, 'channel'),
    })),
    fed: Object.entries(feeds).map(([feed, change]) => ({
      feed: feed as Feed,
      accuracy: share(model, change(images), labels),
      probabilities: chances(model, change(images), row),
    })),
    digit: labels[row]!,
    calls: calls(dropped, images, labels, dropout),
    onnx: facts,
  };
}
