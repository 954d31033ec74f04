/**
 * A straight line down
 *
 * You fall by the same amount each step. Half a cosine stays high at first, is steepest in the middle, and lands softly.
 */

export function rateAt(step: number, total: number, warmup: number, peak: number): number {
  if (step < warmup) return (peak * (step + 1)) / warmup;
  return peak * (1 - (step - warmup) / (total - warmup));
}
