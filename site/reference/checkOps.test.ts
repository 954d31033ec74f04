import { describe, expect, it } from 'vitest';
import { type Generator, opList, rand, type Tensor } from '#framework';
import { type CheckedOp, checkOp } from './checkOps.ts';

const real = (op: unknown): CheckedOp => op as CheckedOp;
const drawn = (generator: Generator): readonly (readonly unknown[])[] => [
  [rand([3], { generator, dtype: 'float64' })],
  [rand([2, 2], { generator, dtype: 'float64' })],
];

/** An op that is not one: it calls a real op and says something about itself. */
const pretend = (run: (x: Tensor) => Tensor, said: Partial<CheckedOp['definition']> = {}): CheckedOp =>
  Object.assign(run as (...args: readonly unknown[]) => unknown, {
    definition: { backward: run, examples: drawn, ...said },
  });

describe('checkOp', () => {
  it('finds every example of a sound op right', () => {
    const check = checkOp('tanh', real(opList.tanh));
    expect(check.forward.tried).toBeGreaterThan(1);
    for (const tally of [check.forward, check.gradient, check.second]) expect(tally).toEqual(check.forward);
  });

  it('checks an op that returns several tensors, and one that is made of others', () => {
    const check = checkOp('split', real(opList.split));
    expect(check.gradient?.right).toBe(check.gradient?.tried);
    expect(check.gradient?.tried).toBeGreaterThan(0);
  });

  it('knows that an index or a mask has no derivative', () => {
    expect(checkOp('argmax', real(opList.argmax))).toMatchObject({ gradient: null, second: null });
    expect(checkOp('gt', real(opList.gt))).toMatchObject({ gradient: null, second: null });
  });

  it('finds out a derivative that is wrong, and one that is cut off', () => {
    const forgetful = pretend((x) => x.mul(x.detach()));
    expect(checkOp('forgetful', forgetful).gradient).toEqual({ tried: 2, right: 0 });
    expect(
      checkOp(
        'cut',
        pretend((x) => x.detach()),
      ).gradient,
    ).toEqual({ tried: 2, right: 0 });
  });

  it('counts an example that throws or is not finite as not run', () => {
    const broken = pretend(() => {
      throw new Error('broken');
    });
    expect(checkOp('broken', broken).forward).toEqual({ tried: 2, right: 0 });
    expect(
      checkOp(
        'endless',
        pretend((x) => x.mul(0).log()),
      ).forward,
    ).toEqual({ tried: 2, right: 0 });
  });

  it('does not try a second derivative that the op refuses', () => {
    expect(
      checkOp(
        'once',
        pretend((x) => x.tanh(), { twice: false }),
      ),
    ).toMatchObject({
      gradient: { tried: 2, right: 2 },
      second: 'refused',
    });
  });
});
