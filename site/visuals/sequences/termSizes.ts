/** How much each time step says to the recurrent weights. Pure. */
import { normOf } from '../../player/normOf.ts';
import type { StepTrace } from '../../player/protocol.ts';
import { opOf, shownPart } from '../parts/cells/shownTensor.ts';
import { unrolled } from './unrolled.ts';

/**
 * The gradient of the recurrent weights is a sum of outer products, one a time step; how large each is: |δ_t| |h_{t−1}| of the example looked
 * at. null where one was not kept.
 */
export function termSizes(trace: StepTrace): readonly number[] | null {
  const found = unrolled(trace);
  if (found === null) return null;
  const sizes = found.steps.map(({ t }) => {
    const op = opOf(trace, `${found.layer}.t${t}.fromHidden`);
    const delta = op === null ? null : shownPart(trace, op, { kind: 'gradOutput' });
    const before = op === null ? null : shownPart(trace, op, { kind: 'input', place: 0 });
    return delta === null || before === null ? null : normOf(delta.values) * normOf(before.values);
  });
  return sizes.every((size) => size !== null) ? sizes : null;
}
