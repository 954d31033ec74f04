/**
 * The rows of the feature-map picture: for each op with planes its filters and its maps, then the logits. Built from the
 * trace's ops, so that another network needs no other picture; flatten is left out, because its numbers are the row before.
 */
import type { StepTrace } from '../../../player/protocol.ts';
import { opOf, type Part, type ShownTensor, shownPart } from './shownTensor.ts';

export interface MapStage {
  readonly op: string;
  readonly role: 'filters' | 'maps' | 'logits';
  /** Drawn in values mode, and in gradients mode (null: nobody asks for that gradient). */
  readonly value: Part;
  readonly gradient: Part;
  /** Sizes without the batch axis: filters [O, C, KH, KW], maps [C, H, W], logits [K]. */
  readonly shape: readonly number[];
  /** Stages of one group share their scale in values mode: a map, and what ReLU and pooling leave of it. */
  readonly group: string;
}

const output: Part = { kind: 'output' };
const gradOutput: Part = { kind: 'gradOutput' };
const weight: Part = { kind: 'input', place: 1 };
const gradWeight: Part = { kind: 'gradInput', place: 1 };

/** Of two players' step, what the generator makes and the discriminator sees of it; of any other, all of it. */
const shownOps = ({ ops, passes }: StepTrace): StepTrace['ops'] => {
  const last = passes.length > 1 ? passes.at(-1)!.name : null;
  // The walk back begins at the loss; ops after it only measure.
  const loss = passes.at(-1)?.backward[0] ?? ops.length;
  return ops.filter(({ index, isView, pass }) => index <= loss && !isView && (last === null || pass === last));
};

/** Whether the planes are strips: one row of many cells, of a convolution along a sequence. */
export const isStrip = ({ role, shape }: MapStage): boolean => role === 'maps' && shape[1] === 1 && shape[2]! > 4;

export function mapStages(trace: StepTrace): MapStage[] {
  const stages: MapStage[] = [];
  let group = '';
  for (const op of shownOps(trace)) {
    const shapeOf = (id: number | undefined): readonly number[] =>
      id === undefined ? [] : (trace.tensors.get(id)?.shape ?? []);
    const weights = op.name.startsWith('conv') ? shapeOf(op.inputs[1]) : [];
    // Along a sequence a filter is one plane, a row a channel, and a map one row.
    const filters = weights.length === 3 ? [weights[0]!, 1, ...weights.slice(1)] : weights;
    const made = shapeOf(op.output);
    const maps = made.length === 3 ? [made[0]!, made[1]!, 1, made[2]!] : made;
    if (filters.length === 4) {
      group = op.label;
      stages.push({
        op: op.label,
        role: 'filters',
        value: weight,
        gradient: gradWeight,
        shape: filters,
        group: `${op.label}.weight`,
      });
    }
    if (maps.length === 4)
      stages.push({ op: op.label, role: 'maps', value: output, gradient: gradOutput, shape: maps.slice(1), group });
  }
  const loss = trace.ops[trace.passes.at(-1)?.backward[0] ?? -1];
  const logits = trace.ops.find((op) => op.output === loss?.inputs[0]);
  const classes = logits === undefined ? [] : (trace.tensors.get(logits.output)?.shape ?? []);
  if (logits !== undefined && classes.length === 2) {
    stages.push({
      op: logits.label,
      role: 'logits',
      value: output,
      gradient: gradOutput,
      shape: classes.slice(1),
      group: logits.label,
    });
  }
  return stages;
}

export const stageTensor = (trace: StepTrace, stage: MapStage, gradients: boolean): ShownTensor | null => {
  const op = opOf(trace, stage.op);
  return op === null ? null : shownPart(trace, op, gradients ? stage.gradient : stage.value);
};
