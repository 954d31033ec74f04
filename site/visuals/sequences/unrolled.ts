/**
 * A recurrent layer unrolled: for each time step what it holds and what gradient comes back to it, found in the trace by path
 * (`recurrent.l0.t3.hidden`). Sizes are Euclidean norms of recorded numbers. Pure: it draws nothing.
 */
import { normOf } from '../../player/normOf.ts';
import type { OpTrace, StepTrace } from '../../player/protocol.ts';
import { ofExample } from '../step/shownTensor.ts';

export interface TimeStep {
  readonly t: number;
  /** Path of the op that makes the state. */
  readonly op: string;
  /** [H] of the example looked at; null where it was not kept. */
  readonly hidden: ArrayLike<number> | null;
  /** The LSTM's memory; null in other cells. */
  readonly memory: ArrayLike<number> | null;
  /** |∂L/∂hₜ| and |∂L/∂cₜ|: of the whole batch where the run tells them, else of the example looked at. */
  readonly hiddenGradient: number | null;
  readonly memoryGradient: number | null;
}

export interface Unrolled {
  /** `recurrent.l0` */
  readonly layer: string;
  readonly steps: readonly TimeStep[];
  /** Are the gradients those of the whole batch? */
  readonly ofBatch: boolean;
}

const STATE = /^(.*)\.t(\d+)\.hidden$/;

/** The first recurrent layer of a step; null where there is none. */
export function unrolled(trace: StepTrace): Unrolled | null {
  const states = trace.ops.flatMap((op) => {
    const [, layer, t] = STATE.exec(op.label) ?? [];
    return layer === undefined ? [] : [{ layer, t: Number(t), op }];
  });
  const layer = states[0]?.layer;
  if (layer === undefined) return null;
  const told = (name: string): ArrayLike<number> | undefined =>
    trace.tensors.get(trace.observed[name] ?? Number.NaN)?.values;
  const [hiddens, memories] = [told('hiddenGradients'), told('memoryGradients')];
  const byPath = new Map(trace.ops.map((op) => [op.label, op]));
  const steps = states
    .filter((state) => state.layer === layer)
    .map(({ t, op }): TimeStep => {
      const cell = byPath.get(`${layer}.t${t}.cell`) ?? null;
      return {
        t,
        op: op.label,
        hidden: valuesOf(trace, op.output),
        memory: cell === null ? null : valuesOf(trace, cell.output),
        hiddenGradient: hiddens?.[t] ?? gradientOf(trace, op),
        memoryGradient: cell === null ? null : (memories?.[t] ?? gradientOf(trace, cell)),
      };
    });
  return { layer, steps: steps.sort((a, b) => a.t - b.t), ofBatch: hiddens !== undefined };
}

function valuesOf(trace: StepTrace, id: number): ArrayLike<number> | null {
  const tensor = trace.tensors.get(id);
  return tensor === undefined ? null : (ofExample(tensor, trace.item, trace.batchIds.length)?.values ?? null);
}

function gradientOf(trace: StepTrace, op: OpTrace): number | null {
  const values = op.backward === null ? null : valuesOf(trace, op.backward.gradOutput);
  return values === null ? null : normOf(values);
}

/** The first step whose gradient was kept and is above zero, and the last: between them the gradient travels. */
export function reachOf(steps: readonly TimeStep[]): { readonly first: TimeStep; readonly last: TimeStep } | null {
  const reached = steps.filter(({ hiddenGradient }) => hiddenGradient !== null && hiddenGradient > 0);
  const [first, last] = [reached[0], reached.at(-1)];
  return first === undefined || last === undefined || first === last ? null : { first, last };
}

/** How many steps back from the last the gradient is first below this share of what it was there; null where it never is. */
export function reachAbove(steps: readonly TimeStep[], share: number): number | null {
  const last = steps.at(-1)?.hiddenGradient ?? null;
  if (last === null || !(last > 0)) return null;
  for (let back = 1; back < steps.length; back++) {
    const size = steps[steps.length - 1 - back]!.hiddenGradient;
    if (size === null) return null;
    if (size < share * last) return back;
  }
  return null;
}
