/** Numbers of lesson 19 that are found by comparing a cell's parts with what came of them. */
import { type TimeStep, unrolled } from '../sequences/unrolled.ts';
import type { Measure } from './Measure.ts';

/** The gates of a GRU that a reader may take for the one that keeps, in the order of the question. */
const GATES = ['r', 'z', 'n'] as const;

/** How far h is from a ⊙ h₋₁ + (1 − a) ⊙ n over all steps, if gate a were what keeps; null where something was not kept. */
function misfit(steps: readonly TimeStep[], gate: string): number | null {
  let sum = 0;
  for (const [at, { hidden, gates }] of steps.entries()) {
    const before = steps[at - 1]?.hidden;
    if (before === undefined) continue;
    const [a, n] = [gates[gate], gates['n']];
    if (a == null || n == null || hidden === null || before === null) return null;
    for (let i = 0; i < hidden.length; i++) sum += Math.abs(a[i]! * before[i]! + (1 - a[i]!) * n[i]! - hidden[i]!);
  }
  return sum;
}

export const memoryMeasures = {
  /** Which of a GRU's parts keeps the old state, from 0: the one with which the recorded states come out. */
  'gate-that-keeps': ({ trace }) => {
    const steps = (trace && unrolled(trace)?.steps) ?? [];
    if (steps.length < 2) return null;
    const misfits = GATES.map((gate) => misfit(steps, gate));
    return misfits.includes(null) ? null : misfits.indexOf(Math.min(...(misfits as number[])));
  },
} satisfies Readonly<Record<string, Measure>>;
