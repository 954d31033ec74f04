/**
 * The first step was wasted
 *
 * At step 0 your rate is 0: the batch is read and nothing moves. Count from 1 on the way up: (step + 1) / warmup.
 */

export function rateAt(step: number, total: number, warmup: number, peak: number): number {
  if (step < warmup) return (peak * step) / warmup;
  return (peak / 2) * (1 + Math.cos((Math.PI * (step - warmup)) / (total - warmup)));
}
