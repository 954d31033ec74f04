import { interpolate } from '../../ops/index.ts';
import type { InterpolateOptions } from '../../ops/pool/interpolate.ts';
import { optionsOnly } from '../../ops/signatures.ts';
import { optionsOf } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = optionsOnly('Upsample', 'interpolate');

/**
 * Images or sequences in another size, by `size` or `scaleFactor`: copies of the nearest cell (default), or mixtures of neighbours
 * with mode 'bilinear' or 'linear'. x: [N, C, L] or [N, C, H, W] → the same with other positions.
 *
 * @example new Upsample({ scaleFactor: 2, mode: 'bilinear' }).forward(maps) // doubles height and width
 */
export class Upsample extends Module {
  readonly options: InterpolateOptions;

  constructor(options: InterpolateOptions = {}) {
    super();
    options = optionsOf(call, [options]);
    if ((options.size === undefined) === (options.scaleFactor === undefined)) {
      throw new ChalkgradError(
        'Upsample: it needs either a size or a scaleFactor',
        'give one of the two: new Upsample({ scaleFactor: 2 }).',
      );
    }
    this.options = options;
  }

  forward(x: Tensor): Tensor {
    return interpolate(x, this.options);
  }
}
