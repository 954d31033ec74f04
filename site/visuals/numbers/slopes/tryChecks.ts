/**
 * Two gradient checks on the wrong rules of the exercise `kill-the-backwards`: one with an upstream of ones, one with random numbers. Runs
 * while the site is built. Which of them sleeps is measured, on the files that the grader itself uses.
 */
import { Generator } from '#framework';
import { ladder, relativeError } from './readSlope.ts';

/** A rule as the exercise's files hold it: n numbers in, some out, and what it takes for its derivative. */
export interface Rule {
  readonly n: number;
  readonly f: (x: number[]) => number[];
  readonly backward: (x: number[], upstream: number[]) => number[];
}

/** Above this relative error an entry counts as wrong. */
const TOLERANCE = 1e-3;
/** 1e-5, where float64 is best. */
const h = ladder[20]!;

/** Does a check with this kind of upstream see that the rule is wrong? One random place, every entry. */
function sees({ n, f, backward }: Rule, upstreamOf: (outputs: number) => number[], random: Generator): boolean {
  const x = Array.from({ length: n }, () => random.uniform(-2, 2));
  const upstream = upstreamOf(f(x).length);
  const total = (at: number[]): number => f(at).reduce((sum, value, i) => sum + upstream[i]! * value, 0);
  const gradient = backward([...x], [...upstream]);
  return x.some((_, i) => {
    const nudged = (by: number): number => total(x.map((value, j) => (j === i ? value + by : value)));
    const [measured, claimed] = [(nudged(h) - nudged(-h)) / (2 * h), gradient[i]!];
    const isNoise = Math.max(Math.abs(measured), Math.abs(claimed)) < 1e-9 * Math.max(1, Math.abs(total(x)));
    return !isNoise && relativeError(measured, claimed) > TOLERANCE;
  });
}

/** What each check sees of a rule: `ones`, and `random`. */
export function tryChecks(rule: Rule, seed = 7): { readonly ones: boolean; readonly random: boolean } {
  const random = new Generator(seed);
  return {
    ones: sees(rule, (outputs) => Array<number>(outputs).fill(1), random.fork('place')),
    random: sees(
      rule,
      (outputs) => Array.from({ length: outputs }, () => random.uniform(0.5, 1.5)),
      random.fork('place'),
    ),
  };
}
