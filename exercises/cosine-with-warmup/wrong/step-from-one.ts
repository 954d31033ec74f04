/**
 * One step late
 *
 * Steps are counted from 0: the first one after the warm-up still has the whole peak. Yours has begun to fall.
 */

export function rateAt(step: number, total: number, warmup: number, peak: number): number {
  if (step < warmup) return (peak * (step + 1)) / warmup;
  return (peak / 2) * (1 + Math.cos((Math.PI * (step + 1 - warmup)) / (total - warmup)));
}
