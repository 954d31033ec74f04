/**
 * Where one network hands over to another in a step of several players: the ops that read what a network other than their own made. Forwards the
 * numbers cross there, and on the way back the gradient. What was detached is nobody's any more, so nothing crosses. Reads the trace only.
 */
import type { OpTrace, StepTrace } from '../../../player/protocol.ts';

export interface Border {
  /** Whose numbers they are: `generator`. */
  readonly from: string;
  /** Who reads them: `discriminator`. */
  readonly to: string;
  /** Does a gradient come back over it? */
  readonly isCrossed: boolean;
}

/** By the place of the op behind the border. Empty where a step has one network. */
export function bordersOf(trace: StepTrace): ReadonlyMap<number, Border> {
  const players = new Set(trace.passes.map(({ name }) => name.split('.')[0]!).filter((name) => name !== ''));
  const borders = new Map<number, Border>();
  if (players.size < 2) return borders;
  const maker = new Map(trace.ops.map((op) => [op.output, op] as const));
  const ownerOf = ownersIn(trace, players);
  for (const op of trace.ops)
    for (const [place, id] of op.inputs.entries()) {
      const before = maker.get(id);
      const [from, to] = [before === undefined ? '' : ownerOf(before), ownerOf(op)];
      if (before === undefined || from === to) continue;
      borders.set(op.index, { from, to, isCrossed: op.backward?.gradInputs[place] != null });
    }
  return borders;
}

/** Whose op it is: of the player its path names, or of its pass; an op that stands alone, such as a loss, is of whoever made what it reads. */
function ownersIn({ ops }: StepTrace, players: ReadonlySet<string>): (op: OpTrace) => string {
  const maker = new Map(ops.map((op) => [op.output, op] as const));
  const owners = new Map<number, string>();
  return function ownerOf(op: OpTrace): string {
    const known = owners.get(op.index);
    if (known !== undefined) return known;
    const path = op.label.slice(op.pass.length + 1).split('.');
    const before = path.length === 1 && path[0] === op.name ? maker.get(op.inputs[0]!) : undefined;
    const named = path.find((part) => players.has(part)) ?? op.pass.split('.')[0]!;
    const owner = before === undefined ? named : ownerOf(before);
    owners.set(op.index, owner);
    return owner;
  };
}
