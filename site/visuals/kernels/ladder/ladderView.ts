/** What a ladder shows: bars on one linear scale from zero, and numbers, from what was recorded and what was measured. Draws nothing. */
import { besideGpu } from './gpuRungs.ts';
import type { FailureReason, Measurement, Need } from './protocol.ts';
import type { RecordedRungs } from './recorded.ts';
import { isYours } from './yourRungs.ts';

/** What came of a rung in this browser. */
export type Outcome =
  | { readonly kind: 'measured'; readonly measurement: Measurement }
  | { readonly kind: 'missing'; readonly need: Need }
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly detail: string };

export interface RungView {
  readonly rung: string;
  /** Lengths of the bars, 0 to 1; null where there is no number. */
  readonly recorded: number | null;
  readonly live: number | null;
  /** The number beside the bar, in GFLOP/s: this browser's, else the recorded one; null where there is neither. */
  readonly gflops: number | null;
  readonly isLive: boolean;
  /** How many times the lowest rung, both numbers from the same source. */
  readonly times: number | null;
  readonly outcome: Outcome | undefined;
}

export function ladderView(
  rungs: readonly string[],
  recorded: RecordedRungs,
  live: ReadonlyMap<string, Outcome>,
): RungView[] {
  const liveSpeed = (rung: string): number | null => {
    const outcome = live.get(rung);
    return outcome?.kind === 'measured' ? outcome.measurement.gflops : null;
  };
  const recordedSpeed = (rung: string): number | null => recorded[rung]?.gflops ?? null;
  const longest = Math.max(
    ...rungs.flatMap((rung) => [liveSpeed(rung) ?? 0, recordedSpeed(rung) ?? 0]),
    Number.MIN_VALUE,
  );
  const lowest = rungs[0] ?? '';
  return rungs.map((rung) => {
    const [mine, theirs] = [liveSpeed(rung), recordedSpeed(rung)];
    const isLive = mine !== null;
    const gflops = mine ?? theirs;
    const unit = isLive ? liveSpeed(lowest) : recordedSpeed(lowest);
    return {
      rung,
      recorded: theirs === null ? null : theirs / longest,
      live: mine === null ? null : mine / longest,
      gflops,
      isLive,
      times: gflops === null || unit === null ? null : gflops / unit,
      outcome: live.get(rung),
    };
  });
}

/** The fastest of what is shown: of this browser's numbers if there are any, else of the recorded. What stands beside a ladder, the reader's own included, is no rung. */
export function fastestOf(view: readonly RungView[]): RungView | undefined {
  const rungs = view.filter(({ rung, gflops }) => gflops !== null && rung !== besideGpu && !isYours(rung));
  const live = rungs.filter(({ isLive }) => isLive);
  return (live.length > 0 ? live : rungs).toSorted((a, b) => b.gflops! - a.gflops!)[0];
}

/** Three significant digits, as many as two measurements in a row agree on: 0.512, 1.02, 43.9, 128. */
export const speedText = (gflops: number): string => (gflops >= 1000 ? gflops.toFixed(0) : gflops.toPrecision(3));

/** Two significant digits: 1, 1.3, 42, 130. */
export const timesText = (times: number): string => (times === 1 ? '1' : String(Number(times.toPrecision(2))));
