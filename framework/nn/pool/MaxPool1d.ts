import { maxPool1d } from '../../ops/index.ts';
import type { Pool1dOptions } from '../../ops/pool/maxPool1d.ts';
import { optionsOf, signature } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = signature(
  'MaxPool1d',
  { kernelSize: 'count' },
  { stride: 'count', padding: 'size', dilation: 'count', ceilMode: 'boolean' },
);

/**
 * The largest number under each window of a sequence; the stride is the kernel size unless given. x: [N, C, L] → [N, C, OL].
 *
 * @example new MaxPool1d(2).forward(signal) // halves the length
 */
export class MaxPool1d extends Module {
  readonly kernelSize: number;
  readonly options: Pool1dOptions;

  constructor(kernelSize: number, options: Pool1dOptions = {}) {
    super();
    this.kernelSize = kernelSize;
    this.options = optionsOf(call, [kernelSize, options]);
  }

  forward(x: Tensor): Tensor {
    return maxPool1d(x, this.kernelSize, this.options);
  }
}
