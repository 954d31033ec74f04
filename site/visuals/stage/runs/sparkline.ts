/** A loss curve small enough to stand beside a title: its path in a box, lowest at the foot. It has no axis, so it says only its shape. */
import { type CurvePoint, thinCurve } from '../../parts/curves/thinCurve.ts';

/** @example sparkline(points, 120, 32) // 'M0 2L3 10…' */
export function sparkline(points: readonly CurvePoint[], width: number, height: number): string {
  const finite = points.filter(({ value }) => Number.isFinite(value));
  const last = finite.at(-1)?.step ?? 0;
  const values = finite.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (step: number): number => (last === 0 ? 0 : (step / last) * width);
  const y = (value: number): number => (high === low ? height / 2 : height * (1 - (value - low) / (high - low)));
  return thinCurve(finite, (step) => Math.floor(x(step)))
    .map(({ step, value }, i) => `${i === 0 ? 'M' : 'L'}${x(step).toFixed(1)} ${y(value).toFixed(1)}`)
    .join('');
}
