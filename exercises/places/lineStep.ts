/** A step of gradient descent on a linear model by numbers, in the place of `trainStep`: what gradient-step and mini-batch-epoch share. */
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

type Step = (theta: number[], x: number[][], y: number[], eta: number) => number[];

/**
 * The loss is looked at as ever; no gradient walks back. Where the answer goes is put down as the gradient that leads there, and the
 * optimizer follows it, so that what is frozen stays, and a figure can draw the update.
 */
export const lineStep = (step: Step): Part => ({
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
    const next = step([...theta], rowsOf(inputs), Array.from(targets.dataSync()), optimizer.lr);
    if (!Array.isArray(next) || next.length !== theta.length)
      throw new TypeError(
        `returned ${Array.isArray(next) ? next.length : 'no'} numbers for ${theta.length} parameters`,
      );
    const slopes = theta.map((old, p) => (old - next[p]!) / optimizer.lr);
    noGrad(() => {
      bias.grad = tensor(slopes.slice(0, 1), { dtype: bias.dtype });
      weight.grad = tensor(slopes.slice(1), { shape: weight.shape, dtype: weight.dtype });
    });
    optimizer.step();
    return { loss: value, ...measured(measures, outputs, targets) };
  },
});
