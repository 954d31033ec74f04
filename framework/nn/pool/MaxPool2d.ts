import type { Pair, PoolOptions } from '../../ops/conv/window2d.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

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
    this.options = options;
  }

  forward(x: Tensor): Tensor {
    return x.maxPool2d(this.kernelSize, this.options);
  }
}
