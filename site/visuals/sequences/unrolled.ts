/**
 * A recurrent layer unrolled: for each time step what it holds and what gradient comes back to it, found in the trace by path
 * (`recurrent.l0.t3.hidden`). Sizes are Euclidean norms of recorded numbers. Pure: it draws nothing.
 */
import { normOf } from '../../player/normOf.ts';
import type { OpTrace, StepTrace } from '../../player/protocol.ts';
import { ofExample } from '../parts/cells/shownTensor.ts';

export interface TimeStep {
  readonly t: number;
  /** Path of the op that makes the state. */
  readonly op: string;
  /** [H] of the example looked at; null where it was not kept. */
  readonly hidden: ArrayLike<number> | null;
  /** The LSTM's memory; null in other cells. */
  readonly memory: ArrayLike<number> | null;
  /** What each gate was, by its term in the equation: f, i, g, o of an LSTM, r, z, n of a GRU. Empty in a plain cell. */
  readonly gates: Readonly<Record<string, ArrayLike<number> | null>>;
  /** |∂L/∂hₜ| and |∂L/∂cₜ|: of the whole batch where the run tells them, else of the example looked at. */
  readonly hiddenGradient: number | null;
  readonly memoryGradient: number | null;
  /**
   * How long the gradient is that this step sends back to the state before, over that which reached its own state: below 1 it shrinks. null
   * at the first step, and where it was not kept.
   */
  readonly factor: number | null;
  /** Of the plain cell that factor in two, for the example looked at: what the slopes of tanh leave, and what the weights make of it. */
  readonly slopes: number | null;
  readonly weights: number | null;
}

export interface Unrolled {
  /** `recurrent.l0` */
  readonly layer: string;
  readonly steps: readonly TimeStep[];
  /** Are the gradients those of the whole batch? */
  readonly ofBatch: boolean;
}

/** The paths of gates behind a time step, by their terms. */
const GATES = {
  lstm: { i: 'input', f: 'forget', g: 'candidate', o: 'output' },
  gru: { r: 'reset', z: 'update', n: 'candidate' },
} as const;

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
        gates: gatesOf(trace, byPath, layer, t),
        hiddenGradient: hiddens?.[t] ?? gradientOf(trace, op),
        memoryGradient: cell === null ? null : (memories?.[t] ?? gradientOf(trace, cell)),
        factor:
          t === 0
            ? null
            : hiddens === undefined
              ? sentBack(trace, byPath, layer, t)
              : ratio(hiddens[t - 1], hiddens[t]),
        ...partsOf(trace, byPath, layer, t),
      };
    });
  return { layer, steps: steps.sort((a, b) => a.t - b.t), ofBatch: hiddens !== undefined };
}

function gatesOf(trace: StepTrace, byPath: ByPath, layer: string, t: number): TimeStep['gates'] {
  const parts = byPath.has(`${layer}.t${t}.cell`) ? GATES.lstm : byPath.has(`${layer}.t${t}.update`) ? GATES.gru : {};
  return Object.fromEntries(
    Object.entries(parts).map(([term, part]) => {
      const op = byPath.get(`${layer}.t${t}.${part}`);
      return [term, op === undefined ? null : valuesOf(trace, op.output)];
    }),
  );
}

function valuesOf(trace: StepTrace, id: number): ArrayLike<number> | null {
  const tensor = trace.tensors.get(id);
  return tensor === undefined ? null : (ofExample(tensor, trace.item, trace.batchIds.length)?.values ?? null);
}

function gradientOf(trace: StepTrace, op: OpTrace): number | null {
  const values = op.backward === null ? null : valuesOf(trace, op.backward.gradOutput);
  return values === null ? null : normOf(values);
}

const ratio = (short: number | null | undefined, long: number | null | undefined): number | null =>
  short == null || long == null || !(long > 0) ? null : short / long;

/** What a plain cell may bend its sum with. */
const PLAIN: readonly string[] = ['tanh', 'relu'];

type ByPath = ReadonlyMap<string, OpTrace>;

/** Length of the gradient that an op gives to its first input, of the example looked at. */
function givenBack(trace: StepTrace, op: OpTrace | undefined): number | null {
  const id = op?.backward?.gradInputs[0];
  const values = id === undefined || id === null ? null : valuesOf(trace, id);
  return values === null ? null : normOf(values);
}

/**
 * The step's own factor. The plain cell and the LSTM reach the state before through one product; a GRU in three ways, whose sum is the
 * gradient of the state before where no loss adds to it.
 */
function sentBack(trace: StepTrace, byPath: ByPath, layer: string, t: number): number | null {
  const hidden = byPath.get(`${layer}.t${t}.hidden`);
  const arrived = hidden === undefined ? null : gradientOf(trace, hidden);
  const isGru = !byPath.has(`${layer}.t${t}.cell`) && !PLAIN.includes(hidden?.name ?? '');
  if (!isGru) return ratio(givenBack(trace, byPath.get(`${layer}.t${t}.fromHidden`)), arrived);
  const before = byPath.get(`${layer}.t${t - 1}.hidden`);
  return ratio(before === undefined ? null : gradientOf(trace, before), arrived);
}

/** Only where the state is a tanh of a sum, as in the plain cell. */
function partsOf(trace: StepTrace, byPath: ByPath, layer: string, t: number): Pick<TimeStep, 'slopes' | 'weights'> {
  const hidden = byPath.get(`${layer}.t${t}.hidden`);
  if (t === 0 || hidden?.name !== 'tanh') return { slopes: null, weights: null };
  const behind = givenBack(trace, hidden);
  return {
    slopes: ratio(behind, gradientOf(trace, hidden)),
    weights: ratio(givenBack(trace, byPath.get(`${layer}.t${t}.fromHidden`)), behind),
  };
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
