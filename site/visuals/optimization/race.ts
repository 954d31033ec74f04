/**
 * What a learning rule does to the parameters in one step: the step Δθ, and the summands it is made of, seen along its own direction. Of a
 * surface of two parameters also where the ball lies. Pure: sums of recorded numbers, and nothing of its own. θ = (a, b) on the surface.
 */
import type { StepMetrics, StepTrace, UpdateTrace } from '../../player/protocol.ts';
import type { Surface } from '../parts/cells/descent.ts';
import type { Place } from './planeAxes.ts';

/** The rectangle of places that `surface` is a picture of (framework/runs/valley.ts, VALLEY_GRID); a test holds it to the run. */
export const VALLEY = { a: [-5, 5], b: [-2, 2] } as const;

export interface LanePart {
  /** `gradient`, `memory`, `decay` as the optimizer says; `whole` where its rule is not taken apart. */
  readonly name: string;
  /** Signed length along Δθ: the parts of a lane add up to its |Δθ|. */
  readonly along: number;
}

export interface Lane {
  /** Class of the optimizer, `Adam`, and how much of its velocity stays: 0 where it has none. */
  readonly optimizer: string;
  readonly momentum: number;
  readonly lr: number;
  /** |∂L/∂θ| and |Δθ|. */
  readonly gradient: number;
  readonly change: number;
  readonly parts: readonly LanePart[];
  /** How many times −η ∂L/∂θ the part `gradient` is, along Δθ: what dividing by recent slopes has made of it. null: it cannot be said. */
  readonly scale: number | null;
  /** Degrees between Δθ and −∂L/∂θ. */
  readonly angle: number;
}

/** What can be looked at: null stands for all parameters as one vector. */
export const scopesOf = (trace: StepTrace): readonly (string | null)[] => [
  null,
  ...trace.updates.map(({ label }) => label),
];

type Numbers = ArrayLike<number>;

interface Taken {
  readonly before: Numbers;
  readonly after: Numbers;
  readonly gradient: Numbers;
  readonly parts: ReadonlyMap<string, Numbers>;
}

/** null: this step does not hold the numbers of the parameters that are asked for. */
export function laneOf(trace: StepTrace, scope: string | null): Lane | null {
  const updates = trace.updates.filter(({ label }) => scope === null || label === scope);
  const taken = updates.map((update) => takenOf(trace, update));
  if (taken.length === 0 || taken.some((entry) => entry === null)) return null;
  const all = taken as Taken[];
  const change = Math.sqrt(sum(all, ({ before, after }, i) => (after[i]! - before[i]!) ** 2));
  const gradient = Math.sqrt(sum(all, (entry, i) => entry.gradient[i]! ** 2));
  /** The signed length of a vector along Δθ. */
  const along = (numbers: (entry: Taken) => Numbers): number =>
    change === 0 ? 0 : sum(all, (entry, i) => numbers(entry)[i]! * (entry.after[i]! - entry.before[i]!)) / change;
  const names = [...all[0]!.parts.keys()];
  const parts = names.map((name): LanePart => ({ name, along: along((entry) => entry.parts.get(name)!) }));
  const downhill = -along((entry) => entry.gradient);
  const own = parts.find(({ name }) => name === 'gradient')?.along;
  return {
    optimizer: updates[0]!.optimizer,
    momentum: Number(updates[0]!.settings['momentum'] ?? 0),
    lr: trace.lr,
    gradient,
    change,
    parts: parts.length === 0 ? [{ name: 'whole', along: change }] : parts,
    scale: own === undefined || downhill === 0 ? null : own / (trace.lr * downhill),
    angle: (Math.acos(Math.max(-1, Math.min(1, downhill / gradient))) * 180) / Math.PI,
  };
}

function sum(all: readonly Taken[], term: (entry: Taken, i: number) => number): number {
  let total = 0;
  for (const entry of all) for (let i = 0; i < entry.before.length; i++) total += term(entry, i);
  return total;
}

function takenOf(trace: StepTrace, update: UpdateTrace): Taken | null {
  const numbers = (id: number): Numbers | undefined => trace.tensors.get(id)?.values;
  const [before, after, gradient] = [numbers(update.before), numbers(update.after), numbers(update.gradient)];
  const parts = update.parts.map(({ name, tensor }) => [name, numbers(tensor)] as const);
  if (before === undefined || after === undefined || gradient === undefined) return null;
  if (parts.some(([, values]) => values === undefined)) return null;
  return { before, after, gradient, parts: new Map(parts as [string, Numbers][]) };
}

export interface Ball {
  readonly at: Place;
  readonly after: Place;
  /** From `at` to `after`, a part of the step at a time; only the two where the rule is not taken apart. */
  readonly chain: readonly { readonly part: string; readonly to: Place }[];
  readonly surface: Surface | null;
}

/** null: the run has not two parameters a and b alone. */
export function ballOf(trace: StepTrace): Ball | null {
  const [a, b] = ['a', 'b'].map((label) => trace.updates.find((update) => update.label === label));
  if (trace.updates.length !== 2 || a === undefined || b === undefined) return null;
  const [across, up] = [takenOf(trace, a), takenOf(trace, b)];
  if (across?.before.length !== 1 || up?.before.length !== 1) return null;
  const after: Place = [across.after[0]!, up.after[0]!];
  let [x, y] = [across.before[0]!, up.before[0]!];
  const chain = [...across.parts].map(([part, values]) => {
    x += values[0]!;
    y += up.parts.get(part)?.[0] ?? 0;
    return { part, to: [x, y] as Place };
  });
  const values = trace.tensors.get(trace.observed['surface'] ?? Number.NaN)?.values;
  return {
    at: [across.before[0]!, up.before[0]!],
    after,
    chain: chain.length === 0 ? [{ part: 'whole', to: after }] : chain,
    surface: values === undefined ? null : { values, size: Math.round(Math.sqrt(values.length)) },
  };
}

/** Where the ball lay before each step up to `step`, from what the steps said of themselves. */
export const rolled = (metrics: readonly StepMetrics[], step: number): readonly Place[] =>
  metrics.flatMap((entry): Place[] => {
    const { a, b } = entry.metrics;
    return entry.step > step || a === undefined || b === undefined ? [] : [[a, b]];
  });
