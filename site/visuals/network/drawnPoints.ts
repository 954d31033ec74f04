/** Points that a reader has drawn for a network to learn from: as a run's knob `drawn` has them, x, y and class one after the other. Pure. */

export interface DrawnPoint {
  readonly x: number;
  readonly y: number;
  readonly label: 0 | 1;
}

/** Runs that learn from drawn points; a test holds that they have the knob. */
export const DRAWING_RUNS: readonly string[] = ['spiral-mlp'];
/** As many as the knob has room for. */
export const MOST_DRAWN = 10;
const FREE = '0|0|-1';

/** Places are written to a hundredth: no hand is steadier. */
const written = (value: number): string => String(Math.round(value * 100) / 100);

/** The knob's text; '' for none, when the knob stands at its default and is left out. */
export const drawnText = (points: readonly DrawnPoint[]): string =>
  points.length === 0
    ? ''
    : Array.from({ length: MOST_DRAWN }, (_, i) => {
        const point = points[i];
        return point === undefined ? FREE : `${written(point.x)}|${written(point.y)}|${point.label}`;
      }).join('|');

/** @example drawnFrom('0.5|-0.25|1|0|0|-1') // [{ x: 0.5, y: -0.25, label: 1 }] */
export function drawnFrom(text: string): DrawnPoint[] {
  const numbers = text === '' ? [] : text.split('|').map(Number);
  return Array.from({ length: Math.floor(numbers.length / 3) }, (_, i) => numbers.slice(3 * i, 3 * i + 3)).flatMap(
    ([x, y, label]) => (label! < 0 ? [] : [{ x: x!, y: y!, label: label! > 0.5 ? 1 : 0 }]),
  );
}
