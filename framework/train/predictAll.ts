/**
 * A model's outputs for a whole set, for the measures that are no mean over examples (F1, ROC-AUC, R²). Evaluation mode, no
 * gradients; the model is put back as it was.
 */

import type { DataLoader } from '../data/DataLoader.ts';
import { stackExamples } from '../data/stackExamples.ts';
import type { Module } from '../nn/Module.ts';
import { untraced } from '../ops/define.ts';
import { check, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { noGrad } from '../tensor/history.ts';
import { scope } from '../tensor/scope.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';

export interface Predictions {
  /** [m, …] */
  readonly outputs: Tensor;
  /** [m, …] */
  readonly targets: Tensor;
}

const call = signature('predictAll', { model: 'module', loader: 'loader' });

/**
 * One epoch of the loader, in its order.
 *
 * @example
 * const { outputs, targets } = predictAll(model, new DataLoader(test, { batchSize: 256 }));
 * f1Score(outputs, targets, { average: 'macro' });
 */
export function predictAll(model: Module & { forward(inputs: Tensor): Tensor }, loader: DataLoader): Predictions {
  check(call, model, loader);
  const examples: [Tensor, Tensor][] = [];
  const wasTraining = model.training;
  model.eval();
  try {
    untraced(() =>
      noGrad(() => {
        for (const { tensors } of loader.epoch(0)) {
          const [inputs, targets] = tensors as [Tensor, Tensor];
          const outputs = scope(() => rowsOf(model.forward(inputs))); // rows are copies: they need no keeping
          rowsOf(targets).forEach((target, i) => {
            examples.push([outputs[i]!, target]);
          });
        }
      }),
    );
  } finally {
    model.train(wasTraining);
  }
  if (examples.length === 0)
    throw new ChalkgradError('predictAll: the loader has no batches', 'there must be at least one example to predict.');
  const [outputs, targets] = stackExamples(examples) as [Tensor, Tensor];
  return { outputs, targets };
}

function rowsOf(x: Tensor): Tensor[] {
  const [count, ...shape] = x.shape;
  const flat = x.dataSync();
  const size = flat.length / Math.max(count!, 1);
  return Array.from({ length: count! }, (_, i) => tensorFrom(flat.slice(i * size, (i + 1) * size), shape, x.dtype));
}
