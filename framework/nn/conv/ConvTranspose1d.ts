import type { ConvTranspose1dOptions } from '../../ops/conv/convTranspose1d.ts';
import { convTranspose1d } from '../../ops/index.ts';
import { optionsOf, signature } from '../../tensor/arguments.ts';
import { zeros } from '../../tensor/create.ts';
import type { Generator } from '../../tensor/random.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defaultInit_ } from '../init.ts';
import { Module } from '../Module.ts';
import { Parameter } from '../Parameter.ts';
import { channelsPerGroup } from './channelsPerGroup.ts';

export interface ConvTranspose1dModuleOptions extends ConvTranspose1dOptions {
  /** Default true. */
  readonly bias?: boolean;
  readonly generator?: Generator | undefined;
}

const call = signature(
  'ConvTranspose1d',
  { inChannels: 'count', outChannels: 'count', kernelSize: 'count' },
  {
    stride: 'count',
    padding: 'size',
    dilation: 'count',
    groups: 'count',
    outputPadding: 'size',
    bias: 'boolean',
    generator: 'generator',
  },
);

/**
 * A convolution of sequences run backwards: short ones become long. x: [N, inChannels, L] → [N, outChannels, OL] with
 * OL = (L - 1)·stride - 2·padding + dilation·(K - 1) + outputPadding + 1. Starts uniform in ±1/√fan_in (PyTorch's, of its weight's
 * second axis). Source: Dumoulin & Visin, "A guide to convolution arithmetic" (2016), §4.
 *
 * @example new ConvTranspose1d(16, 8, 2, { stride: 2 }).forward(maps) // doubles the length
 */
export class ConvTranspose1d extends Module {
  readonly weight: Parameter; // [in, out/groups, K]
  readonly bias: Parameter | null; // [out]
  readonly options: ConvTranspose1dOptions;

  constructor(inChannels: number, outChannels: number, kernelSize: number, options: ConvTranspose1dModuleOptions = {}) {
    super();
    const { bias = true, generator, ...window } = optionsOf(call, [inChannels, outChannels, kernelSize, options]);
    this.options = window;
    const outputs = channelsPerGroup('ConvTranspose1d', outChannels, inChannels, window.groups);
    this.weight = new Parameter(zeros([inChannels, outputs, kernelSize]));
    this.bias = bias ? new Parameter(zeros([outChannels])) : null;
    defaultInit_(this.weight, this.bias, generator);
  }

  forward(x: Tensor): Tensor {
    return convTranspose1d(x, this.weight, this.bias ?? undefined, this.options);
  }
}
