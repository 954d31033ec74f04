/**
 * You counted mistakes, not money
 *
 * Every mistake counted the same in yours. Weigh each with its price.
 */

export function bestThreshold(p: number[], y: number[], cost: { badLoan: number; lostCustomer: number }): number {
  const mistakes = (t: number): number => y.filter((repays, i) => p[i]! >= t !== (repays === 1)).length;
  let [best, least] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const t of [...p, Number.POSITIVE_INFINITY].sort((a, b) => a - b)) {
    const total = mistakes(t);
    if (total < least) [best, least] = [t, total];
  }
  return best;
}
