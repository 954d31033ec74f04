/**
 * The rows of the feature-map picture: for each op with planes its filters and its maps, then the logits. Built from the
 * trace's ops, so that another network needs no other picture; flatten is left out, because its numbers are the row before.
 */
import type { StepTrace } from '../../player/protocol.ts';
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

export function mapStages(trace: StepTrace): MapStage[] {
  const stages: MapStage[] = [];
  let group = '';
  for (const op of trace.ops) {
    const shapeOf = (id: number | undefined): readonly number[] =>
      id === undefined ? [] : (trace.tensors.get(id)?.shape ?? []);
    const filters = shapeOf(op.inputs[1]);
    const maps = shapeOf(op.output);
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
  const logits = trace.ops.find((op) => op.output === trace.ops.at(-1)?.inputs[0]);
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
