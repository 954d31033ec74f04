import type { ConvTranspose2dOptions } from '../../ops/conv/convTranspose2d.ts';
import { type Pair, pair } from '../../ops/conv/window2d.ts';
import { convTranspose2d } from '../../ops/index.ts';
import { optionsOf, signature } from '../../tensor/arguments.ts';
import { zeros } from '../../tensor/create.ts';
import type { Generator } from '../../tensor/random.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defaultInit_ } from '../init.ts';
import { Module } from '../Module.ts';
import { Parameter } from '../Parameter.ts';
import { channelsPerGroup } from './channelsPerGroup.ts';

export interface ConvTranspose2dModuleOptions extends ConvTranspose2dOptions {
  /** Default true. */
  readonly bias?: boolean;
  readonly generator?: Generator | undefined;
}

const call = signature(
  'ConvTranspose2d',
  { inChannels: 'count', outChannels: 'count', kernelSize: 'counts' },
  {
    stride: 'counts',
    padding: 'margins',
    dilation: 'counts',
    groups: 'count',
    outputPadding: 'margins',
    bias: 'boolean',
    generator: 'generator',
  },
);

/**
 * A convolution run backwards: small maps become large images. x: [N, inChannels, H, W] → [N, outChannels, OH, OW] with
 * OH = (H - 1)·stride - 2·padding + dilation·(KH - 1) + outputPadding + 1. Starts uniform in ±1/√fan_in (PyTorch's, of its weight's
 * second axis). Source: Dumoulin & Visin, "A guide to convolution arithmetic" (2016), §4.
 *
 * @example new ConvTranspose2d(16, 8, 2, { stride: 2 }).forward(maps) // doubles height and width
 */
export class ConvTranspose2d extends Module {
  readonly weight: Parameter; // [in, out/groups, KH, KW]
  readonly bias: Parameter | null; // [out]
  readonly options: ConvTranspose2dOptions;

  constructor(inChannels: number, outChannels: number, kernelSize: Pair, options: ConvTranspose2dModuleOptions = {}) {
    super();
    const { bias = true, generator, ...window } = optionsOf(call, [inChannels, outChannels, kernelSize, options]);
    this.options = window;
    const outputs = channelsPerGroup('ConvTranspose2d', outChannels, inChannels, window.groups);
    this.weight = new Parameter(zeros([inChannels, outputs, ...pair(kernelSize)]));
    this.bias = bias ? new Parameter(zeros([outChannels])) : null;
    defaultInit_(this.weight, this.bias, generator);
  }

  forward(x: Tensor): Tensor {
    return convTranspose2d(x, this.weight, this.bias ?? undefined, this.options);
  }
}
