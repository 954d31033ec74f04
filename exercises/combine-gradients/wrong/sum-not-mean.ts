/**
 * W times the step
 *
 * You added the means and did not divide. With one shard it is right, with eight the update is eight times as long.
 *
 * @moment t=digits-workers.7~digits-workers.7!sum-not-mean&step=1
 */

export function combine(gradients: number[][], counts: number[]): number[] {
  const share = (_k: number): number => 1;
  return gradients[0]!.map((_, i) =>
    gradients.reduce((sum, gradient, k) => (counts[k] === 0 ? sum : sum + share(k) * gradient[i]!), 0),
  );
}
