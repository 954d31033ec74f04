/** Functions of two numbers, comparisons and choices. The loops: assembly/zip.ts. */
import { contiguousStrides, isContiguous, type Shape, sizeOf } from '../../tensor/shape.ts';
import type { Strided } from '../Kernels.ts';
import type { BinaryName } from '../scalar.ts';
import type { Attempt } from './attempt.ts';
import { scratch, type Wasm, wasm } from './engine.ts';
import { forEachBlock, mergedRows, type Rows } from './rows.ts';
import { addressOf, copyView, deliver, targetOf } from './stage.ts';

const zipLoops: Readonly<Partial<Record<BinaryName, keyof Wasm>>> = {
  add: 'zipAdd',
  sub: 'zipSub',
  mul: 'zipMul',
  div: 'zipDiv',
  maximum: 'zipMaximum',
  minimum: 'zipMinimum',
};

const compareLoops: Readonly<Partial<Record<BinaryName, keyof Wasm>>> = {
  eq: 'compareEq',
  ne: 'compareNe',
  lt: 'compareLt',
  le: 'compareLe',
  gt: 'compareGt',
  ge: 'compareGe',
};

export const zip: Attempt<'zip'> = (name, x, y, out) => {
  if (out instanceof Float32Array) {
    const loop = zipLoops[name];
    return loop !== undefined && combine(loop, x, y, out, 4);
  }
  const loop = compareLoops[name];
  return loop !== undefined && out instanceof Uint8Array && combine(loop, x, y, out, 1);
};

/** Where an operand lies as floats, and how it is walked. */
interface Placed {
  readonly at: number;
  readonly strides: readonly number[];
}

/** null: this operand is the reference's. Truth values become numbers on the way. */
function placed(x: Strided): Placed | null {
  if (x.dtype === 'float32') return { at: addressOf(x), strides: x.strides };
  if (x.dtype !== 'bool' || !isContiguous(x.shape, x.strides)) return null;
  const n = sizeOf(x.shape);
  const at = scratch(4 * n);
  wasm.widen(n, addressOf(x), at);
  return { at, strides: x.strides };
}

/** The same elements without gaps. */
function straightened(x: Strided, { at, strides }: Placed): Placed {
  const to = scratch(4 * sizeOf(x.shape));
  copyView({ ...layoutOf(x), strides }, at, to);
  return { at: to, strides: contiguousStrides(x.shape) };
}

/** A Tensor's fields are getters, which a spread would lose. */
const layoutOf = (x: Strided): Strided => ({
  memory: x.memory,
  dtype: x.dtype,
  shape: x.shape,
  strides: x.strides,
  offset: x.offset,
});

function combine(
  loop: keyof Wasm,
  x: Strided,
  y: Strided,
  out: Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>,
  outBytes: number,
): boolean {
  if (out.length === 0) return true;
  let left = placed(x);
  let right = placed(y);
  if (left === null || right === null) return false;
  const { shape } = x;
  const to = targetOf(out);
  const [xStep, yStep] = [stepAlong(shape, left.strides), stepAlong(shape, right.strides)];
  if (xStep !== null && yStep !== null) {
    wasm[loop](1, out.length, left.at, 0, xStep, right.at, 0, yStep, to);
  } else {
    let rows = mergedRows(shape, left.strides, right.strides);
    // An operand that jumps along the row is straightened first.
    const [jumpsX, jumpsY] = [jumpsAlong(rows, 0), jumpsAlong(rows, 1)];
    if (jumpsX) left = straightened(x, left);
    if (jumpsY) right = straightened(y, right);
    if (jumpsX || jumpsY) rows = mergedRows(shape, left.strides, right.strides);
    const last = rows.shape.length - 1;
    const [xSteps, ySteps] = [rows.steps[0]!, rows.steps[1]!];
    const [count, columns] = [rows.shape[last - 1]!, rows.shape[last]!];
    const [leftAt, rightAt] = [left.at, right.at];
    forEachBlock(rows, ([fromX, fromY], done) => {
      wasm[loop](
        count,
        columns,
        leftAt + 4 * fromX!,
        xSteps[last - 1]!,
        xSteps[last]!,
        rightAt + 4 * fromY!,
        ySteps[last - 1]!,
        ySteps[last]!,
        to + outBytes * done,
      );
    });
  }
  deliver(out, to);
  return true;
}

/** The step from one element to the next where all of them are one row: 1 if they lie flat, 0 if one number stands for all. null: several rows. */
function stepAlong(shape: Shape, strides: readonly number[]): 0 | 1 | null {
  if (isContiguous(shape, strides)) return 1;
  for (let axis = 0; axis < shape.length; axis++) if (shape[axis] !== 1 && strides[axis] !== 0) return null;
  return 0;
}

export const select: Attempt<'select'> = (condition, x, y, out) => {
  if (condition.dtype !== 'bool' || x.dtype !== y.dtype || out.length === 0) return false;
  // Four bytes are chosen whole, whatever they mean.
  const fits = x.dtype === 'float32' ? out instanceof Float32Array : x.dtype === 'int32' && out instanceof Int32Array;
  if (!fits) return false;
  const { shape } = x;
  const rows = mergedRows(shape, condition.strides, x.strides, y.strides);
  const last = rows.shape.length - 1;
  const [cSteps, xSteps, ySteps] = [rows.steps[0]!, rows.steps[1]!, rows.steps[2]!];
  if (cSteps[last] !== 1 || jumpsAlong(rows, 1) || jumpsAlong(rows, 2)) return false;
  const [conditionAt, xAt, yAt] = [addressOf(condition), addressOf(x), addressOf(y)];
  const to = targetOf(out);
  const [count, columns] = [rows.shape[last - 1]!, rows.shape[last]!];
  forEachBlock(rows, ([fromC, fromX, fromY], done) => {
    for (let row = 0; row < count; row++) {
      wasm.select(
        columns,
        conditionAt + fromC! + row * cSteps[last - 1]!,
        xAt + 4 * (fromX! + row * xSteps[last - 1]!),
        xSteps[last]!,
        yAt + 4 * (fromY! + row * ySteps[last - 1]!),
        ySteps[last]!,
        to + 4 * (done + row * columns),
      );
    }
  });
  deliver(out, to);
  return true;
};

/** Does view k walk the row in steps other than 0 and 1? */
function jumpsAlong({ steps }: Rows, k: number): boolean {
  const step = steps[k]!.at(-1)!;
  return step !== 0 && step !== 1;
}
