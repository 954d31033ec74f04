/** The numbers of a step that several equations need, each read from the trace. */
import type { StepTrace } from '../../../player/protocol.ts';
import { exampleOf } from '../../../player/protocol.ts';
import type { Drawn } from '../../parts/drawn.ts';
import { numbersOf, numbersOfWhole } from './numberOf.ts';

export interface Example {
  /** z: [K] */
  readonly logits: ArrayLike<number>;
  /** p: [K] */
  readonly probabilities: ArrayLike<number>;
  /** ∂L/∂z: [K] */
  readonly logitGradients: ArrayLike<number>;
  readonly label: number;
}

export const batchSize = (trace: StepTrace): number => trace.batchIds.length;

export const labelOf = (trace: StepTrace, item: number): number =>
  trace.tensors.get(trace.targets)?.values[item] ?? Number.NaN;

/** The looked-at example at the loss; null where the step did not keep it. */
export function exampleAtLoss(trace: StepTrace): Example | null {
  const loss = trace.ops.at(-1);
  const read = (id: number | null | undefined): ArrayLike<number> | null => {
    const tensor = id === null || id === undefined ? undefined : trace.tensors.get(id);
    return tensor === undefined ? null : exampleOf(tensor, trace.item);
  };
  const logits = read(loss?.inputs[0]);
  const probabilities = read(trace.observed['probabilities']);
  const logitGradients = read(loss?.backward?.gradInputs[0]);
  if (logits === null || probabilities === null || logitGradients === null) return null;
  return { logits, probabilities, logitGradients, label: labelOf(trace, trace.item) };
}

/** What the network gives to the right class of one example; null where the batch was not kept whole. */
export function probabilityOfLabel(trace: StepTrace, item: number): number | null {
  const tensor = trace.tensors.get(trace.observed['probabilities'] ?? Number.NaN);
  const row = tensor === undefined ? null : exampleOf(tensor, item);
  return row?.[labelOf(trace, item)] ?? null;
}

/** The loss and the labels of these examples, with the chance that each label was given. */
export function drawnChances(trace: StepTrace, items: readonly number[], ofLabel: boolean): readonly Drawn[] {
  const chances = trace.tensors.get(trace.observed['probabilities'] ?? Number.NaN);
  const labels = trace.tensors.get(trace.targets);
  if (chances === undefined || labels === undefined) return [];
  const classes = ofLabel ? chances.values.length / trace.batchIds.length : 1;
  const given = items.map((item) => item * classes + (ofLabel ? labelOf(trace, item) : 0));
  return [
    { id: 'loss', value: trace.loss },
    ...numbersOfWhole('batch targets', labels, items),
    ...numbersOfWhole('observed probabilities', chances, given),
  ];
}

/** All that `exampleAtLoss` gives but the label. */
export function drawnAtLoss(trace: StepTrace): readonly Drawn[] {
  const loss = trace.ops.at(-1);
  const chances = trace.tensors.get(trace.observed['probabilities'] ?? Number.NaN);
  const example = exampleAtLoss(trace);
  if (loss === undefined || chances === undefined || example === null) return [];
  const places = Array.from(example.probabilities, (_, k) => k);
  const first = chances.item === null ? trace.item * places.length : 0;
  return [
    ...numbersOf(trace, loss.label, { kind: 'input', place: 0 }, places),
    ...numbersOf(trace, loss.label, { kind: 'gradInput', place: 0 }, places),
    ...places.map((k) => ({ id: `observed probabilities[${trace.item},${k}]`, value: chances.values[first + k]! })),
  ];
}
