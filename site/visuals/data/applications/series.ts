/**
 * The series of `sine-gru`, its forecaster, and who rivals it: trained and computed while the site is built. And the same forecaster as a detector of
 * what is odd, once as it is, once with a memory that is repaired.
 */
import {
  type Anomaly,
  findRun,
  fit,
  Generator,
  generateSineMixture,
  type Module,
  noGrad,
  seriesWindows,
  splitSeries,
  substituting,
  type Tensor,
  type TrainingSetup,
  tensor,
  type WindowOptions,
  type Windows,
} from '#framework';

export const SEED = 7;
export const HISTORY = 24;
const EXAMPLES = 800;
const EXAMINED = 400;
export const NOISE = 0.1;
/** Residuals from which on an alarm is given. */
export const THRESHOLDS: readonly number[] = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];

export interface Rivals {
  /** The run's own series, as far as it is learned from and examined on, and the step at which the examination begins. */
  readonly values: Float32Array;
  readonly border: number;
  /** Root mean squared errors on the windows that examine. */
  readonly forecaster: number;
  readonly lastValue: number;
  readonly yesterday: number;
  readonly mean: number;
  /** The same network, its windows dealt out at random to both parts, examined on its own part. */
  readonly dealtAtRandom: number;
}

type Forecaster = Module & { forward(history: Tensor): Tensor };

const trained = new Map<number, Promise<TrainingSetup>>();

async function train(seed: number): Promise<TrainingSetup> {
  const setup = await findRun('sine-gru').build({ seed });
  for await (const _ of fit(setup, { validate: false }));
  return setup;
}

function trainedWith(seed: number): Promise<TrainingSetup> {
  const known = trained.get(seed) ?? train(seed);
  trained.set(seed, known);
  return known;
}

const rmse = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.sqrt(Array.from(a).reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0) / a.length);

/** Histories [N, T, 1] → what comes next, N numbers. */
const foretell = ({ model }: TrainingSetup, histories: Tensor): ArrayLike<number> =>
  noGrad(() => (model as Forecaster).forward(histories)).dataSync();

/** @example (await rivals()).lastValue // of whoever says: as just now */
export async function rivals(): Promise<Rivals> {
  const border = EXAMPLES + HISTORY;
  const end = border + EXAMINED + HISTORY;
  const { values } = generateSineMixture(end, new Generator(SEED).fork('series'), { noise: NOISE });
  const parts = splitSeries(values, [border / end, 1 - border / end], { history: HISTORY });
  const [shown, asked] = [parts[1]!.inputs, parts[1]!.targets.dataSync()];
  const histories = shown.dataSync();
  const at = (place: number): number[] => Array.from(asked, (_, i) => histories[i * HISTORY + place]!);
  const learned = Array.from(values.dataSync().subarray(0, border));
  const middle = learned.reduce((sum, value) => sum + value, 0) / learned.length;
  return {
    values: Float32Array.from(values.dataSync()),
    border,
    forecaster: rmse(foretell(await trainedWith(SEED), shown), asked),
    lastValue: rmse(at(HISTORY - 1), asked),
    yesterday: rmse(at(0), asked),
    mean: rmse(new Float64Array(asked.length).fill(middle), asked),
    dealtAtRandom: await dealtAtRandom(),
  };
}

/** Neighbouring windows on both sides of the border: does it flatter? */
async function dealtAtRandom(): Promise<number> {
  const deal = (series: Tensor, _shares: readonly number[], options: WindowOptions): Windows[] => {
    const all = seriesWindows(series, options);
    const order = Array.from(new Generator(SEED).fork('dealt').permutation(all.starts.length));
    const pick = (rows: readonly number[]): Windows => {
      const [shown, asked] = [all.inputs.dataSync(), all.targets.dataSync()];
      const values = rows.flatMap((row) => Array.from(shown.subarray(row * HISTORY, (row + 1) * HISTORY)));
      return {
        inputs: tensor(values, { shape: [rows.length, HISTORY, 1], dtype: 'float32' }),
        targets: tensor(rows.map((row) => asked[row]!), { shape: [rows.length, 1, 1], dtype: 'float32' }), // biome-ignore format: one line reads better
        starts: Int32Array.from(rows, (row) => all.starts[row]!),
      };
    };
    return [pick(order.slice(0, EXAMPLES)), pick(order.slice(EXAMPLES, EXAMPLES + EXAMINED))];
  };
  const built: Promise<TrainingSetup>[] = [];
  substituting([{ name: 'splitSeries', id: 'dealt-at-random', by: 'bug', run: deal }], () => {
    built.push(findRun('sine-gru').build({ seed: SEED }));
  });
  const setup = await built[0]!;
  for await (const _ of fit(setup, { validate: false }));
  return setup.evaluate()['rmse']!;
}

/** What a detector did at one threshold. `residuals[t]` belongs to step t + HISTORY. */
export interface Watch {
  readonly threshold: number;
  /** Is a value that gave an alarm replaced by its forecast in what is shown next? */
  readonly isRepaired: boolean;
  readonly residuals: readonly number[];
  /** Steps of alarms. */
  readonly alarms: readonly number[];
}

export interface Watched {
  readonly values: Float32Array;
  readonly anomalies: readonly Anomaly[];
  readonly watches: readonly Watch[];
}

/** Six anomalies in a series that nobody learned from, watched by the forecaster of that seed. */
export async function watched(seed = SEED, thresholds: readonly number[] = THRESHOLDS): Promise<Watched> {
  const setup = await trainedWith(seed);
  const made = generateSineMixture(EXAMINED + HISTORY, new Generator(seed).fork('anomalies'), {
    noise: NOISE,
    anomalies: 6,
  });
  const values = Float32Array.from(made.values.dataSync());
  const said = foretell(setup, seriesWindows(made.values, { history: HISTORY }).inputs);
  const plain = Array.from(said, (forecast, i) => values[i + HISTORY]! - forecast);
  return {
    values,
    anomalies: made.anomalies,
    watches: [
      ...thresholds.map((threshold) => watchOf(threshold, false, plain)),
      ...repairedResiduals(setup, values, thresholds).map((residuals, i) => watchOf(thresholds[i]!, true, residuals)),
    ],
  };
}

const watchOf = (threshold: number, isRepaired: boolean, residuals: readonly number[]): Watch => ({
  threshold,
  isRepaired,
  residuals,
  alarms: residuals.flatMap((residual, i) => (Math.abs(residual) > threshold ? [i + HISTORY] : [])),
});

/** All thresholds at once, a row of the batch each: every one remembers a series of its own. */
function repairedResiduals(
  setup: TrainingSetup,
  values: Float32Array,
  thresholds: readonly number[],
): readonly number[][] {
  const remembered = thresholds.map(() => Array.from(values.subarray(0, HISTORY)));
  const residuals: number[][] = thresholds.map(() => []);
  for (let t = HISTORY; t < values.length; t++) {
    const histories = remembered.flatMap((memory) => memory.slice(t - HISTORY, t));
    const said = foretell(setup, tensor(histories, { shape: [thresholds.length, HISTORY, 1], dtype: 'float32' }));
    for (const [row, threshold] of thresholds.entries()) {
      const residual = values[t]! - said[row]!;
      residuals[row]!.push(residual);
      remembered[row]!.push(Math.abs(residual) > threshold ? said[row]! : values[t]!);
    }
  }
  return residuals;
}

export interface Alarms {
  readonly all: number;
  /** Within an anomaly. */
  readonly inside: number;
  /** Not within one, and so near behind one that it still stands in what is shown. */
  readonly behind: number;
  readonly elsewhere: number;
}

export function alarmsOf({ alarms }: Pick<Watch, 'alarms'>, anomalies: readonly Anomaly[]): Alarms {
  const inside = alarms.filter((t) => anomalies.some(({ from, to }) => t >= from && t < to));
  const behind = alarms.filter((t) => !inside.includes(t) && anomalies.some(({ to }) => t >= to && t < to + HISTORY));
  return {
    all: alarms.length,
    inside: inside.length,
    behind: behind.length,
    elsewhere: alarms.length - inside.length - behind.length,
  };
}

/** How many steps of an anomaly gave an alarm. */
export const foundOf = ({ alarms }: Pick<Watch, 'alarms'>, { from, to }: Anomaly): number =>
  alarms.filter((t) => t >= from && t < to).length;
