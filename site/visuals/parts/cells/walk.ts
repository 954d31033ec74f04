/**
 * The walk through one training step: forwards through every op, backwards through every op a gradient passed, then the update
 * of those with parameters. In a long step it passes by ops that only lay out numbers. Pure: a stop is a phase and an op; keys and
 * buttons move between stops.
 */
import type { Phase } from '../../../player/PlayerState.ts';
import type { OpTrace, StepTrace } from '../../../player/protocol.ts';
import { type Fold, foldOps, LONGEST_CHAIN } from './folds.ts';

export type { Phase };

export interface Stop {
  readonly phase: Phase;
  readonly op: string;
}

export const phases: readonly Phase[] = ['forward', 'backward', 'update'];

/** Parameters of an op: its weight and bias, by the places they are taken at. */
export const parameterPlaces = (trace: StepTrace, op: OpTrace): number[] => {
  const updated = new Set(trace.updates.map(({ label }) => label));
  return op.inputs.flatMap((id, place) => (updated.has(trace.tensors.get(id)?.label ?? '') ? [place] : []));
};

/** The ops that are walked: all of a short step; of a long one those that compute. */
export const walkedOps = ({ ops }: StepTrace): readonly OpTrace[] =>
  ops.length <= LONGEST_CHAIN ? ops : ops.filter(({ isView }) => !isView);

/** Ops of a phase, in the order the phase visits them. Each parameter is updated once, at the first op that uses it. */
export function opsOf(trace: StepTrace, phase: Phase): OpTrace[] {
  const ops = walkedOps(trace);
  if (phase === 'forward') return [...ops];
  if (phase === 'update') return firstUses(trace, ops);
  return ops.filter((op) => op.backward !== null).sort((a, b) => a.backward!.index - b.backward!.index);
}

function firstUses(trace: StepTrace, ops: readonly OpTrace[]): OpTrace[] {
  const seen = new Set<number>();
  return ops.filter((op) => {
    const fresh = parameterPlaces(trace, op)
      .map((place) => op.inputs[place]!)
      .filter((id) => !seen.has(id));
    for (const id of fresh) seen.add(id);
    return fresh.length > 0;
  });
}

/** The walk's ops as the chain shows them, folded where they are many. */
export const foldsOf = (trace: StepTrace): Fold[] => foldOps(walkedOps(trace));

/** The stop in the fold after (by = 1) or before the one stood in; its first op in the direction of the phase. */
export function alongFolds(trace: StepTrace, { phase, op }: Stop, by: 1 | -1): Stop {
  const folds = foldsOf(trace);
  const at = folds.findIndex(({ ops }) => ops.some(({ label }) => label === op));
  const reachable = new Set(opsOf(trace, phase).map(({ label }) => label));
  for (let next = at + by; next >= 0 && next < folds.length; next += by) {
    const inside = folds[next]!.ops.filter(({ label }) => reachable.has(label));
    const entered = by === 1 ? inside[0] : inside.at(-1);
    if (entered !== undefined) return { phase, op: entered.label };
  }
  return { phase, op };
}

/** Every stop of the step, in the order they happened. */
export const walkOf = (trace: StepTrace): Stop[] =>
  phases.flatMap((phase) => opsOf(trace, phase).map(({ label }) => ({ phase, op: label })));

/** The stop `by` further along the walk; the same at its ends. */
export function alongWalk(trace: StepTrace, { phase, op }: Stop, by: number): Stop {
  const walk = walkOf(trace);
  const at = walk.findIndex((stop) => stop.phase === phase && stop.op === op);
  return walk[Math.min(Math.max(at + by, 0), walk.length - 1)] ?? { phase, op };
}

/**
 * The stop to the right (by = 1) or left (by = -1) as the chain is drawn. Past the right end the walk turns round: the last op
 * forwards and the same op backwards are neighbours.
 */
export function alongChain(trace: StepTrace, { phase, op }: Stop, by: 1 | -1): Stop {
  const here = opsOf(trace, phase).sort((a, b) => a.index - b.index);
  const next = here[here.findIndex(({ label }) => label === op) + by];
  if (next !== undefined) return { phase, op: next.label };
  const turned = phase === 'forward' ? 'backward' : 'forward';
  const canTurn = by === 1 && phase !== 'update' && opsOf(trace, turned).some(({ label }) => label === op);
  return canTurn ? { phase: turned, op } : { phase, op };
}

/** The same op in another phase, or the first op that phase has. */
export function inPhase(trace: StepTrace, phase: Phase, op: string): Stop {
  const ops = opsOf(trace, phase);
  return { phase, op: ops.some(({ label }) => label === op) ? op : (ops[0]?.label ?? op) };
}
