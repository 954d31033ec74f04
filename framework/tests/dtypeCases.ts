/** The golden calls of every op on every dtype, and what the table says of each: for the CPU's backends and for the GPU. */
import { type DType, opList, promote, type Tensor } from '../index.ts';
import type { Treatment } from '../ops/dtypeRules.ts';
import { opCalls } from '../ops/signatures.ts';
import { decodeArgument, type GoldenNumber, type GoldenTensor, readGolden, tensorsIn } from './golden/readGolden.ts';

export interface DTypeCase {
  readonly op: string;
  /** Of the operands in their order; the last for all that follow. */
  readonly dtypes: readonly DType[];
  readonly args: readonly unknown[];
  /** What PyTorch gives; null: it refuses. */
  readonly native: readonly GoldenTensor[] | null;
  /** What it gives for the same numbers as float64. */
  readonly floats: readonly (readonly GoldenNumber[])[] | null;
}

export const cases: readonly DTypeCase[] = readGolden<DTypeCase>('dtypes');

/** Ops that say themselves, as PyTorch does, that a float and something else do not go together. */
const REFUSE_MIXTURES: readonly string[] = ['scatter'];

/** What the table says about such operands. Beside a float all are floats. */
export function treatmentOf({ op, dtypes, native }: DTypeCase): Treatment {
  if (native === null && REFUSE_MIXTURES.includes(op) && new Set(dtypes).size > 1) return 'refused';
  const common = dtypes.reduce(promote);
  const { rule } = opCalls.get(op)!;
  return common === 'bool' || common === 'int32' ? rule[common] : 'floats';
}

/** The right outputs: PyTorch's own, where it computes and we do not compute in floats, else those of the same numbers as floats. */
export function rightOf(
  one: DTypeCase,
): readonly { readonly dtype: DType | null; readonly data: readonly GoldenNumber[] }[] {
  if (one.native !== null && treatmentOf(one) !== 'floats') return one.native;
  return one.floats!.map((data) => ({ dtype: null, data }));
}

const asIs = { order: 'row by row', single: false } as const;

/** Make the call, with each tensor passed through a change (to another device). */
export function run({ op, args }: DTypeCase, change: (x: Tensor) => Tensor = (x) => x): Tensor[] {
  const call = (opList as unknown as Record<string, (...given: unknown[]) => unknown>)[op]!;
  const placed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(placed);
    return value !== null && typeof value === 'object' && 'storage' in value ? change(value as Tensor) : value;
  };
  return tensorsIn(call(...args.map((arg) => placed(decodeArgument(arg, asIs)))));
}
