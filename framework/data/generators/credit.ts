/**
 * Loan applications whose chance of repayment is a known formula, with one protected column. The two groups differ in income
 * (which the model may use) and, if wanted, in how they were treated in the past (which it should not learn): so that one can
 * see what dropping the protected column does, and what it does not. The people are invented; the numbers describe nobody.
 */
import { optionsOf, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Generator } from '../../tensor/random.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import { Table } from '../table/Table.ts';
import { choose, startDrawing } from './drawing.ts';

export interface CreditOptions {
  /** Added to the logit of group B: past unfairness in the labels. Default 0. */
  readonly groupEffect?: number;
  /** How much lower the logarithm of group B's income is. Default 0.3: incomes 26 % lower. */
  readonly incomeGap?: number;
  /** Share of the incomes and years of employment that are missing. Default 0. */
  readonly missing?: number;
}

export interface CreditRecords {
  /** income, debtRatio, yearsEmployed, latePayments, homeOwner, region, group. */
  readonly table: Table;
  /** 1: repaid. int32 [N] */
  readonly labels: Tensor;
  /** Chance of repayment by the formula. float32 [N] */
  readonly probabilities: Tensor;
  /** logit = bias + Σ weight · (value - center) / spread, with values before any went missing. */
  readonly truth: { readonly bias: number; readonly terms: readonly CreditTerm[]; readonly groupEffect: number };
}

/** What one column adds to the true logit. */
export interface CreditTerm {
  readonly column: string;
  readonly weight: number;
  readonly center: number;
  readonly spread: number;
}

const BIAS = 0.8;
const terms: readonly CreditTerm[] = [
  { column: 'income', weight: 0.9, center: 40, spread: 20 },
  { column: 'debtRatio', weight: -1.1, center: 0.35, spread: 0.2 },
  { column: 'yearsEmployed', weight: 0.6, center: 6, spread: 5 },
  { column: 'latePayments', weight: -0.8, center: 1, spread: 1 },
  { column: 'homeOwner', weight: 0.3, center: 0.5, spread: 0.5 },
];
/** Regions carry no weight, but group B lives more often in the south: a column that tells the group without naming it. */
const regionsOfA = ['north', 'north', 'east', 'west', 'south'] as const;
const regionsOfB = ['south', 'south', 'east', 'west', 'north'] as const;

type Applicant = Readonly<Record<string, number>> & { readonly income: number; readonly yearsEmployed: number };

const call = signature(
  'generateCredit',
  { count: 'number', generator: 'generator' },
  { groupEffect: 'finite', incomeGap: 'finite', missing: 'probability' },
);

/** Income in thousands a year, debt as a share of income. */
export function generateCredit(count: number, generator: Generator, options: CreditOptions = {}): CreditRecords {
  options = optionsOf(call, [count, generator, options]);
  const { groupEffect = 0, incomeGap = 0.3, missing = 0 } = options;
  if (!(missing >= 0 && missing < 1))
    throw new ChalkgradError(`generateCredit: a share of ${missing} missing`, 'it lies between 0 and 1.');
  const series = startDrawing('generateCredit', count, generator);
  const holes = series.fork('missing');
  const groups = Array.from({ length: count }, () => (series.uniform() < 0.6 ? 'A' : 'B'));
  const people = groups.map((group) => drawApplicant(group === 'B' ? incomeGap : 0, series));
  const regions = groups.map((group) => choose(group === 'A' ? regionsOfA : regionsOfB, series));
  const chances = Float32Array.from(people, (person, i) => chance(person, groups[i] === 'B' ? groupEffect : 0));
  const labels = Int32Array.from(chances, (p) => (series.uniform() < p ? 1 : 0));
  const shown = (value: number): number => (holes.uniform() < missing ? Number.NaN : value);
  const columns = Object.fromEntries(
    terms.map(({ column }) => {
      const mayMiss = column === 'income' || column === 'yearsEmployed';
      return [column, people.map((person) => (mayMiss ? shown(person[column]!) : person[column]!))];
    }),
  );
  return {
    table: Table.of({ ...columns, region: regions, group: groups }),
    labels: tensorFrom(labels, [count], 'int32'),
    probabilities: tensorFrom(chances, [count], 'float32'),
    truth: { bias: BIAS, terms, groupEffect },
  };
}

function drawApplicant(incomeGap: number, series: Generator): Applicant {
  const income = Math.round(10 * Math.exp(series.normal(Math.log(38) - incomeGap, 0.45))) / 10;
  const debtRatio = Math.round(100 * Math.min(1.2, Math.max(0, series.normal(0.35, 0.2)))) / 100;
  const yearsEmployed = Math.floor(-6 * Math.log(1 - series.uniform()));
  const latePayments = Math.min(8, Math.floor(-1.4 * Math.log(1 - series.uniform())));
  const homeOwner = series.uniform() < Math.min(0.9, income / 90) ? 1 : 0;
  return { income, debtRatio, yearsEmployed, latePayments, homeOwner };
}

function chance(person: Applicant, groupEffect: number): number {
  const sum = (total: number, { column, weight, center, spread }: CreditTerm): number =>
    total + (weight * (person[column]! - center)) / spread;
  return 1 / (1 + Math.exp(-terms.reduce(sum, BIAS + groupEffect)));
}
