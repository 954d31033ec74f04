/**
 * If all default, approve nobody
 *
 * The highest chance is not the strictest line: Infinity says no to everybody, and can cost least.
 */

export function bestThreshold(p: number[], y: number[], cost: { badLoan: number; lostCustomer: number }): number {
  const costOf = (t: number): number =>
    y.reduce((sum, repays, i) => {
      const isYes = p[i]! >= t;
      if (isYes) return sum + (repays === 1 ? 0 : cost.badLoan);
      return sum + (repays === 1 ? cost.lostCustomer : 0);
    }, 0);
  let [best, least] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const t of [...p].sort((a, b) => a - b)) {
    const total = costOf(t);
    if (total < least) [best, least] = [t, total];
  }
  return best;
}
