/**
 * What noise promises: ε at δ, of so many steps that each look at a share q of the people, drawn independently, with noise of σ C on their sum.
 * Source: Mironov, Talwar & Zhang, "Rényi differential privacy of the sampled Gaussian mechanism" (2019), §3.3 (whole orders); Mironov, "Rényi
 * differential privacy" (2017), proposition 3 for the way from there to ε and δ.
 */

const ORDERS = Array.from({ length: 255 }, (_, i) => i + 2);

/** log(e^a + e^b) of many. */
function logSum(logs: readonly number[]): number {
  const most = Math.max(...logs);
  return most + Math.log(logs.reduce((sum, value) => sum + Math.exp(value - most), 0));
}

/** @example privacyBudget({ sigma: 1, share: 32 / 2000, steps: 630, delta: 1e-5 }) // 3.3 */
export function privacyBudget(of: { sigma: number; share: number; steps: number; delta: number }): number {
  const { sigma, share, steps, delta } = of;
  return Math.min(
    ...ORDERS.map((order) => {
      let logChoose = 0;
      const terms = Array.from({ length: order + 1 }, (_, k) => {
        if (k > 0) logChoose += Math.log((order - k + 1) / k);
        return logChoose + (order - k) * Math.log1p(-share) + k * Math.log(share) + (k * (k - 1)) / (2 * sigma ** 2);
      });
      return (steps * logSum(terms) + Math.log(1 / delta)) / (order - 1);
    }),
  );
}
