import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { InstanceNorm } from './InstanceNorm.ts';

/**
 * Instance normalization of sequences. x: [N, C, L] → the same shape. Defaults: eps 1e-5, nothing learned, no running statistics.
 * See InstanceNorm.
 *
 * @example new InstanceNorm1d(16, { affine: true })
 */
export class InstanceNorm1d extends InstanceNorm {
  protected check(x: Tensor): void {
    if (x.rank !== 3) {
      throw new ChalkgradError(
        `InstanceNorm1d: input ${shapeText(x.shape)} must be [N, C, L]`,
        'images are for InstanceNorm2d.',
      );
    }
  }
}
