import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { BatchNorm } from './BatchNorm.ts';

/**
 * Batch normalization of images. x: [N, C, H, W] → the same shape. Defaults: eps 1e-5, momentum 0.1,
 * a learned scale (1) and shift (0). See BatchNorm.
 *
 * @example new BatchNorm2d(16, { momentum: 0.01 })
 */
export class BatchNorm2d extends BatchNorm {
  protected check(x: Tensor): void {
    if (x.rank !== 4) {
      throw new ChalkgradError(
        `BatchNorm2d: input ${shapeText(x.shape)} must be [N, C, H, W]`,
        'plain features are for BatchNorm1d.',
      );
    }
  }
}
