/**
 * What an op does with tensors that hold no floats: one table of rules, which `define.ts` follows before any loop runs, on every backend.
 * The rules are PyTorch's where it has one; where it refuses and the meaning is plain (int32 in a float function), we compute in floats.
 * Beside a float, whole numbers and truth values are floats themselves: int32 · float32 is float32.
 */
import { kernels } from '../kernels/backend.ts';
import { type DType, isFloat, promote } from '../tensor/dtype.ts';
import { putElements } from '../tensor/elements.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { emptyTensor, type Tensor } from '../tensor/Tensor.ts';

/**
 * What happens to operands whose common dtype is this one.
 * - `kept`: the loops do the right thing as it is.
 * - `floats`: they are taken as float32.
 * - `int32`: truth values count 0 and 1.
 * - `truth`: the result is true or false again: + is or, · is and.
 * - `whole`: exact; a result beyond int32 is an error.
 * - `refused`.
 */
export type Treatment = 'kept' | 'floats' | 'int32' | 'truth' | 'whole' | 'refused';

export interface DTypeRule {
  readonly bool: Treatment;
  readonly int32: Treatment;
  /** Do the loops take operands of several dtypes? Else all become the common float beside one. */
  readonly mixes: boolean;
}

const rule = (bool: Treatment, int32: Treatment, mixes = false): DTypeRule => ({ bool, int32, mixes });

export const dtypeRules = {
  /** Numbers are moved, not computed with. */
  moved: rule('kept', 'kept', true),
  /** Compared, chosen, or asked for their sign: right in every dtype. */
  compared: rule('kept', 'kept', true),
  /** A function of real numbers. */
  floats: rule('floats', 'floats'),
  /** The same, but an image or a kernel of truth values is a slip. */
  weighted: rule('refused', 'floats'),
  /** Sums and products of two: + is or, · is and. */
  arithmetic: rule('truth', 'whole', true),
  /** What has a sign: there is no opposite of true. */
  signed: rule('refused', 'whole', true),
  /** Rounding: whole numbers are whole already. */
  rounded: rule('refused', 'kept', true),
  /** Sums of products. */
  products: rule('refused', 'whole'),
  /** Sums over axes: truth values are counted. */
  counted: rule('kept', 'whole', true),
  /** Powers: truth values are 0 and 1. */
  power: rule('int32', 'whole', true),
  /** Held between bounds. */
  bounded: rule('int32', 'kept', true),
  /** A mean of whole numbers is no whole number. */
  averaged: rule('refused', 'refused', true),
} as const satisfies Readonly<Record<string, DTypeRule>>;

export type DTypeRuleName = keyof typeof dtypeRules;

/** What to run instead: other operands, and what becomes of the result. */
export interface Plan {
  /** The tensors that take the operands' places, in their order. */
  readonly operands: readonly Tensor[];
  readonly settle: ((result: Tensor) => Tensor) | null;
  /** On a device: the same numbers as floats, to tell from what the op gives on them whether a whole number wrapped round (overflow.ts). */
  readonly floats?: () => readonly Tensor[];
}

/** Are all of these floats? Then nothing is to be done: the usual case, asked at every call. */
export function areFloats(operands: readonly Tensor[]): boolean {
  for (let i = 0; i < operands.length; i++) if (!isFloat(operands[i]!.dtype)) return false;
  return true;
}

/** How an op treats these operands; null: as they are. Errors: the dtype is refused. */
export function planFor(op: string, { bool, int32, mixes }: DTypeRule, operands: readonly Tensor[]): Plan | null {
  if (operands.length === 0) return null;
  const common = operands.reduce((dtype, x) => promote(dtype, x.dtype), 'bool' as DType);
  if (isFloat(common)) return mixes ? null : { operands: operands.map((x) => asFloats(x, common)), settle: null };
  const treatment = common === 'bool' ? bool : int32;
  switch (treatment) {
    case 'kept':
      return null;
    case 'floats':
      return { operands: operands.map((x) => cast(x, 'float32')), settle: null };
    case 'int32':
      return { operands: operands.map((x) => cast(x, 'int32')), settle: null };
    case 'truth':
      return { operands: operands.map((x) => cast(x, 'int32')), settle: (y) => cast(y, 'bool') };
    case 'whole':
      if (operands[0]!.device === 'cpu') return exactly(op, operands);
      return { operands, settle: null, floats: () => operands.map((x) => cast(x, 'float32')) };
    case 'refused':
      throw refused(op, common);
  }
}

/** float64 holds sums and products of int32 exactly up to 2⁵³: what lies beyond int32 is seen, and refused. */
const exactly = (op: string, operands: readonly Tensor[]): Plan => ({
  operands: operands.map((x) => cast(x, 'float64')),
  settle: (y) => {
    if (y.dtype !== 'float64') return y;
    const whole = emptyTensor(y.shape, 'int32');
    putElements(op, y.dataSync(), 'int32', whole.buffer);
    return whole;
  },
});

const asFloats = (x: Tensor, dtype: DType): Tensor => (isFloat(x.dtype) ? x : cast(x, dtype));

/** The same numbers as another dtype, without history: only tensors that have none come here. */
function cast(x: Tensor, dtype: DType): Tensor {
  if (x.dtype === dtype) return x;
  const out = emptyTensor(x.shape, dtype);
  kernels().copy(x, out.memory);
  return out;
}

const refused = (op: string, dtype: DType): ChalkgradError =>
  dtype === 'bool'
    ? new ChalkgradError(
        `${op}: bool tensors hold true and false, which ${op} is not defined for`,
        "to count with them, convert: x.to('float32'). For truth there are logicalAnd, logicalOr, logicalNot, eq and ne.",
      )
    : new ChalkgradError(
        `${op}: a tensor of dtype ${dtype} has no ${op} in its own dtype`,
        `convert it first: x.to('float32').${op}().`,
      );
