import type { Generator } from '#framework';
import { labels, short, whole } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';

/** Different chances in hundredths, none of them one half. */
function chances(random: Generator, n: number): number[] {
  const free = Array.from({ length: 98 }, (_, i) => i + 1).filter((hundredth) => hundredth !== 50);
  return Array.from({ length: n }, () => short(free.splice(random.integer(free.length), 1)[0]! / 100));
}

/** People who repay about as often as their chance says. */
const repaid = (random: Generator, p: readonly number[]): number[] =>
  p.map((chance) => Number(random.uniform() < chance));

const dear = { badLoan: 5, lostCustomer: 1 };

export default defineExercise({
  kind: 'function',
  name: 'bestThreshold',
  args: ['p', 'y', 'cost'],
  answer: 'threshold',
  keepsArguments: true,
  cases: [
    known('four', 'four people; a bad loan costs five lost customers', [[0.2, 0.4, 0.6, 0.8], [1, 1, 0, 1], dear]),
    known('random', 'thirty people, random', (random) => {
      const p = chances(random, 30);
      return [p, repaid(random, p), dear];
    }),
    known('other-way', 'a lost customer costs more', (random) => {
      const p = chances(random, 30);
      return [p, repaid(random, p), { badLoan: 2, lostCustomer: 7 }];
    }),
    trap('all-default', 'nobody repays', [[0.3, 0.9, 0.6], [0, 0, 0], dear]),
    trap('all-repay', 'everybody repays', [[0.3, 0.9, 0.6], [1, 1, 1], dear]),
    trap('best-repays-not', 'the safest does not repay', [
      [0.9, 0.2, 0.4, 0.6],
      [0, 1, 0, 0],
      { badLoan: 4, lostCustomer: 1 },
    ]),
    trap('ties', 'two lines that cost the same', [[0.1, 0.3, 0.7, 0.9], [0, 1, 0, 1], { badLoan: 1, lostCustomer: 1 }]),
    trap('timid', 'chances that are all too low', (random) => {
      const p = chances(random, 20);
      return [p.map((chance) => short(chance / 4)), repaid(random, p), { badLoan: 3, lostCustomer: 2 }];
    }),
    trap('equal-chances', 'many people of few chances', (random) => [
      Array.from({ length: 16 }, () => whole(random, 1, 4) / 5),
      labels(random, 16, 2),
      { badLoan: 2, lostCustomer: 3 },
    ]),
    cost('many', 'three hundred people', (random) => {
      const p = Array.from({ length: 300 }, () => short((1 + random.integer(998)) / 1000));
      return [p, repaid(random, p), dear];
    }),
  ],
  // From the strictest line down: each person who gets a yes in addition changes the bill by their own price.
  truth: (p: number[], y: number[], { badLoan, lostCustomer }: { badLoan: number; lostCustomer: number }) => {
    let bill = lostCustomer * y.filter((one) => one === 1).length;
    let found = { t: Number.POSITIVE_INFINITY, bill };
    for (const t of [...new Set(p)].toSorted((a, b) => b - a)) {
      for (const [i, chance] of p.entries()) if (chance === t) bill += y[i] === 1 ? -lostCustomer : badLoan;
      if (bill <= found.bill) found = { t, bill };
    }
    return found.t;
  },
  sizes: (p: number[]) => ({ m: p.length }),
});
