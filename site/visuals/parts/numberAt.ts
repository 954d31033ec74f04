/**
 * The number that an address of `drawn()` means, read from what a page knows: independent of every figure.
 *
 *   conv1 gradOutput[0,3,1,1]      a cell of what an op made or got: output, gradOutput, input0 …, gradInput0 …
 *   parameter conv1.weight after[7,0,2,2]   before the update, after it, or the gradient it was given
 *   parameter conv1.weight mean[7,0,2,2]    what the optimizer remembers of it after the update, by the rule's name for it
 *   batch inputs[4,0,9,9]          inputs, targets
 *   observed coverage[3]           what the run shows beside its loss
 *   norm #812                      the length √Σx² of a tensor of the step, by its id
 *   norm conv1.weight change       the length that came with an update: before, gradient, change
 *   loss@12, track 2 accuracy@12   the curve, by any name that the run says of a step
 *   examined loss@256              what was measured on other examples, after so many updates
 *   ahead loss@90                  how the recorded run went on
 *   loss, lr                       of the shown step
 */
import { normOf } from '../../player/normOf.ts';
import type { Ahead, PlayerState, TrackState } from '../../player/PlayerState.ts';
import type { OpTrace, StepMetrics, StepTrace, UpdateTrace } from '../../player/protocol.ts';

const CELL = /^(.+) (\S+)\[([\d,]*)\]$/;
const ON_CURVE = /^(?:track (\d+) )?(examined |ahead )?(\S+)@(\d+)$/;
const LENGTH = /^norm (?:#(-?\d+)|(\S+) (before|gradient|change))$/;

/** null: there is no such number. */
export function numberAt(state: PlayerState, id: string, ahead: Ahead | null = null): number | null {
  const { trace } = state;
  const [, place, kind, name, step] = ON_CURVE.exec(id) ?? [];
  if (name !== undefined) {
    if (kind === 'ahead ') return aheadAt(ahead, state, name, Number(step));
    const track = place === undefined ? state : state.tracks[Number(place) - 1];
    return track === undefined ? null : onCurve(track, name, { step: Number(step), isExamined: kind !== undefined });
  }
  if (trace === null) return null;
  if (id === 'loss') return trace.loss;
  if (id === 'lr') return trace.lr;
  const [, tensor, label, what] = LENGTH.exec(id) ?? [];
  if (tensor !== undefined) return lengthOf(trace, Number(tensor));
  if (label !== undefined) return updateOf(trace, label)?.norms[what as 'before' | 'gradient' | 'change'] ?? null;
  const [, owner, part, index] = CELL.exec(id) ?? [];
  if (owner === undefined || part === undefined) return null;
  const found = tensorNamed(trace, owner, part);
  return found === null ? null : cellOf(trace, found, index === '' ? [] : index!.split(',').map(Number));
}

function onCurve(
  { metrics, evaluations }: Pick<TrackState, 'metrics' | 'evaluations'>,
  name: string,
  { step, isExamined }: { readonly step: number; readonly isExamined: boolean },
): number | null {
  if (isExamined) return evaluations.find((entry) => entry.step === step)?.metrics[name] ?? null;
  const entry = metrics.find((one) => one.step === step);
  return entry === undefined ? null : metricOf(entry, name);
}

const metricOf = (entry: StepMetrics, name: string): number | null =>
  name === 'loss' ? entry.loss : name === 'accuracy' ? entry.accuracy : (entry.metrics[name] ?? null);

function aheadAt(ahead: Ahead | null, { metrics }: PlayerState, name: string, step: number): number | null {
  const later = step - (metrics.at(-1)?.step ?? -1) - 1;
  return (name === 'loss' ? ahead?.losses : ahead?.accuracies)?.[later] ?? null;
}

function lengthOf(trace: StepTrace, id: number): number | null {
  const values = trace.tensors.get(id)?.values;
  return values === undefined ? null : normOf(values);
}

const updateOf = (trace: StepTrace, label: string): UpdateTrace | undefined =>
  trace.updates.findLast((update) => update.label === label);

/** Its id; null where nothing is called so. */
function tensorNamed(trace: StepTrace, owner: string, part: string): number | null {
  if (owner === 'batch') return part === 'inputs' ? trace.inputs : part === 'targets' ? trace.targets : null;
  if (owner === 'observed') return trace.observed[part] ?? null;
  if (owner.startsWith('parameter ')) {
    const update = updateOf(trace, owner.slice('parameter '.length));
    if (part === 'before' || part === 'after' || part === 'gradient') return update?.[part] ?? null;
    return update?.state.find(({ name }) => name === part)?.after ?? null;
  }
  const op = trace.ops.find(({ label }) => label === owner);
  return op === undefined ? null : partOf(op, part);
}

function partOf({ output, inputs, backward }: OpTrace, part: string): number | null {
  const place = Number(part.replace(/^\D+/, ''));
  if (part === 'output') return output;
  if (part === 'gradOutput') return backward?.gradOutput ?? null;
  if (part.startsWith('gradInput')) return backward?.gradInputs[place] ?? null;
  return inputs[place] ?? null;
}

/** Row-major, and of a tensor of which one example was kept that example's. */
function cellOf(trace: StepTrace, id: number, index: readonly number[]): number | null {
  const tensor = trace.tensors.get(id);
  if (tensor === undefined || index.length !== tensor.shape.length) return null;
  const { shape, item, values } = tensor;
  if (index.some((at, axis) => at < 0 || at >= shape[axis]!)) return null;
  if (item !== null && index[0] !== item) return null;
  const from = item === null ? 0 : 1;
  const flat = index.slice(from).reduce((at, one, axis) => at * shape[axis + from]! + one, 0);
  return values[flat] ?? null;
}
