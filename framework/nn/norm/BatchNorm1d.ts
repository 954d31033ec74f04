import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { BatchNorm } from './BatchNorm.ts';

/**
 * Batch normalization of features or sequences. x: [N, C] or [N, C, L] → the same shape. Defaults: eps 1e-5, momentum 0.1,
 * a learned scale (1) and shift (0). See BatchNorm.
 *
 * @example new BatchNorm1d(16, { momentum: 0.01 })
 */
export class BatchNorm1d extends BatchNorm {
  protected check(x: Tensor): void {
    if (x.rank !== 2 && x.rank !== 3) {
      throw new ChalkgradError(
        `BatchNorm1d: input ${shapeText(x.shape)} must be [N, C] or [N, C, L]`,
        'images are for BatchNorm2d.',
      );
    }
  }
}
