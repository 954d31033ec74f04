/** The curves of equal height of a bowl ½ δᵀHδ in the plane, and a histogram's outline: paths for an SVG. Pure arithmetic on what was measured. */

/** H = [[a, b], [b, c]], and the place where the bowl is deepest. */
export interface Bowl {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly best: readonly [number, number];
}

type Point = readonly [number, number];

/** Curvatures and directions, the flatter first. */
export function axesOf({ a, b, c }: Bowl): readonly { readonly curvature: number; readonly along: Point }[] {
  const [half, root] = [(a + c) / 2, Math.hypot((a - c) / 2, b)];
  return [half - root, half + root].map((curvature) => {
    const [x, y] = Math.abs(curvature - c) > Math.abs(curvature - a) ? [curvature - c, b] : [b, curvature - a];
    const length = Math.hypot(x, y);
    return { curvature, along: length === 0 ? [1, 0] : [x / length, y / length] };
  });
}

export const heightAt = ({ a, b, c, best }: Bowl, [x, y]: Point): number => {
  const [p, q] = [x - best[0], y - best[1]];
  return 0.5 * (a * p * p + 2 * b * p * q + c * q * q);
};

/** The curve at a height, as points of a closed line. */
export function contour(bowl: Bowl, height: number, count = 96): Point[] {
  const [flat, steep] = axesOf(bowl);
  const reach = ({ curvature }: { curvature: number }): number => Math.sqrt((2 * height) / curvature);
  return Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * i) / count;
    const [p, q] = [reach(flat!) * Math.cos(angle), reach(steep!) * Math.sin(angle)];
    return [
      bowl.best[0] + p * flat!.along[0] + q * steep!.along[0],
      bowl.best[1] + p * flat!.along[1] + q * steep!.along[1],
    ];
  });
}

/** Points as the `d` of a path. */
export const pathOf = (points: readonly Point[], place: (point: Point) => Point, closed = false): string =>
  points
    .map((point, i) => {
      const [x, y] = place(point);
      return `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('') + (closed ? 'Z' : '');

/** How many values fall into each of `bins` equal parts of their range; NaN is left out. */
export function histogram(values: readonly number[], bins: number): number[] {
  const known = values.filter((value) => !Number.isNaN(value));
  const counts = new Array<number>(bins).fill(0);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  for (const value of known) counts[Math.min(bins - 1, Math.floor(((value - low) / (high - low || 1)) * bins))]!++;
  return counts;
}

/** Bars on the ground of a box of this width and height, as one path; the highest reaches the top. */
export function barsPath(counts: readonly number[], width: number, height: number): string {
  const most = Math.max(...counts, 1);
  const step = width / counts.length;
  return counts
    .map((count, i) => {
      if (count === 0) return '';
      const tall = Math.max(1, (count / most) * height);
      return `M${(i * step).toFixed(1)} ${height}v${(-tall).toFixed(1)}h${(step - 1).toFixed(1)}V${height}z`;
    })
    .join('');
}
