/**
 * What a line costs a bank: each yes to somebody who did not repay, and each no to somebody who would have. Counted among the people whom a step
 * recorded. Pure.
 * Source of the rule: Elkan, "The foundations of cost-sensitive learning" (2001).
 */
import type { Applicant } from '../fairness/groups.ts';

export interface Costs {
  readonly badLoan: number;
  readonly lostCustomer: number;
}

/** Costs are told for so many people. */
const PER = 1000;

/** Of a thousand people, with a yes from the threshold on. */
export function costAt(people: readonly Applicant[], threshold: number, { badLoan, lostCustomer }: Costs): number {
  let sum = 0;
  for (const { chance, recorded } of people)
    if (chance >= threshold) sum += recorded ? 0 : badLoan;
    else sum += recorded ? lostCustomer : 0;
  return (PER * sum) / people.length;
}

export interface Line {
  readonly threshold: number;
  readonly cost: number;
}

/** The cheapest line among all chances and a no to everybody; of equal ones the lowest. */
export function cheapest(people: readonly Applicant[], costs: Costs): Line {
  const { badLoan, lostCustomer } = costs;
  const down = people.toSorted((a, b) => b.chance - a.chance);
  let bill = lostCustomer * people.filter(({ recorded }) => recorded).length;
  let best = { threshold: Number.POSITIVE_INFINITY, bill };
  for (const [i, { chance, recorded }] of down.entries()) {
    bill += recorded ? -lostCustomer : badLoan;
    if (down[i + 1]?.chance !== chance && bill <= best.bill) best = { threshold: chance, bill };
  }
  return { threshold: best.threshold, cost: (PER * best.bill) / people.length };
}

/** The line for chances that mean what they say. */
export const lineFromCosts = ({ badLoan, lostCustomer }: Costs): number =>
  badLoan + lostCustomer === 0 ? 0.5 : badLoan / (badLoan + lostCustomer);

/** Costs at 0, 0.01 … 1, per thousand: one pass through sorted people. */
export function costCurve(people: readonly Applicant[], costs: Costs, parts = 100): readonly number[] {
  const up = people.toSorted((a, b) => a.chance - b.chance);
  const { badLoan, lostCustomer } = costs;
  let bill = badLoan * people.filter(({ recorded }) => !recorded).length;
  let next = 0;
  return Array.from({ length: parts + 1 }, (_, part) => {
    for (; next < up.length && up[next]!.chance < part / parts; next++)
      bill += up[next]!.recorded ? lostCustomer : -badLoan;
    return (PER * bill) / people.length;
  });
}
