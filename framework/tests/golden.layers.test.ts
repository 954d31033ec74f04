/**
 * Every layer against PyTorch: the same weights by state dict and the same inputs give the same outputs, the same gradients
 * of inputs and weights, and leave the same running statistics behind. JSON by golden/generate.py.
 */
import { describe, expect, it } from 'vitest';
import * as chalkgrad from '../index.ts';
import { Module, type Tensor, useBackend } from '../index.ts';
import { gradientsOf } from './golden/gradientsOf.ts';
import { float32Tolerance, mismatch, type Tolerance } from './golden/mismatch.ts';
import {
  decodeArgument,
  decodeTensor,
  type GoldenNumber,
  type GoldenTensor,
  readGolden,
  tensorsIn,
} from './golden/readGolden.ts';

interface GoldenLayer {
  readonly layer: string;
  readonly args: readonly unknown[];
}

interface LayerCase {
  readonly layer: GoldenLayer;
  readonly case: string;
  readonly mode: 'train' | 'eval';
  readonly state: Readonly<Record<string, GoldenTensor>>;
  readonly inputs: readonly unknown[];
  readonly outputs: readonly GoldenTensor[];
  readonly upstream: readonly (readonly number[] | null)[];
  readonly inputGradients: readonly (readonly GoldenNumber[])[];
  readonly weightGradients: Readonly<Record<string, readonly GoldenNumber[]>>;
  readonly buffersAfter?: Readonly<Record<string, readonly GoldenNumber[]>>;
}

type AnyLayer = Module & { forward(...inputs: readonly unknown[]): unknown };

const float32 = { order: 'row by row', single: true } as const;
const exported = chalkgrad as unknown as Readonly<Record<string, new (...args: readonly unknown[]) => AnyLayer>>;
const cases = readGolden<LayerCase>('layers');

const isLayer = (arg: unknown): arg is GoldenLayer => typeof arg === 'object' && arg !== null && 'layer' in arg;
function build({ layer, args }: GoldenLayer): AnyLayer {
  return new exported[layer]!(...args.map((arg) => (isLayer(arg) ? build(arg) : (arg ?? undefined))));
}

/** The SIMD backend adds up in float32, as PyTorch does; the reference in float64. A layer of many ops multiplies the difference. */
const backends = [
  ['reference', float32Tolerance],
  ['simd', { relative: 5e-5, absolute: 5e-6 }],
] as const;

function complaints(golden: LayerCase, tolerance: Tolerance): string[] {
  const check = (what: string, got: Tensor, numbers: readonly GoldenNumber[]): string[] => {
    const wrong = mismatch(got.dataSync(), numbers, got.shape, tolerance);
    return wrong === null ? [] : [`${golden.layer.layer}, "${golden.case}": ${what} ${wrong}`];
  };
  const layer = build(golden.layer).train(golden.mode === 'train');
  layer.loadStateDict(
    Object.fromEntries(Object.entries(golden.state).map(([name, t]) => [name, decodeTensor(t, float32)])),
  );
  const inputs = golden.inputs.map((input) => decodeArgument(input, float32));
  const outputs = tensorsIn(layer.forward(...inputs));
  expect(outputs.map(({ shape }) => shape)).toEqual(golden.outputs.map(({ shape }) => shape));
  const parameters = new Map(layer.namedParameters());
  expect([...parameters.keys()].sort()).toEqual(Object.keys(golden.weightGradients).sort());
  const watched = tensorsIn(inputs, (t) => t.requiresGrad);
  const gradients = gradientsOf(outputs, golden.upstream, [...watched, ...parameters.values()]);
  const ofWeights = new Map([...parameters.keys()].map((name, i) => [name, gradients[watched.length + i]!]));
  const state = layer.stateDict();
  return [
    ...outputs.flatMap((output, i) => check(`output ${i}`, output, golden.outputs[i]!.data)),
    ...golden.inputGradients.flatMap((expected, i) => check(`gradient of input ${i}`, gradients[i]!, expected)),
    ...Object.entries(golden.weightGradients).flatMap(([name, expected]) =>
      check(`gradient of ${name}`, ofWeights.get(name)!, expected),
    ),
    ...Object.entries(golden.buffersAfter ?? {}).flatMap(([name, expected]) =>
      check(`${name} afterwards`, state[name]!, expected),
    ),
  ];
}

for (const [backend, tolerance] of backends) {
  for (const [layer, ofLayer] of Map.groupBy(cases, (golden) => golden.layer.layer)) {
    describe(`${layer} does what PyTorch's does, on ${backend}`, () => {
      for (const golden of ofLayer) {
        it(golden.case, () => {
          useBackend(backend);
          const found = complaints(golden, tolerance);
          useBackend('auto');
          expect(found, found.join('\n')).toEqual([]);
        });
      }
    });
  }
}

/** Layers that are not compared with PyTorch here, and why. */
const withoutCounterpart: Readonly<Record<string, string>> = {
  HingeLoss: 'hands its arguments to the op hinge, which is compared in golden.test.ts',
  ModuleList: 'computes nothing; nn/nn.test.ts',
  ModuleDict: 'computes nothing; nn/nn.test.ts',
  SinusoidalPositionalEncoding: 'PyTorch has none; nn/positions.test.ts',
  LearnedPositionalEncoding: 'PyTorch has none; nn/positions.test.ts',
  RotaryPositionalEncoding: 'PyTorch has none; nn/positions.test.ts',
  BatchNorm: 'abstract: BatchNorm1d and BatchNorm2d are compared',
  Recurrent: 'abstract: RNN, LSTM and GRU are compared',
  RecurrentCell: 'abstract: RNNCell, LSTMCell and GRUCell are compared',
  InstanceNorm: 'abstract: InstanceNorm1d and InstanceNorm2d are compared',
};

describe('the golden layers', () => {
  it('cover every layer, or say why not', () => {
    const layers = Object.entries(chalkgrad)
      .filter(([, value]) => typeof value === 'function' && value.prototype instanceof Module)
      .map(([name]) => name);
    const used = (golden: GoldenLayer): string[] => [golden.layer, ...golden.args.filter(isLayer).flatMap(used)];
    const covered = new Set(cases.flatMap((golden) => used(golden.layer)));
    expect(layers).toContain('Linear');
    expect(layers.filter((name) => !covered.has(name) && withoutCounterpart[name] === undefined)).toEqual([]);
  });
});
