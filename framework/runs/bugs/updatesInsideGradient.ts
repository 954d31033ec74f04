import type { LoadedBatch } from '../../data/DataLoader.ts';
import { constant_ } from '../../nn/init.ts';
import type { Linear } from '../../nn/linear/Linear.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { isListening, unheard } from '../../trace/emit.ts';
import type { Metrics } from '../../train/setup.ts';
import { measured, type Supervised, showOutputs } from '../../train/supervised.ts';
import type { Bug } from './Bug.ts';

/**
 * θ₁ is moved by a slope that was taken where θ₀ had already arrived. It converges at rates at which the right step explodes, for it pays for
 * two gradients a step: what Gauss and Seidel do to Jacobi's iteration (Golub & Van Loan, Matrix Computations, 11.2).
 */
export const updatesInsideGradient: Bug = {
  id: 'updates-inside-gradient',
  summary: 'The slope of the weight is found after the bias has moved, not before.',
  runs: ['line-three-ways'],
  substitutes: [
    {
      name: 'trainStep',
      run: (parts: Supervised, { tensors }: LoadedBatch): Metrics => {
        const { optimizer, loss: criterion, measures } = parts;
        const model = parts.model as Linear;
        const [inputs, targets] = tensors as [Tensor, Tensor];
        const [bias, weight] = [model.bias!, model.weight];
        model.train();
        optimizer.zeroGrad();
        const outputs = model.forward(inputs);
        const loss = criterion(outputs, targets);
        const value = loss.itemSync();
        if (isListening()) showOutputs(parts, { inputs, targets }, outputs, loss.history?.id ?? 0, value);
        loss.backward();
        const biasGrad = bias.grad;
        if (biasGrad !== null) {
          const before = bias.itemSync();
          unheard(() => {
            constant_(bias, before - optimizer.lr * biasGrad.itemSync());
            weight.grad = null;
            criterion(model.forward(inputs), targets).backward();
            constant_(bias, before);
          });
          bias.grad = biasGrad;
        }
        parts.beforeUpdate?.();
        optimizer.step();
        return { loss: value, ...measured(measures, outputs, targets) };
      },
    },
  ],
};
