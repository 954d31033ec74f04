/**
 * A recorded step that a page can afford: of all tensors of a step as many as fit into a budget, what figures draw first of all first. A
 * figure says of the others that they were not kept; the live step has them all. Nothing is rounded, nothing is made up.
 */
import type { StepTrace, TensorData } from './protocol.ts';

/** About 150 kB compressed: weights and activations hardly compress, four bytes each. */
export const RECORDED_NUMBERS = 35_000;

/** What a tensor is to a reader who looks at the recorded step, most wanted first. */
const ranks = ['batch', 'wanted', 'value', 'gradient', 'change', 'memory', 'layout'] as const;
type Rank = (typeof ranks)[number];

/**
 * Keep what fits. `wanted`: paths, or beginnings of paths, of ops whose output, parameters and gradients go before all others.
 *
 * @example lightTrace(trace, 36_000, ['layers.0.self_attn.weights'])
 */
export function lightTrace(trace: StepTrace, budget: number, wanted: readonly string[] = []): StepTrace {
  const rankOf = ranked(trace, wanted);
  const inOrder = [...trace.tensors.values()].sort((a, b) => {
    const [rankA, rankB] = [ranks.indexOf(rankOf(a)), ranks.indexOf(rankOf(b))];
    return rankA - rankB || a.values.length - b.values.length;
  });
  const kept = new Map<number, TensorData>();
  let room = budget;
  for (const tensor of inOrder) {
    // What does not fit for the whole batch may fit for the example that is looked at.
    const fitting = [tensor, ofOne(tensor, trace)].find((part) => part !== null && weightOf(part) <= room);
    if (!fitting) continue;
    room -= weightOf(fitting);
    kept.set(tensor.id, fitting);
  }
  const tensors = [...trace.tensors.keys()].flatMap((id) => {
    const tensor = kept.get(id);
    return tensor === undefined ? [] : [[id, tensor] as const];
  });
  const shapes = Object.fromEntries(
    [...trace.tensors].flatMap(([id, { shape }]) => (kept.has(id) ? [] : [[id, shape] as const])),
  );
  return { ...trace, tensors: new Map(tensors), shapes };
}

/** One example's slice of a tensor of the batch; null where it is no such tensor, or one already. */
function ofOne(tensor: TensorData, { batchIds, item, updates }: StepTrace): TensorData | null {
  const { id, shape, values, label } = tensor;
  const isParameter = updates.some((update) => update.label === label || update.gradient === id);
  if (tensor.item !== null || isParameter || shape.length < 2 || shape[0] !== batchIds.length) return null;
  const size = values.length / batchIds.length;
  return { ...tensor, item, values: values.slice(item * size, (item + 1) * size) as TensorData['values'] };
}

/** Zeros cost almost nothing once compressed: pictures of digits are mostly paper. */
function weightOf({ values }: TensorData): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) count++;
  return count + values.length / 32;
}

function ranked(trace: StepTrace, wanted: readonly string[]): (tensor: TensorData) => Rank {
  const rank = new Map<number, Rank>();
  const say = (id: number | null | undefined, as: Rank): void => {
    if (id !== null && id !== undefined && !rank.has(id)) rank.set(id, as);
  };
  for (const id of [trace.inputs, trace.targets, ...Object.values(trace.observed)]) say(id, 'batch');
  const isWanted = (label: string): boolean => wanted.some((path) => label === path || label.startsWith(`${path}.`));
  const parameters = new Set(trace.updates.map(({ label }) => label));
  for (const { label, inputs, output, backward } of trace.ops) {
    if (!isWanted(label)) continue;
    say(output, 'wanted');
    for (const id of inputs) if (parameters.has(trace.tensors.get(id)?.label ?? '')) say(id, 'wanted');
    for (const id of [backward?.gradOutput, ...(backward?.gradInputs ?? [])]) say(id, 'wanted');
  }
  for (const { isView, inputs, output, backward } of trace.ops) {
    if (isView) continue;
    for (const id of [...inputs, output]) say(id, 'value');
    for (const id of [backward?.gradOutput, ...(backward?.gradInputs ?? [])]) say(id, 'gradient');
  }
  for (const { after, gradient, before, state, parts } of trace.updates) {
    for (const id of [before, gradient, after]) say(id, 'change');
    for (const change of state) for (const id of [change.before, change.after]) say(id, 'memory');
    for (const { tensor } of parts) say(tensor, 'memory');
  }
  return ({ id }) => rank.get(id) ?? 'layout';
}
