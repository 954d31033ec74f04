/**
 * What the three scalers share: each column becomes (x - shift) / scale, with two numbers per column learned from the
 * training rows and from nothing else. Because it is a straight line it can be undone. Arithmetic is float64 inside, whatever
 * the dtype. Missing values (NaN) are passed over in fitting and stay where they are, as in scikit-learn.
 */
import { check, checkWritten, optionsOf, signature } from '../../tensor/arguments.ts';
import { allocate, isFloat } from '../../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';

/** Two numbers per column; plain JSON, to be saved beside the model's weights. */
export interface ScalerState {
  readonly shift: readonly number[];
  readonly scale: readonly number[];
}

const methods = {
  fit: signature('Scaler.fit', { train: 'tensor' }),
  transform: signature('Scaler.transform', { x: 'tensor' }),
  inverseTransform: signature('Scaler.inverseTransform', { x: 'tensor' }),
  fitTransform: signature('Scaler.fitTransform', { train: 'tensor' }),
  loadStateDict: signature('Scaler.loadStateDict', {}, { shift: 'list!', scale: 'list!' }),
};

export abstract class Scaler {
  /** Subtracted from each column; empty before `fit`. [D] */
  shift: Float64Array<ArrayBuffer> = new Float64Array(0);
  /** Then divided by; never 0. [D] */
  scale: Float64Array<ArrayBuffer> = new Float64Array(0);

  /** The two numbers for one column of the training rows. */
  protected abstract learn(column: Float64Array<ArrayBuffer>): { readonly shift: number; readonly scale: number };

  /** Learn from the training rows. train [N, D] */
  fit(train: Tensor): this {
    check(methods.fit, train);
    checkWritten(this, 'learn');
    const columns = columnsOf(train, this.constructor.name);
    const learned = columns.map((column, j) => {
      const { shift, scale } = this.learn(column);
      if (!Number.isFinite(shift) || !Number.isFinite(scale) || column.some((value) => Math.abs(value) === Infinity)) {
        throw new ChalkgradError(
          `${this.constructor.name}: column ${j} has no usable values`,
          'a column must hold at least one number and none that is infinite.',
        );
      }
      return { shift, scale };
    });
    this.shift = Float64Array.from(learned, ({ shift }) => shift);
    this.scale = Float64Array.from(learned, ({ scale }) => scale);
    return this;
  }

  /** x [N, D] → [N, D], in x's dtype (float32 for whole numbers). */
  transform(x: Tensor): Tensor {
    check(methods.transform, x);
    return this.mapped(x, (value, j) => (value - this.shift[j]!) / this.scale[j]!);
  }

  /** Back to the original units. */
  inverseTransform(x: Tensor): Tensor {
    check(methods.inverseTransform, x);
    return this.mapped(x, (value, j) => value * this.scale[j]! + this.shift[j]!);
  }

  fitTransform(train: Tensor): Tensor {
    check(methods.fitTransform, train);
    return this.fit(train).transform(train);
  }

  stateDict(): ScalerState {
    return { shift: [...this.shift], scale: [...this.scale] };
  }

  loadStateDict(options: ScalerState): this {
    const { shift, scale } = optionsOf(methods.loadStateDict, [options]);
    const isUsable = [...shift, ...scale].every(Number.isFinite) && !scale.includes(0);
    if (shift.length !== scale.length || !isUsable) {
      throw new ChalkgradError(
        `${this.constructor.name}: not a state of a scaler (${shift.length} shifts, ${scale.length} scales)`,
        'load what stateDict() gave.',
      );
    }
    this.shift = Float64Array.from(shift);
    this.scale = Float64Array.from(scale);
    return this;
  }

  private mapped(x: Tensor, map: (value: number, column: number) => number): Tensor {
    const name = this.constructor.name;
    if (this.scale.length === 0)
      throw new ChalkgradError(`${name}: used before fit`, 'call fit(train) first, with the training rows only.');
    checkRank(x, name);
    const width = this.scale.length;
    if (x.shape[1] !== width) {
      throw new ChalkgradError(
        `${name}: fitted on ${width} columns, given ${shapeText(x.shape)}`,
        'give it the same columns in the same order.',
      );
    }
    const dtype = isFloat(x.dtype) ? x.dtype : 'float32';
    const out = allocate(dtype, x.size);
    x.dataSync().forEach((value, i) => {
      out[i] = map(value, i % width);
    });
    return tensorFrom(out, x.shape, dtype);
  }
}

function checkRank(x: Tensor, name: string): void {
  if (x.rank !== 2) {
    throw new ChalkgradError(
      `${name}: a tensor of shape ${shapeText(x.shape)} has no columns`,
      'give it [rows, columns]; a single column is x.unsqueeze(1).',
    );
  }
}

function columnsOf(x: Tensor, name: string): Float64Array<ArrayBuffer>[] {
  checkRank(x, name);
  const [rows, width] = x.shape as [number, number];
  const flat = x.dataSync();
  return Array.from({ length: width }, (_, j) => Float64Array.from({ length: rows }, (_, i) => flat[i * width + j]!));
}

/** Below ten machine epsilons a spread is rounding noise; such a column is only shifted. As scikit-learn does. */
export const spreadOrOne = (spread: number): number => (spread < 10 * Number.EPSILON ? 1 : spread);
