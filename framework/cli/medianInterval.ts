/**
 * The median of some measurements and an interval that holds the true one with 95 % confidence, whatever their distribution: between which two of
 * the sorted values it lies follows from the coin alone. Source: Conover, "Practical nonparametric statistics" (1999), §3.2.
 */
const CONFIDENCE = 0.95;

/**
 * With fewer than six values the interval is their whole range, and holds the median less surely. Errors: none; no values give NaN.
 *
 * @example medianInterval([1, 2, 3, 4, 5, 6, 7]) // { median: 4, low: 1, high: 7 }
 */
export function medianInterval(values: readonly number[]): { median: number; low: number; high: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  if (n === 0) return { median: Number.NaN, low: Number.NaN, high: Number.NaN };
  const middle = n >> 1;
  const median = n % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  // The largest k for which fewer than k heads in n throws have at most 2.5 %: from the k-th smallest to the k-th largest.
  let chance = 0.5 ** n;
  let below = chance;
  let k = 0;
  while (below <= (1 - CONFIDENCE) / 2 && k < middle) {
    k++;
    chance = (chance * (n - k + 1)) / k;
    below += chance;
  }
  const skipped = Math.max(0, k - 1);
  return { median, low: sorted[skipped]!, high: sorted[n - 1 - skipped]! };
}
