// Every op on every dtype, on both backends of the CPU, against PyTorch (golden/dtypes.py draws the calls after the table of
// golden cases): what is computed has PyTorch's value, as it is or as if the numbers were floats, and the rest is refused by name.

import { describe, expect, it } from 'vitest';
import { ChalkgradError, opList, promote, type Tensor, useBackend } from '../index.ts';
import type { Treatment } from '../ops/dtypeRules.ts';
import { opCalls } from '../ops/signatures.ts';
import type { DType } from '../tensor/dtype.ts';
import { mismatch } from './golden/mismatch.ts';
import { decodeArgument, type GoldenNumber, type GoldenTensor, readGolden, tensorsIn } from './golden/readGolden.ts';

interface DTypeCase {
  readonly op: string;
  /** Of the operands in their order; the last for all that follow. */
  readonly dtypes: readonly DType[];
  readonly args: readonly unknown[];
  /** What PyTorch gives; null: it refuses. */
  readonly native: readonly GoldenTensor[] | null;
  /** What it gives for the same numbers as float64. */
  readonly floats: readonly (readonly GoldenNumber[])[] | null;
}

const cases = readGolden<DTypeCase>('dtypes');
/** Ops that say themselves, as PyTorch does, that a float and something else do not go together. */
const REFUSE_MIXTURES = ['scatter'];

const asIs = { order: 'row by row', single: false } as const;
const close = { relative: 2e-5, absolute: 2e-6 };

/** What the table says about such operands. Beside a float all are floats. */
function treatmentOf({ op, dtypes }: DTypeCase): Treatment {
  const common = dtypes.reduce(promote);
  const { rule } = opCalls.get(op)!;
  return common === 'bool' || common === 'int32' ? rule[common] : 'floats';
}

function run({ op, args }: DTypeCase): Tensor[] {
  const call = (opList as unknown as Record<string, (...args: unknown[]) => unknown>)[op]!;
  return tensorsIn(call(...args.map((arg) => decodeArgument(arg, asIs))));
}

describe.each(['simd', 'reference'])('every op on every dtype (%s)', (backend) => {
  it.each(cases.map((one) => [`${one.op} ${one.dtypes.join(', ')}`, one] as const))('%s', (_title, one) => {
    useBackend(backend);
    const treatment = treatmentOf(one);
    if (treatment === 'refused') {
      expect(() => run(one)).toThrow(ChalkgradError);
      expect(() => run(one)).toThrow(new RegExp(`^${one.op}: `));
      return;
    }
    if (one.native === null && REFUSE_MIXTURES.includes(one.op) && new Set(one.dtypes).size > 1) {
      expect(() => run(one)).toThrow(new RegExp(`^${one.op}: .* (int32|bool)`));
      return;
    }
    const natively = one.native !== null && treatment !== 'floats';
    const outputs = (natively ? one.native : one.floats)!.length;
    const got = run(one).slice(0, outputs);
    expect(got).toHaveLength(outputs);
    got.forEach((y, i) => {
      const wanted = natively ? one.native[i]!.data : one.floats![i]!;
      if (natively) expect(y.dtype).toBe(one.native[i]!.dtype);
      if (y.dtype === 'bool') expect(new Set([0, 1, ...y.dataSync()]).size, 'bool is 0 or 1').toBe(2);
      const wrong = mismatch(y.dataSync(), wanted, y.shape, close);
      expect(wrong, wrong ?? '').toBeNull();
    });
  });
});

describe('the table of dtypes', () => {
  it('has a line for every op, and no other', () => {
    expect([...opCalls.keys()].sort()).toEqual(Object.keys(opList).sort());
  });

  it('is tried for every op that has floating operands', () => {
    const tried = new Set(cases.map(({ op }) => op));
    const withoutOperands = ['oneHot'];
    expect(Object.keys(opList).filter((op) => !tried.has(op) && !withoutOperands.includes(op))).toEqual([]);
  });
});
