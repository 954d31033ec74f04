/**
 * The walk through one training step: forwards through every op, backwards through every op a gradient passed, then the update
 * of those with parameters. Pure: a stop is a phase and an op; keys and buttons move between stops.
 */
import type { OpTrace, StepTrace } from '../../player/protocol.ts';

export type Phase = 'forward' | 'backward' | 'update';

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

/** Ops of a phase, in the order the phase visits them. */
export function opsOf(trace: StepTrace, phase: Phase): OpTrace[] {
  if (phase === 'forward') return [...trace.ops];
  if (phase === 'update') return trace.ops.filter((op) => parameterPlaces(trace, op).length > 0);
  return trace.ops.filter((op) => op.backward !== null).sort((a, b) => a.backward!.index - b.backward!.index);
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
