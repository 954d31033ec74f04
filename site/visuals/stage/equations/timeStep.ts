/** Which time step of a recurrent layer the equations of lesson 19 are about, and the numbers of one example there, found by path. */
import type { StepTrace } from '../../../player/protocol.ts';
import { opOf, type Part, shownPart } from '../../parts/cells/shownTensor.ts';
import type { StepView } from './LinkedEquationSource.ts';

/** Where figures stand at no time step. */
const USUAL = 3;
const STATE = /^(.*)\.t(\d+)\.hidden$/;

export interface TimePlace {
  /** `recurrent.l0` */
  readonly layer: string;
  readonly t: number;
}

/** The time step that the figures stand at, but none before `first`; null where the step has no recurrent layer, or none that long. */
export function timePlace({ trace, op = '' }: StepView, first = 0): TimePlace | null {
  const states = trace.ops.flatMap(({ label }) => {
    const [, layer, t] = STATE.exec(label) ?? [];
    return layer === undefined ? [] : [{ layer, t: Number(t) }];
  });
  const layer = states[0]?.layer;
  if (layer === undefined) return null;
  const last = Math.max(...states.flatMap((state) => (state.layer === layer ? [state.t] : [])));
  if (last < first) return null;
  const asked = op.startsWith(`${layer}.t`) ? Number.parseInt(op.slice(layer.length + 2), 10) : Math.min(USUAL, last);
  return { layer, t: Math.min(Math.max(asked, first), last) };
}

/** Of one example: the output of the op at a path, or another part of it; null where it was not kept. */
export function numbersAt(trace: StepTrace, path: string, part: Part = { kind: 'output' }): ArrayLike<number> | null {
  const op = opOf(trace, path);
  return op === null ? null : (shownPart(trace, op, part)?.values ?? null);
}

/** The first three, and the last, of a sum of `count` terms. */
export const spoken = (count: number): readonly number[] =>
  count <= 4 ? Array.from({ length: count }, (_, i) => i) : [0, 1, 2, count - 1];
