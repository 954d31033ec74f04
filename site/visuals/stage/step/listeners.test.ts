import { beforeAll, describe, expect, it } from 'vitest';
import type { StepTrace } from '../../../player/protocol.ts';
import { stepOf } from '../../parts/cells/recordedStep.ts';
import { listenersOf, runningTotals } from './listeners.ts';

let trace: StepTrace;
beforeAll(async () => {
  trace = await stepOf('moons-skip', 0);
}, 60_000);

describe('listenersOf', () => {
  it('finds one part for each example, and they add up to the recorded gradient, for every bias', () => {
    for (const [label, units] of [
      ['a1.add', 8],
      ['a2.add', 8],
      ['z.add', 2],
    ] as const)
      for (let unit = 0; unit < units; unit++) {
        const found = listenersOf(trace, label, unit)!;
        expect([found.parts.length, found.units]).toEqual([16, units]);
        const size = found.parts.reduce<number>((sum, part) => sum + Math.abs(part!), 0);
        expect(Math.abs(runningTotals(found.parts).at(-1)! - found.total!)).toBeLessThan(16 * 2 ** -24 * size);
        expect(size).toBeGreaterThan(0);
      }
  });

  it('finds the bias of a whole layer, too, which takes it third', async () => {
    const line = await stepOf('line-regression', 3);
    const found = listenersOf(line, 'linear', 0)!;
    expect(found).toMatchObject({ units: 1, place: 2 });
    expect(found.parts).toHaveLength(16);
    expect(runningTotals(found.parts).at(-1)!).toBeCloseTo(found.total!, 5);
  });

  it('has nothing to say of an op that stretches nothing, of no op, and of a unit that is not there', () => {
    expect(listenersOf(trace, 'h2', 0)).toBeNull();
    expect(listenersOf(trace, 'nobody', 0)).toBeNull();
    expect(listenersOf(trace, 'a1.add', 8)).toBeNull();
  });

  it('says that a part was not kept, never that it is zero', () => {
    const op = trace.ops.find(({ label }) => label === 'a1.add')!;
    const tensors = new Map([...trace.tensors].filter(([id]) => id !== op.backward!.gradOutput));
    const { parts } = listenersOf({ ...trace, tensors }, 'a1.add', 2)!;
    expect(parts.every((part) => part === null)).toBe(true);
    expect(runningTotals([1, null, 2])).toEqual([1, null, null]);
  });
});
