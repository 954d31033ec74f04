import type { Conv1dOptions } from '../../ops/conv/conv1d.ts';
import { conv1d } from '../../ops/index.ts';
import { optionsOf, signature } from '../../tensor/arguments.ts';
import { zeros } from '../../tensor/create.ts';
import type { Generator } from '../../tensor/random.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defaultInit_ } from '../init.ts';
import { Module } from '../Module.ts';
import { Parameter } from '../Parameter.ts';
import { channelsPerGroup } from './channelsPerGroup.ts';
import { checkPaddingMode, type PaddingMode, padAround } from './padAround.ts';

export interface Conv1dModuleOptions extends Conv1dOptions {
  /** Default true. */
  readonly bias?: boolean;
  /** What padding is filled with: zeros, or cells from inside as in `pad`. Default 'zeros'. */
  readonly paddingMode?: PaddingMode;
  readonly generator?: Generator | undefined;
}

const call = signature(
  'Conv1d',
  { inChannels: 'count', outChannels: 'count', kernelSize: 'count' },
  {
    stride: 'count',
    padding: 'padding',
    dilation: 'count',
    groups: 'count',
    paddingMode: 'text',
    bias: 'boolean',
    generator: 'generator',
  },
);

/**
 * A bank of learned kernels slid along sequences. x: [N, inChannels, L] → [N, outChannels, OL].
 * Defaults: stride 1, padding 0, dilation 1, groups 1. Starts uniform in ±1/√fan_in.
 *
 * @example new Conv1d(4, 8, 3, { padding: 1 }).forward(signal) // [32, 4, 100] → [32, 8, 100]
 */
export class Conv1d extends Module {
  readonly weight: Parameter; // [out, in/groups, K]
  readonly bias: Parameter | null; // [out]
  readonly options: Conv1dOptions;
  readonly paddingMode: PaddingMode;

  constructor(inChannels: number, outChannels: number, kernelSize: number, options: Conv1dModuleOptions = {}) {
    super();
    const {
      bias = true,
      paddingMode = 'zeros',
      generator,
      ...window
    } = optionsOf(call, [inChannels, outChannels, kernelSize, options]);
    this.options = window;
    this.paddingMode = checkPaddingMode('Conv1d', paddingMode);
    const inputs = channelsPerGroup('Conv1d', inChannels, outChannels, window.groups);
    this.weight = new Parameter(zeros([outChannels, inputs, kernelSize]));
    this.bias = bias ? new Parameter(zeros([outChannels])) : null;
    defaultInit_(this.weight, this.bias, generator);
  }

  forward(x: Tensor): Tensor {
    const [signal, options] = padAround(x, this.weight, this.options, this.paddingMode);
    return conv1d(signal, this.weight, this.bias ?? undefined, options);
  }
}
