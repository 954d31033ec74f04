/**
 * What units do to a loss: its curvatures over all columns of the flats, and the ground over two of its parameters, with the others at
 * their best. On that ground a linear model of two inputs is trained by the framework, and its way is kept.
 */
import { constant_, Generator, generateRents, Linear, MinMaxScaler, mse, SGD, StandardScaler, type Tensor, tensor } from '#framework'; // biome-ignore format: one import
import { eigenvalues, gram, leastSquares } from './leastSquares.ts';

export const COLUMNS = ['area', 'rooms', 'year', 'floor', 'centre', 'harbour'];
export const SCALINGS = ['none', 'standard', 'minMax', 'yearBack'] as const;
export type Scaling = (typeof SCALINGS)[number];

/** The two that are drawn. */
const [AREA, YEAR] = [0, 2];
const STEPS = 40;
/** Of the largest rate that does not explode. */
const OF_EDGE = 0.6;

export interface Valley {
  /** 2/λ of the largest curvature: the rate at which descent explodes. */
  readonly edge: number;
  /** λ of the largest over λ of the smallest. */
  readonly condition: number;
  /** Over (θ area, θ year), others at their best: [[a, b], [b, c]] of the excess loss ½ δᵀHδ, and where it is 0. */
  readonly ground: {
    readonly a: number;
    readonly b: number;
    readonly c: number;
    readonly best: readonly [number, number];
  };
  /** Where descent on this ground stood, from (0, 0) on, and at what rate. */
  readonly way: readonly (readonly [number, number])[];
  readonly rate: number;
}

/** The columns of the flats, scaled. [N, 6] */
export function scaledRows(seed: number, scaling: Scaling): { readonly x: number[][]; readonly y: number[] } {
  const { table, rents } = generateRents(400, new Generator(seed).fork('train'));
  const raw = table.toTensor(COLUMNS, { dtype: 'float64' });
  const scaler =
    scaling === 'none' ? null : (scaling === 'minMax' ? new MinMaxScaler() : new StandardScaler()).fit(raw);
  const x = (scaler === null ? raw : scaler.transform(raw)).toArray() as number[][];
  if (scaling === 'yearBack') for (const [i, row] of x.entries()) row[YEAR] = (raw.toArray() as number[][])[i]![YEAR]!;
  return { x, y: Array.from(rents.dataSync()) };
}

export function unitValley(seed: number, scaling: Scaling): Valley {
  const { x, y } = scaledRows(seed, scaling);
  const m = x.length;
  const withBias = x.map((row) => [1, ...row]);
  const curved = gram(withBias).map((row) => row.map((value) => (2 * value) / m));
  const lambdas = eigenvalues(curved);
  const best = leastSquares(withBias, y);
  const h = (i: number, j: number): number => curved[i + 1]![j + 1]!;
  const ground = {
    ...{ a: h(AREA, AREA), b: h(AREA, YEAR), c: h(YEAR, YEAR) },
    best: [best[AREA + 1]!, best[YEAR + 1]!] as const,
  };
  const steepest = eigenvalues([
    [ground.a, ground.b],
    [ground.b, ground.c],
  ])[1]!;
  const rate = (OF_EDGE * 2) / steepest;
  // What is left for the two to say, when the others say their best.
  const left = withBias.map((row, i) => y[i]! - row.reduce((sum, value, j) => (j === AREA + 1 || j === YEAR + 1 ? sum : sum + value * best[j]!), 0)); // biome-ignore format: one sum
  const two = x.map((row) => [row[AREA]!, row[YEAR]!]);
  return {
    edge: 2 / lambdas.at(-1)!,
    condition: lambdas.at(-1)! / lambdas[0]!,
    ground,
    way: wayOf(tensor(two), tensor(left.map((value) => [value])), rate),
    rate,
  };
}

function wayOf(x: Tensor, y: Tensor, lr: number): [number, number][] {
  const model = new Linear(2, 1, { bias: false });
  for (const parameter of model.parameters()) constant_(parameter, 0);
  const optimizer = new SGD(model.parameters(), { lr });
  const place = (): [number, number] => [...model.weight.dataSync()] as [number, number];
  const way = [place()];
  for (let step = 0; step < STEPS; step++) {
    optimizer.zeroGrad();
    mse(model.forward(x), y).backward();
    optimizer.step();
    way.push(place());
  }
  return way;
}
