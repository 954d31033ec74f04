/** What the reader's machine was measured at, in this page view: for a prediction that only it can answer. */
import type { Timed } from '../../player/trials/protocol.ts';

const EVENT = 'machine:measured';
let times: readonly Timed[] = [];

export function keepTimes(measured: readonly Timed[]): void {
  times = [...measured];
  document.dispatchEvent(new CustomEvent(EVENT));
}

/** How many times as long an update takes with `few` examples as with one, on the first backend that was measured; null: not yet. */
export function timesAsLong(few: number): number | null {
  const backend = times[0]?.backend;
  const of = (batch: number): number | undefined =>
    times.find((timed) => timed.batch === batch && timed.backend === backend)?.ms;
  const [one, many] = [of(1), of(few)];
  return one === undefined || many === undefined ? null : many / one;
}

/** Be told of new measurements. */
export function whenMeasured(tell: () => void): void {
  document.addEventListener(EVENT, tell);
}
