/** The axes that a layer or RMS norm works over, named as PyTorch names them: by the sizes of the last axes. */
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Shape } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';

/** [.., a, b] and the sizes [a, b] → the places of those axes. A number names the last axis alone. */
export function trailingAxes(op: string, x: Tensor, shape: number | Shape): number[] {
  const sizes = typeof shape === 'number' ? [shape] : shape;
  const first = x.rank - sizes.length;
  if (sizes.length === 0 || first < 0 || sizes.some((n, i) => n !== x.shape[first + i])) {
    throw new ChalkgradError(
      `${op}: the last axes of the input ${shapeText(x.shape)} are not ${shapeText(sizes)}`,
      'the layer is made for inputs whose last axes have exactly these sizes.',
    );
  }
  return sizes.map((_, i) => first + i);
}
