/**
 * Rents of flats, and a kitchen of ways to prepare them: what is fitted to the data before the network is, and to which rows. A linear model,
 * all rows at once; with the columns as they are it needs a rate two million times smaller.
 */
import { TensorDataset } from '../data/Dataset.ts';
import { generateBuildingRents, generateRents, type Rents } from '../data/generators/rents.ts';
import { groupedSplit, randomSplit } from '../data/split/splitRows.ts';
import { MinMaxScaler } from '../data/table/MinMaxScaler.ts';
import { clipTo, iqrFence } from '../data/table/outliers.ts';
import type { ScalerState } from '../data/table/Scaler.ts';
import { SimpleImputer } from '../data/table/SimpleImputer.ts';
import { StandardScaler } from '../data/table/StandardScaler.ts';
import { Table } from '../data/table/Table.ts';
import { constant_ } from '../nn/init.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { mse } from '../ops/index.ts';
import { SGD } from '../optim/SGD.ts';
import { Generator } from '../tensor/random.ts';
import {
  checkSubstituted,
  isSubstituting,
  runSubstitute,
  type Substitute,
  substituteFor,
} from '../tensor/substitutes.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import { rootMeanSquaredError } from '../train/regressionMetrics.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { orderedBatches } from './batchOrder.ts';
import { choice, count, rate } from './knobs.ts';
import { linearObservations } from './linearObservations.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const COLUMNS = ['area', 'rooms', 'year', 'floor', 'centre', 'harbour'];
const UPDATES = 500;
/** How many rows have each fault, where faults are asked for. */
const TYPOS = 0.01;
const MISSING = 0.05;
const DUPLICATES = 0.1;

interface Split {
  readonly train: TensorDataset;
  readonly test: TensorDataset;
  /** What every column was moved by and divided by; null where nobody says. */
  readonly scaler: ScalerState | null;
}

interface Preparation {
  readonly scaling: 'standard' | 'min-max' | 'none';
  readonly cleaning: 'kept' | 'fenced';
  readonly fill: 'median' | 'mean' | 'drop' | 'none';
}

/** Rows without a hole. */
const wholeRows = (table: Table): number[] =>
  Array.from({ length: table.length }, (_, row) => row).filter(
    (row) => !table.names.some((name) => table.isMissing(name, row)),
  );

/** The rows that every number of the preparation is learned from: those of training, and no other. A substitute named `rowsToFit` gets both. */
function rowsToFit(train: Table, test: Table): Table {
  const substitute = isSubstituting() ? substituteFor('rowsToFit') : null;
  return substitute === null ? train : runSubstitute<Table>(substitute, [train, test]);
}

/** Who does this part of the preparation in the place of ours; null: nobody. */
const inPlaceOf = (name: string): Substitute | null => (isSubstituting() ? substituteFor(name) : null);

/** Both parts as a substitute makes them of both: as many rows, as many columns. */
function madeBy(substitute: Substitute, known: Tensor, unseen: Tensor): readonly [Tensor, Tensor] {
  const [first, second] = runSubstitute<readonly [Tensor, Tensor]>(substitute, [known, unseen]);
  return [checkSubstituted(substitute, first, known.shape), checkSubstituted(substitute, second, unseen.shape)];
}

/** Everything that is fitted is fitted to the training rows. */
function prepared(train: Rents, test: Rents, { scaling, cleaning, fill }: Preparation): Split {
  const rowsOf = ({ table, rents }: Rents): { table: Table; rents: Tensor } => {
    const chosen = table.select(COLUMNS);
    if (fill !== 'drop') return { table: chosen, rents };
    const rows = wholeRows(chosen);
    const values = rents.dataSync();
    return {
      table: chosen.take(rows),
      rents: tensorFrom(
        Float32Array.from(rows, (row) => values[row]!),
        [rows.length, 1],
        'float32',
      ),
    };
  };
  const [known, unseen] = [rowsOf(train), rowsOf(test)];
  const learned = rowsToFit(known.table, unseen.table);
  const fence = iqrFence(learned.numbers('area').filter((area) => !Number.isNaN(area)));
  const clean = (table: Table): Table =>
    cleaning === 'kept'
      ? table
      : table.withColumn('area', {
          type: 'number',
          values: keepHoles(table.numbers('area'), clipTo(table.numbers('area'), fence)),
        });
  const cleaned = clean(learned);
  const imputer = fill === 'median' || fill === 'mean' ? new SimpleImputer({ strategy: fill }).fit(cleaned) : null;
  const filled = (table: Table): Tensor => (imputer === null ? table : imputer.transform(table)).toTensor();
  const ofFill = fill === 'median' ? inPlaceOf('fillMissing') : null;
  const [x, other] =
    ofFill === null
      ? [filled(clean(known.table)), filled(clean(unseen.table))]
      : madeBy(ofFill, clean(known.table).toTensor(), clean(unseen.table).toTensor());
  const [inputs, unseenInputs, scaler] = scaled(x, other, scaling, () => (ofFill === null ? filled(cleaned) : x));
  return {
    train: new TensorDataset(inputs, known.rents), // [N, 6] and [N, 1]
    test: new TensorDataset(unseenInputs, unseen.rents),
    scaler,
  };
}

/** `learned`: the rows that means and spreads are learned from. */
function scaled(
  x: Tensor,
  other: Tensor,
  scaling: Preparation['scaling'],
  learned: () => Tensor,
): readonly [Tensor, Tensor, ScalerState | null] {
  if (scaling === 'none') return [x, other, null];
  const substitute = scaling === 'standard' ? inPlaceOf('standardise') : null;
  if (substitute !== null) return [...madeBy(substitute, x, other), null];
  const scaler = (scaling === 'standard' ? new StandardScaler() : new MinMaxScaler()).fit(learned());
  return [scaler.transform(x), scaler.transform(other), scaler.stateDict()];
}

const keepHoles = (values: Float64Array<ArrayBuffer>, clipped: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> =>
  clipped.map((value, i) => (Number.isNaN(values[i]!) ? Number.NaN : value));

/** Flats of forty buildings: area and building in, rent in hundreds out; cut at random, or building by building. */
function buildings(examples: number, streams: Generator, grouped: boolean): Split {
  const { areas, buildings: houses, rents } = generateBuildingRents(examples, streams.fork('buildings'));
  const shares = [0.8, 0.2];
  const stream = streams.fork('split');
  const [known, unseen] = grouped ? byKey(houses, shares, stream) : randomSplit(examples, shares, stream);
  const width = 1 + Math.max(...houses) + 1;
  const part = (found: ArrayLike<number>): TensorDataset => {
    const rows = Array.from(found);
    const inputs = new Float32Array(rows.length * width);
    rows.forEach((row, i) => {
      inputs[i * width] = (areas[row]! - 70) / 30;
      inputs[i * width + 1 + houses[row]!] = 1;
    });
    const targets = Float32Array.from(rows, (row) => (rents[row]! - 1000) / 100);
    return new TensorDataset(
      tensorFrom(inputs, [rows.length, width], 'float32'),
      tensorFrom(targets, [rows.length, 1], 'float32'),
    );
  };
  return { train: part(known!), test: part(unseen!), scaler: null };
}

/** Whole buildings. A substitute named `splitByKey` gets the keys and our own two parts. */
function byKey(keys: ArrayLike<number>, shares: readonly number[], stream: Generator): ArrayLike<number>[] {
  const ours = groupedSplit(keys, shares, stream);
  const substitute = inPlaceOf('splitByKey');
  return substitute === null ? ours : runSubstitute(substitute, [Array.from(keys), ...ours.map((rows) => [...rows])]);
}

/** The oldest rows, so many, and the others; of one moment those that came first. A substitute named `splitByTime` gets the same. */
function cutByTime(times: readonly number[], many: number): readonly (readonly number[])[] {
  const substitute = inPlaceOf('splitByTime');
  if (substitute !== null) return runSubstitute(substitute, [times, many]);
  const rows = times.map((_, row) => row).sort((a, b) => times[a]! - times[b]!);
  return [rows.slice(0, many), rows.slice(many)];
}

/** The oldest flats to learn from, the newest for the examination. */
function byTime(train: Rents, test: Rents): [Rents, Rents] {
  const rows = [train, test].flatMap(({ table, rents }) => {
    const [years, values] = [table.numbers('year'), rents.dataSync()];
    return Array.from(years, (year, row) => ({ year, row, table, rent: values[row]! }));
  });
  const part = (places: readonly number[]): Rents => {
    const chosen = places.map((place) => rows[place]!);
    const cells = chosen.map(({ table, row }) => table.take([row]).toRows()[1]!);
    const names = train.table.names;
    const columns = new Map(names.map((name, j) => [name, cells.map((cell) => cell[j] as number | string | null)]));
    return {
      table: Table.of(Object.fromEntries(columns)),
      rents: tensorFrom(
        Float32Array.from(chosen, ({ rent }) => rent),
        [chosen.length, 1],
        'float32',
      ),
    };
  };
  const cut = cutByTime(
    rows.map(({ year }) => year),
    train.table.length,
  );
  return [part(cut[0]!), part(cut[1]!)];
}

/** Shift and scale of every column, [2, columns]; NaN where nobody says. */
function columnsOf(scaler: ScalerState | null, columns: number): Tensor {
  const unknown = new Array<number>(columns).fill(Number.NaN);
  const numbers = [...(scaler?.shift ?? unknown), ...(scaler?.scale ?? unknown)];
  return tensorFrom(Float64Array.from(numbers), [2, columns], 'float64');
}

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, testExamples = 400 } = options;
  const knobs = turned(rents, options);
  const { faults, split, updates } = knobs;
  const streams = new Generator(seed);
  const has = (fault: typeof faults): boolean => faults === fault || faults === 'all';
  const wrong = {
    typos: has('typos') ? TYPOS : 0,
    missing: has('missing') ? MISSING : 0,
    duplicates: has('duplicates') ? DUPLICATES : 0,
    faults: streams,
  };
  const drawn = (): [Rents, Rents] => [
    generateRents(knobs.examples, streams.fork('train'), wrong),
    generateRents(testExamples, streams.fork('test')), // the examination is free of faults
  ];
  const { train, test, scaler } =
    split === 'building' || split === 'flat'
      ? buildings(knobs.examples, streams, split === 'building')
      : prepared(...(split === 'time' ? byTime(...drawn()) : drawn()), knobs);
  const [inputs, targets] = train.tensors as [Tensor, Tensor];
  const model = new Linear(inputs.shape[1]!, 1, { generator: streams.fork('weights') });
  for (const parameter of model.parameters()) constant_(parameter, 0);
  return supervisedSetup({
    run: rents,
    knobs,
    seed,
    train,
    test,
    parts: {
      model,
      optimizer: new SGD(model.parameters(), { lr: knobs.lr }),
      loss: mse,
      measures: { rmse: rootMeanSquaredError },
      observe: { ...linearObservations(model, inputs, targets), columns: () => columnsOf(scaler, inputs.shape[1]!) },
    },
    ...orderedBatches(train, {
      batch: train.length,
      seed,
      updates,
      epochs: updates === UPDATES ? options.epochs : undefined,
    }),
  });
}

export const rents = {
  name: 'rents',
  title: 'Four hundred flats',
  summary: 'A linear model learns rents from a table, and stands or falls with how the table was prepared.',
  metric: 'rmse',
  better: 'lower',
  threshold: 66,
  realData: null,
  knobs: {
    lr: rate(0.1, 1e-8, 1),
    examples: count(400, 2, 4000),
    scaling: choice(['standard', 'min-max', 'none'], 'standard'),
    /** What is wrong with the training table. */
    faults: choice(['none', 'typos', 'missing', 'duplicates', 'all'], 'none'),
    /** Areas beyond the fences of the quartiles: left, or moved to the fence. */
    cleaning: choice(['kept', 'fenced'], 'kept'),
    /** Holes. */
    fill: choice(['median', 'mean', 'drop', 'none'], 'median'),
    /** `drawn`: a table for each. `time`: the newest for the examination. `flat`, `building`: forty buildings, cut at random or building by building. */
    split: choice(['drawn', 'time', 'flat', 'building'], 'drawn'),
    updates: count(UPDATES, 1, 5000),
    schedule: scheduleKnob('none'),
  },
  build,
} satisfies Run;
