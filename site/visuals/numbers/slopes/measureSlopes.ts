/**
 * Slopes measured by differences, as the framework computes them: a loss at a place, and a step ahead and behind, for a ladder of steps, in
 * float64 and in float32, beside the derivative that autograd gives. Runs while the site is built; the page is handed the numbers.
 */
import { abs, type DType, findRun, mse, sin, type Tensor, TensorDataset, tensor } from '#framework';
import { ladder, type Measured, type Sided } from './readSlope.ts';

type Curve = (theta: Tensor) => Tensor;

/** All examples of a run: [N, 1] and [N, 1]. */
async function examplesOf(run: string): Promise<readonly [x: Tensor, y: Tensor]> {
  const { dataset } = (await findRun(run).build({ seed: 7 })).loader;
  if (!(dataset instanceof TensorDataset)) throw new Error(`${run} does not train on tensors`);
  return [dataset.tensors[0]!, dataset.tensors[1]!];
}

function measure(curve: (dtype: DType) => Curve, at: number): Measured {
  const value = (theta: number, dtype: DType): number => curve(dtype)(tensor([theta], { dtype })).itemSync();
  const sided = (dtype: DType): Sided => ({
    middle: value(at, dtype),
    ahead: ladder.map((h) => value(at + h, dtype)),
    behind: ladder.map((h) => value(at - h, dtype)),
  });
  const theta = tensor([at], { dtype: 'float64' }).requiresGrad_();
  curve('float64')(theta).backward();
  return { at, slope: theta.grad!.itemSync(), float64: sided('float64'), float32: sided('float32') };
}

/** What the microscope of lesson 4 can be held over: the sine's loss, the parabola of a line's loss, and a corner. */
export async function measureSlopes(): Promise<Readonly<Record<string, readonly Measured[]>>> {
  const wave = await examplesOf('sine-frequency');
  const line = await examplesOf('line-regression');
  const on =
    ([x, y]: readonly [Tensor, Tensor], predict: (x: Tensor, theta: Tensor) => Tensor) =>
    (dtype: DType): Curve => {
      const [inputs, targets] = [x.to(dtype), y.to(dtype)];
      return (theta) => mse(predict(inputs, theta), targets);
    };
  const sine = on(wave, (x, theta) => sin(x.mul(theta)));
  const parabola = on(line, (x, theta) => x.mul(theta));
  const corner = (): Curve => (theta) => abs(theta).sum();
  return {
    sine: [2, 3.5, 5, 6.5, 8].map((at) => measure(sine, at)),
    parabola: [0, 1, 3].map((at) => measure(parabola, at)),
    corner: [0, 0.09, 1].map((at) => measure(corner, at)),
  };
}
