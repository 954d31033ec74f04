import type { PaddedConvOptions } from '../../ops/conv/convolution.ts';
import { type Pair, pair } from '../../ops/conv/window2d.ts';
import { conv2d } from '../../ops/index.ts';
import { optionsOf, signature } from '../../tensor/arguments.ts';
import { zeros } from '../../tensor/create.ts';
import type { Generator } from '../../tensor/random.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defaultInit_ } from '../init.ts';
import { Module } from '../Module.ts';
import { Parameter } from '../Parameter.ts';
import { channelsPerGroup } from './channelsPerGroup.ts';
import { checkPaddingMode, type PaddingMode, padAround } from './padAround.ts';

export interface Conv2dModuleOptions extends PaddedConvOptions {
  /** Default true. */
  readonly bias?: boolean;
  /** What padding is filled with: zeros, or cells from inside as in `pad`. Default 'zeros'. */
  readonly paddingMode?: PaddingMode;
  readonly generator?: Generator | undefined;
}

const call = signature(
  'Conv2d',
  { inChannels: 'count', outChannels: 'count', kernelSize: 'counts' },
  {
    stride: 'counts',
    padding: 'padding',
    dilation: 'counts',
    groups: 'count',
    paddingMode: 'text',
    bias: 'boolean',
    generator: 'generator',
  },
);

/**
 * A bank of learned kernels slid over images. x: [N, inChannels, H, W] → [N, outChannels, OH, OW].
 * Defaults: stride 1, padding 0, dilation 1, groups 1. Starts uniform in ±1/√fan_in.
 *
 * @example new Conv2d(1, 8, 3, { padding: 1 }).forward(images) // [32, 1, 28, 28] → [32, 8, 28, 28]
 */
export class Conv2d extends Module {
  readonly weight: Parameter; // [out, in/groups, KH, KW]
  readonly bias: Parameter | null; // [out]
  readonly options: PaddedConvOptions;
  readonly paddingMode: PaddingMode;

  constructor(inChannels: number, outChannels: number, kernelSize: Pair, options: Conv2dModuleOptions = {}) {
    super();
    const {
      bias = true,
      paddingMode = 'zeros',
      generator,
      ...window
    } = optionsOf(call, [inChannels, outChannels, kernelSize, options]);
    this.options = window;
    this.paddingMode = checkPaddingMode('Conv2d', paddingMode);
    const inputs = channelsPerGroup('Conv2d', inChannels, outChannels, window.groups);
    this.weight = new Parameter(zeros([outChannels, inputs, ...pair(kernelSize)]));
    this.bias = bias ? new Parameter(zeros([outChannels])) : null;
    defaultInit_(this.weight, this.bias, generator);
  }

  forward(x: Tensor): Tensor {
    const [image, options] = padAround(x, this.weight, this.options, this.paddingMode);
    return conv2d(image, this.weight, this.bias ?? undefined, options);
  }

  /** The same with a ReLU behind it, as one step; null where `forward` is not this one. */
  forwardRelu(x: Tensor): Tensor | null {
    if (this.forward !== Conv2d.prototype.forward) return null;
    const [image, options] = padAround(x, this.weight, this.options, this.paddingMode);
    return conv2d(image, this.weight, this.bias ?? undefined, { ...options, relu: true });
  }
}
