/**
 * Picking by index, and its reverse. The loops: assembly/lookup.ts. Three layouts are covered: whole rows, places within rows, and
 * one place of each line between, where a class is looked up for each letter of many texts.
 */
import { isContiguous, sizeOf } from '../../tensor/shape.ts';
import type { Strided } from '../Kernels.ts';
import type { Attempt } from './attempt.ts';
import { wasm } from './engine.ts';
import { addressOf, addressOfDense, deliver, inPlace, isResident, targetOf } from './stage.ts';
import { handsToMove, shareRange } from './threads.ts';

/** Axis 0 of a table, and the same index for every number of a row: an embedding. */
const namesRows = (index: Strided, axis: number): boolean =>
  index.shape.length === 2 && axis === 0 && (index.strides[1] === 0 || index.shape[1] === 1);

/** The last axis, every other axis dense. */
const namesPlaces = (index: Strided, axis: number): boolean => axis === index.shape.length - 1;

/** One place of each line along axis 1: [N, 1, D] into [N, K, D]. No place is named twice, so that nothing depends on how sums are rounded. */
const namesOne = (index: Strided, axis: number, shape: readonly number[]): boolean => {
  const [n, one, width] = index.shape;
  return index.shape.length === 3 && axis === 1 && one === 1 && n === shape[0] && width === shape[2];
};

export const gather: Attempt<'gather'> = (x, index, axis, out) => {
  if (x.dtype !== 'float32' || index.dtype !== 'int32' || !(out instanceof Float32Array) || out.length === 0)
    return false;
  if (!isResident(x.memory) && sizeOf(x.shape) > 4 * out.length) return false; // copying a whole data set for a few rows
  if (namesRows(index, axis) && (x.strides[1] === 1 || x.shape[1] === 1)) {
    const to = targetOf(out);
    const [n, width] = index.shape as [number, number];
    wasm.gatherRows(n, width, addressOf(index), index.strides[0]!, addressOf(x), x.strides[0]!, to);
    deliver(out, to);
    return true;
  }
  if (namesPlaces(index, axis) && isContiguous(x.shape, x.strides) && sameLead(x.shape, index.shape)) {
    const to = targetOf(out);
    const n = index.shape[axis]!;
    wasm.gatherInRows(out.length / n, n, addressOfDense(index), n, 1, addressOf(x), x.shape[axis]!, 1, to);
    deliver(out, to);
    return true;
  }
  if (namesOne(index, axis, x.shape)) {
    const to = targetOf(out);
    const [n, , width] = index.shape as [number, number, number];
    const [row, line, step] = x.strides as [number, number, number];
    wasm.gatherAcross(n, width, addressOfDense(index), addressOf(x), row, line, step, to);
    deliver(out, to);
    return true;
  }
  return false;
};

export const scatterAdd: Attempt<'scatterAdd'> = (index, source, axis, outShape, out) => {
  if (source.dtype !== 'float32' || index.dtype !== 'int32' || !(out instanceof Float32Array)) return false;
  if (sizeOf(index.shape) === 0) return false;
  if (namesRows(index, axis) && index.shape[1] === outShape[1]) {
    const to = inPlace(out);
    const [n, width] = index.shape as [number, number];
    const from = addressOf(source);
    wasm.scatterRows(n, width, addressOf(index), index.strides[0]!, from, source.strides[0]!, source.strides[1]!, to);
    deliver(out, to);
    return true;
  }
  if (namesPlaces(index, axis) && sameLead(outShape, index.shape)) {
    const to = inPlace(out);
    const n = index.shape[axis]!;
    const rows = sizeOf(index.shape) / n;
    const width = outShape[axis]!;
    const [named, from] = [addressOfDense(index), addressOfDense(source)];
    shareRange(
      handsToMove(rows * n),
      rows,
      (i, count, loops) => {
        loops.scatterInRows(count, n, named + 4 * n * i, n, 1, from + 4 * n * i, n, 1, to + 4 * width * i, width);
      },
      1,
    );
    deliver(out, to);
    return true;
  }
  if (namesOne(index, axis, outShape)) {
    const to = inPlace(out);
    const [n, , width] = index.shape as [number, number, number];
    wasm.scatterAcross(n, width, addressOfDense(index), addressOfDense(source), outShape[1]!, to);
    deliver(out, to);
    return true;
  }
  return false;
};

function sameLead(a: readonly number[], b: readonly number[]): boolean {
  for (let axis = 0; axis < a.length - 1; axis++) if (a[axis] !== b[axis]) return false;
  return true;
}
