/**
 * It does not reach 0
 *
 * Your fall takes one step more than there are: at `total` some of the rate is left. Divide by total − warmup.
 */

export function rateAt(step: number, total: number, warmup: number, peak: number): number {
  if (step < warmup) return (peak * (step + 1)) / warmup;
  return (peak / 2) * (1 + Math.cos((Math.PI * (step - warmup)) / (total - warmup + 1)));
}
