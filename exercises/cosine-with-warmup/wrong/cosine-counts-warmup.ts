/**
 * It begins to fall before it has risen
 *
 * The fall is counted from step 0, so that after the warm-up the rate jumps down. Count from the end of the warm-up.
 */

export function rateAt(step: number, total: number, warmup: number, peak: number): number {
  if (step < warmup) return (peak * (step + 1)) / warmup;
  return (peak / 2) * (1 + Math.cos((Math.PI * step) / total));
}
