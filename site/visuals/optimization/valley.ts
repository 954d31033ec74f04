/** A loss of one parameter, seen whole, and where the tracks stand on it. Reads what `sine-frequency` observes. */
import type { StepTrace } from '../../player/protocol.ts';

/** The parameters that `surface` is a picture of, from end to end (framework/runs/sineFrequency.ts); a test holds it to the run. */
export const REACH = [-1, 9] as const;

export interface Valley {
  readonly theta: number;
  readonly after: number;
  /** Over all examples, before the update. */
  readonly fullLoss: number;
  /** At equal distances over REACH. */
  readonly surface: ArrayLike<number>;
}

/** null: the step has not one parameter alone, or was not observed. */
export function valleyOf(trace: StepTrace): Valley | null {
  const update = trace.updates.length === 1 ? trace.updates[0] : undefined;
  const values = (id: number | undefined): ArrayLike<number> | undefined => trace.tensors.get(id ?? Number.NaN)?.values;
  const [before, after] = [values(update?.before), values(update?.after)];
  const [full, surface] = [values(trace.observed['fullLoss']), values(trace.observed['surface'])];
  if (before?.length !== 1 || after?.length !== 1 || full === undefined || surface === undefined) return null;
  return { theta: before[0]!, after: after[0]!, fullLoss: full[0]!, surface };
}
