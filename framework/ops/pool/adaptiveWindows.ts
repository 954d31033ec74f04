/**
 * Adaptive pooling says how many outputs it wants and lets the windows follow: output i of n looks at the places from
 * ⌊i · size / n⌋ to ⌈(i + 1) · size / n⌉ - 1, so neighbouring windows may overlap by one.
 *
 * Source: the index arithmetic of PyTorch's AdaptiveAvgPool2d.
 */
import { tensor } from '../../tensor/create.ts';
import type { DType } from '../../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';

/** First place and place after the last one, for each output. */
export const adaptiveWindows = (size: number, outputs: number): (readonly [number, number])[] =>
  Array.from(
    { length: outputs },
    (_, i) => [Math.floor((i * size) / outputs), Math.ceil(((i + 1) * size) / outputs)] as const,
  );

/** A matrix whose row i takes the mean over window i: pooling one axis is a matrix product. [outputs, size] */
export function averagingMatrix(size: number, outputs: number, dtype: DType): Tensor {
  const matrix = new Float64Array(outputs * size);
  adaptiveWindows(size, outputs).forEach(([start, end], i) => {
    matrix.fill(1 / (end - start), i * size + start, i * size + end);
  });
  return tensor(matrix, { dtype, shape: [outputs, size] });
}

export function checkAdaptive(op: string, x: Tensor, outputs: readonly number[]): void {
  if (!outputs.every((n) => Number.isInteger(n) && n >= 1) || x.shape.slice(2).includes(0)) {
    throw new ChalkgradError(
      `${op}: ${shapeText(x.shape)} cannot be pooled to ${outputs.join('×')}`,
      'the output sizes are whole numbers of at least 1, and there must be something to pool.',
    );
  }
}
