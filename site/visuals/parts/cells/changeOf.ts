/** What the optimizer did to a parameter: after − before, both recorded. */
import type { StepTrace } from '../../../player/protocol.ts';
import type { ShownTensor } from './shownTensor.ts';

export function changeOf(trace: StepTrace, label: string): ShownTensor | null {
  const update = trace.updates.find((entry) => entry.label === label);
  const before = update && trace.tensors.get(update.before);
  const after = update && trace.tensors.get(update.after);
  if (before === undefined || after === undefined) return null;
  const values = Float32Array.from(before.values, (value, at) => after.values[at]! - value);
  return { values, shape: before.shape, prefix: [], fullShape: before.shape };
}
