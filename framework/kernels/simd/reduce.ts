/** Folds over trailing axes. The loops: assembly/reduce.ts. */
import { sizeOf } from '../../tensor/shape.ts';
import type { Attempt } from './attempt.ts';
import { scratch, wasm } from './engine.ts';
import { addressOf, addressOfDense, copyView, deliver, targetOf } from './stage.ts';
import { handsToMove, shareRange } from './threads.ts';

const reduceNumbers = { sum: 0, max: 1, min: 2 } as const;

/** Axes that can be walked as one, merged. Axes of size 1 vanish. */
function merged(shape: readonly number[], strides: readonly number[]): { sizes: number[]; steps: number[] } {
  const sizes: number[] = [];
  const steps: number[] = [];
  for (let axis = 0; axis < shape.length; axis++) {
    const n = shape[axis]!;
    const step = strides[axis]!;
    if (n === 1) continue;
    const last = sizes.length - 1;
    if (last >= 0 && steps[last] === step * n) {
      sizes[last]! *= n;
      steps[last] = step;
    } else {
      sizes.push(n);
      steps.push(step);
    }
  }
  return { sizes, steps };
}

/** At most two axes, as [outer, inner]; null when there are more. */
function pair({ sizes, steps }: { sizes: number[]; steps: number[] }): [number, number, number, number] | null {
  if (sizes.length > 2) return null;
  const n = sizes.length;
  return [n > 1 ? sizes[0]! : 1, n > 1 ? steps[0]! : 0, n > 0 ? sizes[n - 1]! : 1, n > 0 ? steps[n - 1]! : 1];
}

export const reduce: Attempt<'reduce'> = (name, x, kept, out) => {
  if (name === 'prod' || x.dtype !== 'float32' || !(out instanceof Float32Array)) return false;
  if (sizeOf(x.shape) === 0) return false;
  const f = reduceNumbers[name];
  const stays = pair(merged(x.shape.slice(0, kept), x.strides.slice(0, kept)));
  const goes = pair(merged(x.shape.slice(kept), x.strides.slice(kept)));
  const to = targetOf(out);
  if (stays !== null && goes !== null && goes[3] === 1) {
    const from = addressOf(x);
    const [lead, leadStep, rows, rowStep] = stays;
    const [blocks, blockStep, n] = goes;
    for (let i = 0; i < lead; i++) {
      const [at, results] = [from + 4 * i * leadStep, to + 4 * i * rows];
      shareRange(
        handsToMove(rows * blocks * n),
        rows,
        (row, count, loops) => {
          loops.reduceAlong(f, count, rowStep, blocks, blockStep, n, at + 4 * row * rowStep, results + 4 * row);
        },
        1,
      );
    }
  } else if (stays !== null && goes !== null && stays[3] === 1 && stays[2] > 1) {
    const from = addressOf(x);
    const [lead, leadStep, columns] = stays;
    for (let i = 0; i < lead; i++) {
      const [at, results] = [from + 4 * i * leadStep, to + 4 * i * columns];
      shareRange(handsToMove(columns * goes[0] * goes[2]), columns, (column, count, loops) => {
        loops.reduceAcross(f, ...goes, count, at + 4 * column, results + 4 * column);
      });
    }
  } else {
    const n = sizeOf(x.shape.slice(kept));
    const dense = scratch(4 * sizeOf(x.shape));
    copyView(x, addressOf(x), dense);
    wasm.reduceAlong(f, out.length, n, 1, 0, n, dense, to);
  }
  deliver(out, to);
  return true;
};

export const argReduce: Attempt<'argReduce'> = (name, x, out) => {
  const n = x.shape.at(-1)!;
  if (x.dtype !== 'float32' || !(out instanceof Int32Array) || n === 0 || out.length === 0) return false;
  const to = targetOf(out);
  wasm.argReduce(name === 'min' ? 1 : 0, out.length, n, n, 1, addressOfDense(x), to);
  deliver(out, to);
  return true;
};
