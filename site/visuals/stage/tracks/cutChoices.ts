/**
 * What may be cut in a network, or left out or held in a training, told from a recorded step: layers behind which no gradient passes, heads
 * that look at everything alike, parameters that stay as they are, the example looked at, the number that is selected. Pure: it reads paths
 * and names, and makes edits of a fork.
 */
import type { Selection } from '../../../player/Player.ts';
import type { StepTrace } from '../../../player/protocol.ts';
import type { Edit } from '../../../player/TrackSpec.ts';
import { attentionPaths } from '../../parts/cells/loom.ts';
import { isParameter, opOf } from '../../parts/cells/shownTensor.ts';

export type CutKind = 'detach' | 'ablate' | 'freeze' | 'set' | 'skip' | 'examineByBatch';
export type CutChoice = Extract<Edit, { kind: CutKind }>;

/** Ops whose layer remembers statistics of batches. */
const NORMS = ['batchNorm'];

export function cutChoices(trace: StepTrace, selection: Selection | null): readonly CutChoice[] {
  return [
    ...layersOf(trace).map((layer): CutChoice => ({ kind: 'detach', layer })),
    ...headsOf(trace).map(([layer, head]): CutChoice => ({ kind: 'ablate', layer, head })),
    ...parametersOf(trace).map((parameter): CutChoice => ({ kind: 'freeze', parameter, index: null })),
    ...selectedNumber(trace, selection),
    ...exampleShown(trace),
    ...(trace.ops.some(({ name }) => NORMS.includes(name)) ? [{ kind: 'examineByBatch' } as const] : []),
  ];
}

const parametersOf = ({ updates }: StepTrace): readonly string[] => [...new Set(updates.map(({ label }) => label))];

/**
 * Parts with parameters of their own that the step went through, and parts of which they are parts. A list of layers is no layer: there ops go
 * by the same numbers as parameters do, and in a row of layers by the layers' kinds.
 */
function layersOf(trace: StepTrace): readonly string[] {
  const found = new Set<string>();
  const ran = (layer: string): boolean =>
    trace.ops.some(({ label }) => label === layer || label.startsWith(`${layer}.`));
  for (const name of parametersOf(trace)) {
    const words = name.split('.');
    for (let count = 1; count < words.length; count++)
      if (!/^\d+$/.test(words[count]!) || !ran(words.slice(0, count + 1).join('.')))
        found.add(words.slice(0, count).join('.'));
  }
  return [...found].filter(ran).sort();
}

function headsOf(trace: StepTrace): readonly (readonly [layer: string, head: number])[] {
  return attentionPaths(trace).flatMap((layer) => {
    const op = opOf(trace, `${layer}.weights`);
    const heads = op === null ? 0 : (shapeOf(trace, op.output)?.[1] ?? 0);
    return Array.from({ length: heads }, (_, head) => [layer, head] as const);
  });
}

/** Of a recorded step that was too large the shape is known all the same. */
const shapeOf = (trace: StepTrace, id: number): readonly number[] | undefined =>
  trace.tensors.get(id)?.shape ?? trace.shapes?.[id];

/** What if the selected weight were 0? */
function selectedNumber(trace: StepTrace, selection: Selection | null): readonly CutChoice[] {
  if (selection === null || selection.index === null || !('place' in selection.tensor)) return [];
  const op = opOf(trace, selection.op);
  const { place } = selection.tensor;
  if (op === null || !isParameter(trace, op, place)) return [];
  const tensor = trace.tensors.get(op.inputs[place] ?? Number.NaN);
  if (tensor === undefined || tensor.shape.length !== selection.index.length) return [];
  return [{ kind: 'set', parameter: tensor.label, index: selection.index, value: 0 }];
}

/** A batch of one has nothing to leave out. */
function exampleShown({ batchIds, item }: StepTrace): readonly CutChoice[] {
  const example = batchIds[item];
  return example === undefined || batchIds.length < 2 ? [] : [{ kind: 'skip', example }];
}
