/**
 * Gradient accumulation: a batch that is too large for the memory goes through in pieces, and their gradients add up to the
 * batch's own. It remains one step with one update, so nothing else has to know, and a checkpoint never falls in between.
 */
import type { LoadedBatch } from '../data/DataLoader.ts';
import { untraced } from '../ops/define.ts';
import { check, signature } from '../tensor/arguments.ts';
import { noGrad } from '../tensor/history.ts';
import { scope } from '../tensor/scope.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import type { Metrics } from './setup.ts';
import type { Supervised } from './supervised.ts';

const call = signature('accumulatedStep', { parts: 'supervised', batch: 'batch', pieceSize: 'count' });

/**
 * One update on a batch [inputs, targets], at most `pieceSize` examples at a time. The same as supervisedStep up to rounding, if
 * the loss is a mean over examples and no layer looks at the whole batch (batch norm does).
 *
 * Errors: a piece size below 1.
 *
 * @example step: (batch) => accumulatedStep(parts, batch, 16)
 */
export function accumulatedStep(parts: Supervised, batch: LoadedBatch, pieceSize: number): Metrics {
  check(call, parts, batch, pieceSize);
  const { model, optimizer, loss: criterion, measures } = parts;
  const [inputs, targets] = batch.tensors as [Tensor, Tensor];
  const count = inputs.shape[0]!;
  const totals: Record<string, number> = {};
  model.train();
  optimizer.zeroGrad();
  for (let start = 0; start < count; start += pieceSize) {
    const end = Math.min(start + pieceSize, count);
    const share = (end - start) / count;
    // A piece's activations go before the next piece comes: that is the point.
    scope(() => {
      const [x, y] = untraced(() => noGrad(() => [inputs.slice(0, start, end), targets.slice(0, start, end)] as const));
      const outputs = model.forward(x);
      const loss = criterion(outputs, y);
      loss.mul(share).backward();
      totals['loss'] = (totals['loss'] ?? 0) + loss.itemSync() * share;
      for (const [name, measure] of Object.entries(measures))
        totals[name] = (totals[name] ?? 0) + measure(outputs, y) * share;
    });
  }
  optimizer.step();
  return totals;
}
