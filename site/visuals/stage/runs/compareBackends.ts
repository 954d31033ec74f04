/**
 * What trainings on several backends in this page have in common to compare: steps a second, and how far their first losses are apart. From
 * the reader's own trainings only; before two of them there is nothing to compare.
 */
import type { LiveState } from '../../../player/curve/LiveRun.ts';
import { FIRST_LOSSES } from '../../../player/ReadRhythm.ts';

/** One training as far as the comparison needs it. */
export interface Trained {
  /** As the worker says it: `simd`, `threads`, `reference`, `webgpu`. */
  readonly backend: string;
  readonly seed: number;
  readonly stepsPerSecond: number;
  /** How many steps that was measured on. */
  readonly timedSteps: number;
  /** Losses of the first steps, from step 0 on. */
  readonly losses: readonly number[];
}

export interface Row extends Trained {
  /** Of the fastest, for a bar. */
  readonly share: number;
  /** How many times the steps of the first row. */
  readonly times: number;
}

export interface Comparison {
  /** In the order of `ORDER`. */
  readonly rows: readonly Row[];
  /** Largest difference of a loss of the same step between any two with the same seed; null where no two have it. */
  readonly difference: { readonly largest: number; readonly steps: number } | null;
}

const ORDER = ['simd', 'threads', 'reference', 'webgpu'];
/** Fewer timed steps say nothing. */
const ENOUGH = 5;

/** What a training says so far; null while it says nothing. */
export function trainedOf({ info, seed, timed, steps }: LiveState): Trained | null {
  if (info === null || timed.steps < ENOUGH || timed.ms <= 0) return null;
  const losses: number[] = [];
  for (const { step, loss } of steps) {
    if (step !== losses.length || step >= FIRST_LOSSES) break;
    losses.push(loss);
  }
  return {
    backend: info.backend,
    seed,
    stepsPerSecond: (1000 * timed.steps) / timed.ms,
    timedSteps: timed.steps,
    losses,
  };
}

/** null before two backends have trained. */
export function compareBackends(all: Iterable<Trained>): Comparison | null {
  const sorted = [...all].toSorted((a, b) => ORDER.indexOf(a.backend) - ORDER.indexOf(b.backend));
  const [first] = sorted;
  if (first === undefined || sorted.length < 2) return null;
  const fastest = Math.max(...sorted.map(({ stepsPerSecond }) => stepsPerSecond));
  const rows = sorted.map((one) => ({
    ...one,
    share: one.stepsPerSecond / fastest,
    times: one.stepsPerSecond / first.stepsPerSecond,
  }));
  return { rows, difference: differenceOf(sorted) };
}

function differenceOf(all: readonly Trained[]): Comparison['difference'] {
  const found = all.flatMap((a, i) =>
    all.slice(i + 1).flatMap((b) => {
      const steps = Math.min(a.losses.length, b.losses.length);
      if (a.seed !== b.seed || steps === 0) return [];
      const apart = a.losses.slice(0, steps).map((loss, step) => Math.abs(loss - b.losses[step]!));
      return [{ largest: Math.max(...apart), steps }];
    }),
  );
  if (found.length === 0) return null;
  return {
    largest: Math.max(...found.map(({ largest }) => largest)),
    steps: Math.min(...found.map(({ steps }) => steps)),
  };
}
