// Every op on every dtype, on both backends of the CPU, against PyTorch (golden/dtypes.py draws the calls after the table of
// golden cases): what is computed has PyTorch's value, as it is or as if the numbers were floats, and the rest is refused by name.

import { describe, expect, it } from 'vitest';
import { ChalkgradError, opList, useBackend } from '../index.ts';
import { opCalls } from '../ops/signatures.ts';
import { cases, rightOf, run, treatmentOf } from './dtypeCases.ts';
import { mismatch } from './golden/mismatch.ts';

const close = { relative: 2e-5, absolute: 2e-6 };

describe.each(['simd', 'reference'])('every op on every dtype (%s)', (backend) => {
  it.each(cases.map((one) => [`${one.op} ${one.dtypes.join(', ')}`, one] as const))('%s', (_title, one) => {
    useBackend(backend);
    if (treatmentOf(one) === 'refused') {
      expect(() => run(one)).toThrow(ChalkgradError);
      expect(() => run(one)).toThrow(new RegExp(`^${one.op}: `));
      return;
    }
    const right = rightOf(one);
    const got = run(one).slice(0, right.length);
    expect(got).toHaveLength(right.length);
    got.forEach((y, i) => {
      const { dtype, data } = right[i]!;
      if (dtype !== null) expect(y.dtype).toBe(dtype);
      if (y.dtype === 'bool') expect(new Set([0, 1, ...y.dataSync()]).size, 'bool is 0 or 1').toBe(2);
      const wrong = mismatch(y.dataSync(), data, y.shape, close);
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
