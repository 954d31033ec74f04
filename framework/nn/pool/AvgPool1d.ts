import { avgPool1d } from '../../ops/index.ts';
import type { AvgPool1dOptions } from '../../ops/pool/avgPool1d.ts';
import { optionsOf, signature } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = signature(
  'AvgPool1d',
  { kernelSize: 'count' },
  { stride: 'count', padding: 'size', countIncludePad: 'boolean', ceilMode: 'boolean' },
);

/**
 * The mean of each window of a sequence; the stride is the kernel size unless given. x: [N, C, L] → [N, C, OL].
 *
 * @example new AvgPool1d(2).forward(signal) // halves the length
 */
export class AvgPool1d extends Module {
  readonly kernelSize: number;
  readonly options: AvgPool1dOptions;

  constructor(kernelSize: number, options: AvgPool1dOptions = {}) {
    super();
    this.kernelSize = kernelSize;
    this.options = optionsOf(call, [kernelSize, options]);
  }

  forward(x: Tensor): Tensor {
    return avgPool1d(x, this.kernelSize, this.options);
  }
}
