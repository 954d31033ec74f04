/** What the convolutions share: their options, and the check that input, weight and groups belong together. */
import type { ConvWindow } from '../../kernels/Kernels.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { type Pair, type WindowOptions, windowOf } from './window2d.ts';

export interface Conv2dOptions extends WindowOptions {
  /** Input and output channels fall into this many groups that do not see each other. Default 1. */
  readonly groups?: number;
}

/** Those of a convolution that may find out its padding by itself. */
export interface PaddedConvOptions extends Omit<Conv2dOptions, 'padding'> {
  /** Zeros around the image; 'same': as many as keep its size (stride 1 only); 'valid': none. Default 0. */
  readonly padding?: Pair | 'same' | 'valid';
}

export function convWindow(options: Conv2dOptions, op: string): ConvWindow {
  return { ...windowOf(options, 1, op), groups: options.groups ?? 1 };
}

const LAYOUTS: Readonly<Record<number, string>> = {
  3: 'input is [N, C, L], weight is [out, in/groups, K]; a single sequence needs unsqueeze(0).',
  4: 'input is [N, C, H, W], weight is [out, in/groups, KH, KW]; a single image needs unsqueeze(0).',
};

/** For conv1d (3 axes) and conv2d (4 axes). */
export function checkChannels(
  op: 'conv1d' | 'conv2d',
  x: Tensor,
  weight: Tensor,
  bias: Tensor | undefined,
  groups: number,
): void {
  const axes = op === 'conv1d' ? 3 : 4;
  if (x.rank !== axes || weight.rank !== axes) {
    throw new ChalkgradError(
      `${op}: input ${shapeText(x.shape)} and weight ${shapeText(weight.shape)} must both have ${axes} axes`,
      LAYOUTS[axes]!,
    );
  }
  const channels = x.shape[1]!;
  const [out, perGroup] = weight.shape as [number, number];
  if (!Number.isInteger(groups) || groups < 1 || channels % groups !== 0 || out % groups !== 0) {
    throw new ChalkgradError(
      `${op}: ${groups} groups do not divide ${channels} input and ${out} output channels (input ${shapeText(x.shape)}, weight ${shapeText(weight.shape)})`,
      'groups must divide both channel counts.',
    );
  }
  if (channels !== perGroup * groups) {
    const layer = op === 'conv1d' ? 'Conv1d' : 'Conv2d';
    const [first, last] =
      op === 'conv1d'
        ? ['[N, C, L]; sequences stored as [N, L, C] need transpose()', 2]
        : ['[N, C, H, W]; images stored as [N, H, W, C] need permute([0, 3, 1, 2])', 3];
    throw new ChalkgradError(
      `${op}: input has ${channels} channels, weight expects ${perGroup * groups} (input ${shapeText(x.shape)}, weight ${shapeText(weight.shape)}, groups ${groups})`,
      x.shape[last as number] === perGroup * groups
        ? `the layout is ${first}.`
        : `the first layer's input channels must equal the image's: ${layer}(${channels}, ${out}, …).`,
    );
  }
  checkBias(op, bias, weight, out);
}

/** One bias for each output channel. */
export function checkBias(op: string, bias: Tensor | undefined, weight: Tensor, out: number): void {
  if (bias !== undefined && (bias.rank !== 1 || bias.shape[0] !== out)) {
    throw new ChalkgradError(
      `${op}: bias ${shapeText(bias.shape)} does not fit weight ${shapeText(weight.shape)}`,
      `there must be one bias for each of the ${out} output channels: [${out}].`,
    );
  }
}
