/** Share of examples whose right class is among the k with the largest logits: for many classes that resemble each other. */
import { check, signature } from '../tensor/arguments.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { trueClasses } from './predictedClasses.ts';

const call = signature('topKAccuracy', { logits: 'tensor', targets: 'tensor', k: 'number' });

/**
 * logits [m, K], targets int32 [m] → 0 … 1. Of equal logits the earlier class counts as larger. NaN for no examples, and where a logit is NaN.
 *
 * Errors: a k outside 1 … K; a class outside 0 … K - 1.
 *
 * @example topKAccuracy(tensor([[3, 2, 1]]), tensor([1], { dtype: 'int32' }), 2) // 1
 */
export function topKAccuracy(logits: Tensor, targets: Tensor, k: number): number {
  check(call, logits, targets, k);
  const [rows, classes] = logits.shape;
  if (logits.rank !== 2 || !Number.isInteger(k) || k < 1 || k > classes!)
    throw new ChalkgradError(
      `topKAccuracy: k = ${k} of logits ${shapeText(logits.shape)}`,
      'logits are [m, K], k is 1 … K.',
    );
  const actual = trueClasses(targets, [rows!], 'topKAccuracy', classes);
  const flat = logits.dataSync();
  if (flat.some(Number.isNaN)) return Number.NaN; // it has no place in an order
  let hits = 0;
  actual.forEach((label, i) => {
    const row = flat.subarray(i * classes!, (i + 1) * classes!);
    let ahead = 0;
    for (let other = 0; other < classes!; other++)
      if (row[other]! > row[label]! || (row[other] === row[label] && other < label)) ahead++;
    if (ahead < k) hits++;
  });
  return hits / rows!;
}
