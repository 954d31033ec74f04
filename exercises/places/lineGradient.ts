/** The gradient of a linear model by numbers, in the place of `trainStep`: what mse-gradient brings, and what a step of lineStep comes down to. */
import {
  isListening,
  type LoadedBatch,
  type Metrics,
  measured,
  noGrad,
  type Supervised,
  showOutputs,
  type Tensor,
  tensor,
} from '#framework';
import { type Part, rowsOf } from './Substitute.ts';

type Gradient = (theta: number[], x: number[][], y: number[], lr: number) => number[];

/**
 * The loss is looked at as ever; no gradient walks back. The slopes are put where one would have put them, and the optimizer follows them,
 * so that what is frozen stays, and a figure can draw the update.
 */
export const lineGradient = (gradient: Gradient): Part => ({
  name: 'trainStep',
  run: (parts: Supervised, { tensors }: LoadedBatch): Metrics => {
    const { model, optimizer, loss: criterion, measures } = parts;
    const [inputs, targets] = tensors as [Tensor, Tensor];
    const { weight, bias } = model as unknown as { weight: Tensor; bias: Tensor };
    model.train();
    optimizer.zeroGrad();
    const outputs = model.forward(inputs);
    const loss = criterion(outputs, targets);
    const value = loss.itemSync();
    if (isListening()) showOutputs(parts, { inputs, targets }, outputs, loss.history?.id ?? 0, value);
    const theta = [...bias.dataSync(), ...weight.dataSync()];
    const rows = examplesOf(inputs, theta, outputs.dataSync()[0]!);
    const slopes = gradient([...theta], rows, Array.from(targets.dataSync()), optimizer.lr);
    if (!Array.isArray(slopes) || slopes.length !== theta.length)
      throw new TypeError(
        `returned ${Array.isArray(slopes) ? slopes.length : 'no'} numbers for ${theta.length} parameters`,
      );
    noGrad(() => {
      bias.grad = tensor(slopes.slice(0, 1), { dtype: bias.dtype });
      weight.grad = tensor(slopes.slice(1), { shape: weight.shape, dtype: weight.dtype });
    });
    optimizer.step();
    return { loss: value, ...measured(measures, outputs, targets) };
  },
});

/** Rows of examples, also where a run hands its table over column by column: those of which the first has the model's first answer. */
function examplesOf(inputs: Tensor, theta: readonly number[], first: number): number[][] {
  const rows = rowsOf(inputs);
  const [row] = rows;
  const predicted = row!.reduce((sum, value, d) => sum + (theta[d + 1] ?? Number.NaN) * value, theta[0]!);
  const isRow = row!.length === theta.length - 1 && Math.abs(predicted - first) <= 1e-4 * (1 + Math.abs(first));
  return isRow ? rows : row!.map((_, i) => rows.map((column) => column[i]!));
}
