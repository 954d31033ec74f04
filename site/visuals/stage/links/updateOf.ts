/** Which update the figures look at, and which of its numbers: the selected parameter's, or that of the op stood at. */
import type { Selection } from '../../../player/Player.ts';
import type { OpTrace, StepTrace, UpdateTrace } from '../../../player/protocol.ts';
import { opOf } from '../../parts/cells/shownTensor.ts';
import { parameterPlaces } from '../../parts/cells/walk.ts';

export interface ChosenUpdate {
  readonly update: UpdateTrace;
  readonly index: readonly number[];
}

export function updateOf(trace: StepTrace, selection: Selection | null, op: OpTrace | null): ChosenUpdate | null {
  const selected = selection && opOf(trace, selection.op);
  const place = selected && 'place' in selection.tensor ? selection.tensor.place : null;
  const byLabel = (label: string | undefined): UpdateTrace | undefined =>
    trace.updates.find((update) => update.label === label);
  const labelAt = (of: OpTrace, at: number): string => trace.tensors.get(of.inputs[at] ?? Number.NaN)?.label ?? '';
  const wanted = selected && place !== null ? byLabel(labelAt(selected, place)) : undefined;
  const [first] = op === null ? [] : parameterPlaces(trace, op);
  const update =
    wanted ?? (op !== null && first !== undefined ? byLabel(labelAt(op, first)) : undefined) ?? trace.updates[0];
  const shape = trace.tensors.get(update?.before ?? Number.NaN)?.shape;
  if (update === undefined || shape === undefined) return null;
  const isSelected = wanted !== undefined && selection?.index?.length === shape.length;
  // The middle of its last two axes: of a 3×3 kernel, the centre.
  const middle = shape.map((size, axis) => (axis >= shape.length - 2 ? Math.floor(size / 2) : 0));
  return { update, index: isSelected ? selection.index! : middle };
}
