/** Do two maps say the same, if only the order of their cells counts? */

/** Places in order, from 1; equal numbers share the mean of theirs. */
export function ranksOf(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let k = from; k < to; k++) ranks[order[k]!] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

/**
 * Spearman's rank correlation of magnitudes, over the cells that count. NaN where one of the two is constant there: no correlation is not 0.
 *
 * Source: Adebayo et al., "Sanity Checks for Saliency Maps" (2018), who compare maps so.
 */
export function rankCorrelation(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  counts: (place: number) => boolean = () => true,
): number {
  const places = Array.from({ length: a.length }, (_, i) => i).filter(counts);
  const [x, y] = [a, b].map((values) => ranksOf(places.map((i) => Math.abs(values[i]!)))) as [
    Float64Array,
    Float64Array,
  ];
  const middle = (places.length + 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (const i of places.keys()) {
    const [dx, dy] = [x[i]! - middle, y[i]! - middle];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xx === 0 || yy === 0 ? Number.NaN : xy / Math.sqrt(xx * yy);
}
