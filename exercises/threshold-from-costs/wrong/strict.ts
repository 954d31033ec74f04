/**
 * A chance on the line
 *
 * Yes is said from the line on: p ≥ t. Yours says no to a chance that lies exactly on it.
 *
 * @convention
 */

export function bestThreshold(p: number[], y: number[], cost: { badLoan: number; lostCustomer: number }): number {
  const costOf = (t: number): number =>
    y.reduce((sum, repays, i) => {
      const isYes = p[i]! > t;
      if (isYes) return sum + (repays === 1 ? 0 : cost.badLoan);
      return sum + (repays === 1 ? cost.lostCustomer : 0);
    }, 0);
  let [best, least] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const t of [...p, Number.POSITIVE_INFINITY].sort((a, b) => a - b)) {
    const total = costOf(t);
    if (total < least) [best, least] = [t, total];
  }
  return best;
}
