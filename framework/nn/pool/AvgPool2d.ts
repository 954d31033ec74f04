import type { Pair } from '../../ops/conv/window2d.ts';
import { avgPool2d } from '../../ops/index.ts';
import type { AvgPoolOptions } from '../../ops/pool/avgPool2d.ts';
import { optionsOf, signature } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = signature(
  'AvgPool2d',
  { kernelSize: 'counts' },
  { stride: 'counts', padding: 'margins', countIncludePad: 'boolean', ceilMode: 'boolean' },
);

/**
 * The mean of each window; the stride is the kernel size unless given. x: [N, C, H, W] → [N, C, OH, OW].
 *
 * @example new AvgPool2d(2).forward(maps) // halves height and width
 */
export class AvgPool2d extends Module {
  readonly kernelSize: Pair;
  readonly options: AvgPoolOptions;

  constructor(kernelSize: Pair, options: AvgPoolOptions = {}) {
    super();
    this.kernelSize = kernelSize;
    this.options = optionsOf(call, [kernelSize, options]);
  }

  forward(x: Tensor): Tensor {
    return avgPool2d(x, this.kernelSize, this.options);
  }
}
