/**
 * The learning rate at a step, of `total`: first up for `warmup` steps, then down along half a cosine.
 *
 * Source: Goyal et al., "Accurate, large minibatch SGD" (2017), §2.2 (warm-up); Loshchilov & Hutter, "SGDR" (2017), equation 5.
 */
export function rateAt(step: number, total: number, warmup: number, peak: number): number {
  if (step < warmup) return (peak * (step + 1)) / warmup;
  return (peak / 2) * (1 + Math.cos((Math.PI * (step - warmup)) / (total - warmup)));
}
