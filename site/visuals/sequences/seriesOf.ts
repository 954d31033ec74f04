/** A series of numbers that a recurrent network reads, what it forecasts and what came: of the example looked at. Pure. */
import type { StepTrace } from '../../player/protocol.ts';
import { ofExample, opOf } from '../parts/cells/shownTensor.ts';

export interface Series {
  readonly read: readonly number[];
  /** null where it was not kept. */
  readonly forecast: number | null;
  readonly truth: number | null;
}

/** null where the inputs were not kept. `head`: the op that makes the forecast [N, 1]. */
export function seriesOf(trace: StepTrace, head = 'head'): Series | null {
  const own = (id: number | undefined): ArrayLike<number> | null => {
    const tensor = id === undefined ? undefined : trace.tensors.get(id);
    return tensor === undefined ? null : (ofExample(tensor, trace.item, trace.batchIds.length)?.values ?? null);
  };
  const read = own(trace.inputs);
  if (read === null) return null;
  return {
    read: Array.from(read),
    forecast: own(opOf(trace, head)?.output)?.[0] ?? null,
    truth: own(trace.targets)?.[0] ?? null,
  };
}
