/** What a team's report comes to in a table: a row for each worker, and one for the worker that did all alone. */
import type { RingMessage } from '#framework';
import type { Comparison } from '../../../workers/replicas/compareTeams.ts';
import type { Plan, StepTold } from '../../../workers/replicas/protocol.ts';
import type { TeamReport } from '../../../workers/replicas/team.ts';

export interface TeamRow {
  /** Counted from 1; 0: the one alone. */
  readonly worker: number;
  readonly examples: number;
  /** Of its own examples in the last update. */
  readonly loss: number;
  /** Means over all updates, in milliseconds; null where nothing was timed. */
  readonly computeMs: number | null;
  readonly waitMs: number | null;
  readonly numbers: number;
}

/** What the build computed in turns. */
export interface FirstTeam {
  readonly plan: Plan;
  readonly rows: readonly TeamRow[];
  readonly comparison: Comparison;
}

const meanOf = (steps: readonly StepTold[], of: (one: StepTold) => number): number =>
  steps.reduce((sum, one) => sum + of(one), 0) / steps.length;

export function rowsOf(team: TeamReport, alone: TeamReport): TeamRow[] {
  const row = (worker: number, steps: readonly StepTold[]): TeamRow => {
    const { examples, loss, numbers } = steps.at(-1)!;
    return {
      worker,
      examples,
      loss,
      computeMs: meanOf(steps, (one) => one.computeMs),
      waitMs: worker === 0 ? null : meanOf(steps, (one) => one.waitMs),
      numbers,
    };
  };
  return [...team.steps.map((steps, i) => row(i + 1, steps)), row(0, alone.steps[0]!)];
}

/** Can workers follow it: neighbours that there are, cells that there are? It comes from whoever wrote it. */
export const fitsRing = (schedule: readonly RingMessage[], workers: number, numbers: number): boolean =>
  schedule.length < 10_000 &&
  schedule.every(
    ({ step, from, lo, hi }) =>
      [step, from, lo, hi].every(Number.isInteger) &&
      0 <= step && step < 1000 && 0 <= from && from < workers && 0 <= lo && lo <= hi && hi <= numbers,
  ); // biome-ignore format: bounds in one row
