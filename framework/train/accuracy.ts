/** Share of examples whose largest logit stands at the right class. logits [m, K], targets [m] → 0 … 1; NaN for no examples. */
import { untraced } from '../ops/define.ts';
import { noGrad } from '../tensor/history.ts';
import type { Tensor } from '../tensor/Tensor.ts';

/** @example accuracy(tensor([[2, 1], [0, 3]]), tensor([0, 0], { dtype: 'int32' })) // 0.5 */
export const accuracy = (logits: Tensor, targets: Tensor): number =>
  untraced(() => noGrad(() => logits.argmax(1).eq(targets).to('float64').mean().itemSync()));
