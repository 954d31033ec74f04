import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { InstanceNorm } from './InstanceNorm.ts';

/**
 * Instance normalization of images. x: [N, C, H, W] → the same shape. Defaults: eps 1e-5, nothing learned, no running statistics.
 * See InstanceNorm.
 *
 * @example new InstanceNorm2d(16, { affine: true })
 */
export class InstanceNorm2d extends InstanceNorm {
  protected check(x: Tensor): void {
    if (x.rank !== 4) {
      throw new ChalkgradError(
        `InstanceNorm2d: input ${shapeText(x.shape)} must be [N, C, H, W]`,
        'sequences are for InstanceNorm1d; a single image needs unsqueeze(0).',
      );
    }
  }
}
