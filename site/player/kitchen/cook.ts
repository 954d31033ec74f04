/**
 * A recipe, cooked: the table is prepared, a linear model is trained on what comes out, by the framework's own step, and examined on the
 * rows kept aside and on tomorrow's. With the canary everything is learned a second time, and numbers that are not the same sing.
 */
import { constant_, Linear, mse, readTable, rootMeanSquaredError, SGD, type Table, type Tensor } from '#framework';
import { type Prepared, prepare, type Raw, Refusal } from './prepare.ts';
import type { ColumnFacts, Cooked, Recipe } from './protocol.ts';

export const UPDATES = 400;
const RATE = 0.1;
export const FEWEST_ROWS = 20;
export const MOST_ROWS = 20_000;
export const MOST_INPUTS = 200;

/** The text of a table and of tomorrow's. Errors: no CSV, in the framework's words; too few or too many rows. */
export function readRaw(csv: string, tomorrow: string | null, name: string): Raw {
  const today = readTable(csv, { name });
  if (today.length < FEWEST_ROWS) throw new Refusal('tooFewRows', { rows: today.length, fewest: FEWEST_ROWS });
  if (today.length > MOST_ROWS) throw new Refusal('tooManyRows', { rows: today.length, most: MOST_ROWS });
  if (today.names.length > MOST_INPUTS)
    throw new Refusal('tooWide', { columns: today.names.length, most: MOST_INPUTS });
  if (!today.names.some((column) => today.column(column).type !== 'text')) throw new Refusal('noNumbers');
  return { today, tomorrow: tomorrow === null ? null : readTable(tomorrow, { name }) };
}

/** What there is to see of each column before anything is done. */
export const columnsOf = (table: Table): ColumnFacts[] =>
  table.names.map((name) => {
    const column = table.column(name);
    const there = [...column.values].filter((value) => value !== null && !Number.isNaN(value));
    const numbers = column.type === 'text' ? [] : (there as number[]).toSorted((a, b) => a - b);
    return {
      name,
      isText: column.type === 'text',
      missing: table.length - there.length,
      distinct: new Set(there).size,
      range: numbers.length === 0 ? null : [numbers[0]!, numbers[numbers.length >> 1]!, numbers.at(-1)!],
    };
  });

const tensorsOf = (table: Table, { target }: Recipe, inputs: readonly string[]): readonly [Tensor, Tensor] => [
  table.toTensor(inputs),
  table.toTensor([target]),
];

/** @example cook(readRaw(csv, null, 'flats'), recipe).scores?.exam */
export function cook(raw: Raw, recipe: Recipe): Cooked {
  const prepared = prepare(raw, recipe);
  const { train, exam, scored, tomorrow, inputs, shared, examRow } = prepared;
  if (inputs.length > MOST_INPUTS) throw new Refusal('tooWide', { columns: inputs.length, most: MOST_INPUTS });
  const reports = recipe.canary ? sung(prepared, prepare(raw, { ...recipe, canary: false })) : prepared.reports;
  const learned = reports.flatMap((report) => report.learned);
  const [x, y] = tensorsOf(train, recipe, inputs); // [N, D], [N, 1]
  const rate = rateFor(inputs.length);
  const { model, broke } = trained(x, y, rate);
  const score = (table: Table): number => {
    const [unseen, targets] = tensorsOf(table, recipe, inputs);
    return rootMeanSquaredError(model.forward(unseen), targets);
  };
  return {
    train: train.length,
    exam: exam.length,
    examRow,
    shared,
    inputs: inputs.length,
    reports,
    numbers: learned.length,
    singing: learned.filter(({ sings }) => sings).length,
    scores: broke === null ? { train: score(train), exam: score(scored), tomorrow: tomorrow && score(tomorrow) } : null,
    mean: meanCost(train, exam, recipe),
    broke,
    updates: UPDATES,
    rate,
  };
}

/** The largest curvature of standardised columns is at most twice their number: below one over it descent stays on the ground. */
const rateFor = (inputs: number): number => Math.min(RATE, 0.9 / inputs);

/** Full batches from θ = 0. */
function trained(x: Tensor, y: Tensor, lr: number): { model: Linear; broke: Cooked['broke'] } {
  const model = new Linear(x.shape[1]!, 1);
  for (const parameter of model.parameters()) constant_(parameter, 0);
  const optimizer = new SGD(model.parameters(), { lr });
  for (let update = 0; update <= UPDATES; update++) {
    const loss = mse(model.forward(x), y);
    const value = loss.itemSync();
    if (!Number.isFinite(value)) return { model, broke: { update, as: Number.isNaN(value) ? 'NaN' : 'Infinity' } };
    if (update === UPDATES) break;
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
  }
  return { model, broke: null };
}

function meanCost(train: Table, exam: Table, { target }: Recipe): number {
  const known = train.numbers(target);
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const unseen = exam.numbers(target);
  return Math.sqrt(unseen.reduce((sum, value) => sum + (value - mean) ** 2, 0) / unseen.length);
}

/** With the canary beside without: which columns' numbers are not the same, or are there only once. */
function sung(withCanary: Prepared, without: Prepared): Cooked['reports'] {
  return withCanary.reports.map((report, i) => ({
    ...report,
    learned: report.learned.map(({ column, values }) => {
      const before = without.reports[i]!.learned.find((other) => other.column === column)?.values;
      return { column, values, sings: !values.every((value, k) => Object.is(value, before?.[k])) };
    }),
  }));
}
