import type { InterpolateOptions } from '../../ops/pool/interpolate.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

/**
 * Images or sequences in another size, by `size` or `scaleFactor`: copies of the nearest cell (default), or mixtures of neighbours
 * with mode 'bilinear' or 'linear'. x: [N, C, L] or [N, C, H, W] → the same with other positions.
 *
 * @example new Upsample({ scaleFactor: 2, mode: 'bilinear' }).forward(maps) // doubles height and width
 */
export class Upsample extends Module {
  readonly options: InterpolateOptions;

  constructor(options: InterpolateOptions) {
    super();
    this.options = options;
  }

  forward(x: Tensor): Tensor {
    return x.interpolate(this.options);
  }
}
