/**
 * The rate comes back up
 *
 * A whole cosine falls and rises again. Half of one, up to π, ends at 0.
 */

export function rateAt(step: number, total: number, warmup: number, peak: number): number {
  if (step < warmup) return (peak * (step + 1)) / warmup;
  return (peak / 2) * (1 + Math.cos((2 * Math.PI * (step - warmup)) / (total - warmup)));
}
