/**
 * Right if the chances are
 *
 * badLoan / (badLoan + lostCustomer) is the line for chances that mean what they say. Here they need not: look among the examples.
 *
 * @convention
 */

export function bestThreshold(_p: number[], _y: number[], cost: { badLoan: number; lostCustomer: number }): number {
  return cost.badLoan / (cost.badLoan + cost.lostCustomer);
}
