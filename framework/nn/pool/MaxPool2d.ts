import type { Pair, PoolOptions } from '../../ops/conv/window2d.ts';
import { maxPool2d } from '../../ops/index.ts';
import { optionsOf, signature } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = signature(
  'MaxPool2d',
  { kernelSize: 'counts' },
  { stride: 'counts', padding: 'margins', dilation: 'counts', ceilMode: 'boolean' },
);

/**
 * The largest number under each window; the stride is the kernel size unless given. x: [N, C, H, W] → [N, C, OH, OW].
 *
 * @example new MaxPool2d(2).forward(maps) // halves height and width
 */
export class MaxPool2d extends Module {
  readonly kernelSize: Pair;
  readonly options: PoolOptions;

  constructor(kernelSize: Pair, options: PoolOptions = {}) {
    super();
    this.kernelSize = kernelSize;
    this.options = optionsOf(call, [kernelSize, options]);
  }

  forward(x: Tensor): Tensor {
    return maxPool2d(x, this.kernelSize, this.options);
  }
}
