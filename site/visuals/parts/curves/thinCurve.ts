/**
 * A curve with far more steps than pixels, reduced to what can be seen: for each pixel column the lowest and the highest
 * point, in their order. Nothing is averaged, so a spike of one step stays on screen.
 */
export interface CurvePoint {
  readonly step: number;
  readonly value: number;
}

/**
 * At most two points for each pixel column, in step order. Points that are no numbers are kept: there the line breaks.
 *
 * @param points by step
 * @param columnOf pixel column of a step
 */
export function thinCurve(points: readonly CurvePoint[], columnOf: (step: number) => number): CurvePoint[] {
  const result: CurvePoint[] = [];
  let at = 0;
  while (at < points.length) {
    const column = columnOf(points[at]!.step);
    let end = at + 1;
    while (end < points.length && columnOf(points[end]!.step) === column) end++;
    result.push(...extremes(points.slice(at, end)));
    at = end;
  }
  return result;
}

function extremes(points: readonly CurvePoint[]): readonly CurvePoint[] {
  if (points.length <= 2) return points;
  const broken = points.find((point) => Number.isNaN(point.value));
  let lowest = points[0]!;
  let highest = points[0]!;
  for (const point of points) {
    if (point.value < lowest.value) lowest = point;
    if (point.value > highest.value) highest = point;
  }
  const pair = broken === undefined ? [lowest, highest] : [broken, highest];
  return pair[0] === pair[1] ? [lowest] : pair.toSorted((a, b) => a!.step - b!.step);
}
