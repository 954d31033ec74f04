/** Layers that PyTorch has under the same name, with the same weights: how each is made there. */
import {
  AvgPool1d,
  AvgPool2d,
  BatchNorm1d,
  BatchNorm2d,
  Conv1d,
  Conv2d,
  ConvTranspose1d,
  ConvTranspose2d,
  Dropout,
  Embedding,
  Flatten,
  GELU,
  GRU,
  Identity,
  LayerNorm,
  LeakyReLU,
  Linear,
  LSTM,
  MaxPool1d,
  MaxPool2d,
  type Module,
  MultiHeadAttention,
  type Recurrent,
  ReLU,
  RNN,
  Sigmoid,
  Softmax,
  Tanh,
} from '#framework';
import { type Keywords, pythonCall } from './python.ts';

/** A module → the expression that makes it in PyTorch; a text in brackets says why there is none. */
type Make = (
  module: never,
) => { readonly name: string; readonly args?: readonly unknown[]; readonly more?: Keywords } | { readonly why: string };

const hasBias = (module: { readonly bias: unknown }): Keywords => (module.bias === null ? { bias: false } : {});

/** Only what was set: PyTorch's defaults are ours. */
const set = (options: Readonly<Record<string, unknown>>): Keywords =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

const snake = (options: Readonly<Record<string, unknown>>): Keywords =>
  Object.fromEntries(
    Object.entries(set(options)).map(([name, value]) => [name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), value]),
  );

const plain =
  (name: string): Make =>
  () => ({ name });

const conv =
  (name: string, transposed: boolean): Make =>
  (module: Conv2d) => {
    const { weight, options } = module;
    if ((module.paddingMode ?? 'zeros') !== 'zeros') return { why: `it pads with '${module.paddingMode}'` };
    const groups = options.groups ?? 1;
    const [first, second, ...kernel] = weight.shape as [number, number, ...number[]];
    const channels = transposed ? [first, second * groups] : [second * groups, first];
    const size = kernel.every((n) => n === kernel[0]) ? kernel[0] : kernel;
    return { name, args: [...channels, size], more: { ...snake({ ...options }), ...hasBias(module) } };
  };

const pool =
  (name: string): Make =>
  (module: MaxPool2d) => ({ name, args: [module.kernelSize], more: snake({ ...module.options }) });

const norm =
  (name: string): Make =>
  ({ runningMean, eps, momentum, weight }: BatchNorm2d) => ({
    name,
    args: [runningMean.shape[0]],
    more: { eps, momentum, ...(weight === null ? { affine: false } : {}) },
  });

const recurrent =
  (name: string): Make =>
  (module: Recurrent) => {
    const { numLayers, bias, batchFirst, dropout, bidirectional } = module.options;
    if (dropout > 0) return { why: 'its dropout draws other numbers in PyTorch' };
    return {
      name,
      args: [module.inputSize, module.hiddenSize],
      more: {
        ...(numLayers === 1 ? {} : { num_layers: numLayers }),
        ...(bias ? {} : { bias }),
        ...(batchFirst ? { batch_first: true } : {}),
        ...(bidirectional ? { bidirectional: true } : {}),
        ...(module instanceof RNN && module.nonlinearity !== 'tanh' ? { nonlinearity: module.nonlinearity } : {}),
      },
    };
  };

const makers = new Map<unknown, Make>([
  [
    Linear,
    (module: Linear) => ({
      name: 'Linear',
      args: [module.weight.shape[1], module.weight.shape[0]],
      more: hasBias(module),
    }),
  ],
  [Conv1d, conv('Conv1d', false)],
  [Conv2d, conv('Conv2d', false)],
  [ConvTranspose1d, conv('ConvTranspose1d', true)],
  [ConvTranspose2d, conv('ConvTranspose2d', true)],
  [MaxPool1d, pool('MaxPool1d')],
  [MaxPool2d, pool('MaxPool2d')],
  [AvgPool1d, pool('AvgPool1d')],
  [AvgPool2d, pool('AvgPool2d')],
  [BatchNorm1d, norm('BatchNorm1d')],
  [BatchNorm2d, norm('BatchNorm2d')],
  [
    LayerNorm,
    ({ normalizedShape, eps, weight }: LayerNorm) => ({
      name: 'LayerNorm',
      args: [normalizedShape.length === 1 ? normalizedShape[0] : [...normalizedShape]],
      more: { eps, ...(weight === null ? { elementwise_affine: false } : {}) },
    }),
  ],
  [
    Embedding,
    ({ weight, paddingIdx }: Embedding) => ({
      name: 'Embedding',
      args: [...weight.shape],
      more: paddingIdx === undefined ? {} : { padding_idx: paddingIdx },
    }),
  ],
  [Flatten, ({ start, end }: Flatten) => ({ name: 'Flatten', args: start === 1 && end === -1 ? [] : [start, end] })],
  [Identity, plain('Identity')],
  [ReLU, plain('ReLU')],
  [Tanh, plain('Tanh')],
  [Sigmoid, plain('Sigmoid')],
  [LeakyReLU, ({ slope }: LeakyReLU) => ({ name: 'LeakyReLU', args: [slope] })],
  [GELU, ({ options }: GELU) => ({ name: 'GELU', more: snake({ ...options }) })],
  [Softmax, (module: Softmax) => ({ name: 'Softmax', args: [(module as unknown as { axis: number }).axis] })],
  [
    Dropout,
    ({ p }: Dropout) =>
      p === 0 ? { name: 'Dropout', args: [0] } : { why: 'its dropout draws other numbers in PyTorch' },
  ],
  [RNN, recurrent('RNN')],
  [LSTM, recurrent('LSTM')],
  [GRU, recurrent('GRU')],
  [
    MultiHeadAttention,
    ({ inProjWeight, inProjBias, numHeads, dropout }: MultiHeadAttention) =>
      dropout > 0
        ? { why: 'its dropout draws other numbers in PyTorch' }
        : {
            name: 'MultiheadAttention',
            args: [inProjWeight.shape[1], numHeads],
            more: { ...(inProjBias === null ? { bias: false } : {}), batch_first: true },
          },
  ],
] as [unknown, Make][]);

/** Does PyTorch have this very layer? A subclass with a forward of its own is another one. */
export const isLayer = (module: Module): boolean => makers.has(module.constructor);

/** `nn.Conv2d(1, 8, 3, padding=1)`, or why there is none. */
export function constructorOf(module: Module): { readonly code: string } | { readonly why: string } {
  const made = makers.get(module.constructor)!(module as never);
  return 'why' in made ? made : { code: pythonCall(`nn.${made.name}`, made.args ?? [], made.more ?? {}) };
}
