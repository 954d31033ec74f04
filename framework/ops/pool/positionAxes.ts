/** The axes of [N, C, …] that global pooling takes away: all but examples and channels. */
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';

export function positionAxes(op: string, x: Tensor): number[] {
  if (x.rank < 3) {
    throw new ChalkgradError(
      `${op}: input ${shapeText(x.shape)} has no positions`,
      'input is [N, C, L] or [N, C, H, W].',
    );
  }
  return x.shape.map((_, axis) => axis).slice(2);
}
