/** The loop's lines in another order, or without one of them. */
import type { LoadedBatch } from '../../data/DataLoader.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { isListening } from '../../trace/emit.ts';
import type { Metrics } from '../../train/setup.ts';
import { measured, type Supervised, showOutputs } from '../../train/supervised.ts';
import type { Bug } from './Bug.ts';

type Line = 'zeroGrad' | 'forward' | 'backward' | 'step';

/** A substitute of `trainStep` that has these lines in this order. */
export const flawedStep = (order: readonly Line[]): Bug['substitutes'] => [
  {
    name: 'trainStep',
    run: (parts: Supervised, { tensors }: LoadedBatch): Metrics => {
      const { model, optimizer, loss: criterion, measures } = parts;
      const [inputs, targets] = tensors as [Tensor, Tensor];
      model.train();
      let made: { readonly outputs: Tensor; readonly loss: Tensor; readonly value: number } | null = null;
      const lines: Readonly<Record<Line, () => void>> = {
        zeroGrad: () => optimizer.zeroGrad(),
        forward: () => {
          const outputs = model.forward(inputs);
          const loss = criterion(outputs, targets);
          const value = loss.itemSync();
          if (isListening()) showOutputs(parts, { inputs, targets }, outputs, loss.history?.id ?? 0, value);
          made = { outputs, loss, value };
        },
        backward: () => made!.loss.backward(),
        step: () => {
          parts.beforeUpdate?.();
          optimizer.step();
        },
      };
      for (const line of order) lines[line]();
      const { outputs, value } = made!;
      return { loss: value, ...measured(measures, outputs, targets) };
    },
  },
];

/** The runs whose step is the loop of every tutorial. */
export const loopRuns: readonly string[] = [
  'line-regression',
  'plane-regression',
  'spiral-mlp',
  'credit-logistic',
  'xor-scalars',
  'digits-mlp',
  'digits-cnn',
  'five-mlp',
];
