/**
 * One half by habit
 *
 * One half is the line where both mistakes cost the same and the chances are right. Here the costs are given: look for the line.
 */

export function bestThreshold(_p: number[], _y: number[], _cost: { badLoan: number; lostCustomer: number }): number {
  return 0.5;
}
