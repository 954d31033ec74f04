/**
 * Twenty steps of every optimizer beside PyTorch's, in float64, on a small parameter and one a hundred times larger: after
 * each step every number must be the same. JSON by golden/generate.py.
 */
import { describe, expect, it } from 'vitest';
import * as chalkgrad from '../index.ts';
import { Optimizer, type Tensor, tensor } from '../index.ts';
import { float64Tolerance, mismatch } from './golden/mismatch.ts';
import { decodeTensor, type GoldenNumber, type GoldenTensor, readGolden } from './golden/readGolden.ts';

interface Trajectory {
  readonly optimizer: string;
  readonly case: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly start: readonly GoldenTensor[];
  readonly curvature: readonly GoldenTensor[];
  readonly target: readonly GoldenTensor[];
  /** Both parameters after each step. */
  readonly path: readonly (readonly (readonly GoldenNumber[])[])[];
  /** Steps in which the large parameter has no gradient. */
  readonly idle?: readonly number[];
}

interface AnyOptimizer {
  zeroGrad(): void;
  step(): void;
}

const exported = chalkgrad as unknown as Readonly<
  Record<string, new (parameters: readonly Tensor[], settings: Readonly<Record<string, unknown>>) => AnyOptimizer>
>;
const trajectories = readGolden<Trajectory>('optim');
const LARGE = 1; // the large parameter stands second

/** The loss: Σ curvature · (parameter − target)² over the parameters that take part. */
function loss({ curvature, target }: Trajectory, parameters: readonly Tensor[], idle: boolean): Tensor {
  return parameters
    .filter((_, i) => !(idle && i === LARGE))
    .map((parameter, i) => parameter.sub(decode(target[i]!)).square().mul(decode(curvature[i]!)).sum())
    .reduce((a, b) => a.add(b));
}

const decode = (golden: GoldenTensor): Tensor => decodeTensor(golden, { order: 'row by row', single: false });

/** The first step that leaves PyTorch's path, in words; null when there is none. */
function firstDeparture(golden: Trajectory): string | null {
  const parameters = golden.start.map((start) => decode(start).requiresGrad_());
  const optimizer = new exported[golden.optimizer]!(parameters, golden.settings);
  for (const [step, expected] of golden.path.entries()) {
    optimizer.zeroGrad();
    loss(golden, parameters, golden.idle?.includes(step) ?? false).backward();
    optimizer.step();
    for (const [i, parameter] of parameters.entries()) {
      const wrong = mismatch(parameter.dataSync(), expected[i]!, parameter.shape, float64Tolerance);
      if (wrong !== null)
        return `${golden.optimizer}, "${golden.case}": after step ${step + 1} parameter ${i} ${wrong}`;
    }
  }
  return null;
}

for (const [optimizer, itsPaths] of Map.groupBy(trajectories, (golden) => golden.optimizer)) {
  describe(`${optimizer} takes PyTorch's path for twenty steps`, () => {
    for (const golden of itsPaths) {
      it(golden.case, () => {
        expect(firstDeparture(golden)).toBeNull();
      });
    }
  });
}

describe('the golden trajectories', () => {
  it('cover every optimizer', () => {
    const optimizers = Object.entries(chalkgrad)
      .filter(([, value]) => typeof value === 'function' && value.prototype instanceof Optimizer)
      .map(([name]) => name);
    const covered = new Set(trajectories.map((golden) => golden.optimizer));
    expect(optimizers).toContain('SGD');
    expect(optimizers.filter((name) => !covered.has(name))).toEqual([]);
  });

  it('move: no path stands still', () => {
    for (const { start, path, optimizer } of trajectories) {
      expect(path, optimizer).toHaveLength(20);
      expect(tensor(path.at(-1)![0]!.map(Number)).dataSync()).not.toEqual(
        tensor(start[0]!.data.map(Number)).dataSync(),
      );
    }
  });
});
