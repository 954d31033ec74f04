/**
 * How an accepted answer takes a part's place in a run. `exercises/<slug>/substitute.ts` has an `Adapter` as its default export: which
 * part, in which runs, and how the framework's call becomes a call of the student's function. It is written once and used for the
 * solution, for wrong answers and for readers alike: a test puts the solution in and must see the losses of the run without it, and
 * then a wrong answer, whose first difference must be found (site/player/answers/answers.test.ts; `npm test -- --only exercise/SLUG`).
 *
 * - `parts` gets what the answer exports and says what stands in whose place, by the names of framework/tensor/substitutes.ts.
 * - Answers work on plain numbers, the framework on tensors: the adapter turns one into the other and nothing else.
 * - Nothing may be kept between steps except in the optimizer's slots: a replay has to come to the same bits. `keptInSlots` does it for
 *   a class with state.
 * - A forward on plain numbers has no derivative: `insteadOf` puts its values in the place of ours and leaves ours the way back.
 *
 * An adapter runs in the sandbox, beside the answer; it imports `#framework` and this file, and types from wherever they are.
 */
import { inScope, type Substitute, type Tensor, tensor } from '#framework';
import type { Loaded } from '../grader/sandbox/values.ts';

/** What stands in whose place; id and reader are added. */
export type Part = Omit<Substitute, 'id' | 'by'>;

export interface Adapter<Answer = Loaded> {
  /** What it takes the place of, as code calls it: `Adam`, `LSTM`, `crossEntropy.backward`. */
  readonly place: string;
  /** The room of the framework that it stands in: `optim`. */
  readonly room: string;
  /** Options under which the part is asked, where a run has such knobs: `{ optimizer: 'adam' }`. */
  readonly needs?: Readonly<Record<string, string>>;
  /** The runs it may stand in. */
  readonly runs: readonly string[];
  /** The track of one of them in which it is proven and shown, with the options under which its part is asked: `spiral-mlp.7(optimizer=adam)`. */
  readonly track: string;
  /** It takes part in no step, but in how a network is explained (site/player/explain): which explanation asks for it. */
  readonly explains?: 'saliency' | 'path' | 'cam' | 'occlusion';
  /** It takes part in no step, but in what the network is examined with (its metrics on the held-out examples). */
  readonly examined?: true;
  /** Nothing in a trace says that it was at work: an order, a shape, a clipping are no ops. */
  readonly isSilent?: boolean;
  /**
   * Wrong answers whose mistake shows in that track, by id, with the first place at which they part from the solution: a pattern of its label;
   * of one that is only `examined`, of the first metric.
   */
  readonly differs: Readonly<Record<string, RegExp>>;
  readonly parts: (answer: Answer) => readonly Part[];
}

/** @example export default defineSubstitute<typeof import('./solution.ts')>({ place: 'Adam', … }) */
export const defineSubstitute = <Answer>(adapter: Adapter<Answer>): Adapter => adapter as unknown as Adapter;

export type Nested = readonly number[] | readonly Nested[];

/** A matrix as rows of numbers. x: [n, k] */
export function rowsOf(x: Tensor): number[][] {
  const [n, k] = x.shape as [number, number];
  const values = x.dataSync();
  return Array.from({ length: n }, (_, i) => Array.from(values.subarray(i * k, (i + 1) * k)));
}

/**
 * Tensor `ours` with the numbers of an answer; the way back is that of ours. What is added is what the answer differs by, so that a right
 * one adds next to nothing, and a figure can show how much.
 *
 * Errors: numbers of another shape.
 */
export function insteadOf(ours: Tensor, answer: Nested, name = 'yours'): Tensor {
  const values = answer.flat(8) as number[];
  const shape: number[] = [];
  for (let inner: unknown = answer; Array.isArray(inner); inner = inner[0]) shape.push(inner.length);
  if (shape.join() !== ours.shape.join() || values.length !== ours.size)
    throw new TypeError(`returned numbers of shape [${shape.join(', ')}] where [${ours.shape.join(', ')}] belongs`);
  const right = ours.dataSync();
  const difference = tensor(
    Float64Array.from(values, (value, i) => value - right[i]!),
    {
      shape: ours.shape,
      dtype: ours.dtype,
    },
  );
  return inScope(name, () => ours.add(difference));
}

/** An optimizer of one array of parameters, as lesson 12 has them: state in its fields, `lr` among them. */
export interface RuleOnArrays {
  lr: number;
  step(theta: number[], grad: number[]): number[];
}

/** What is at work when `Adam.update` or its like is asked for. */
interface OneUpdate {
  readonly parameter: Tensor;
  readonly gradient: Tensor;
  readonly settings: { readonly lr: number };
  readonly steps: number;
  readonly slot: (name: string, initial?: number) => Tensor;
}

type Fields = Record<string, unknown>;

/**
 * An optimizer's update by a class with state. The state goes into slots after every update and comes from them before the next, so that
 * going back in time and forking find it: whatever changes with a step and is a number, or an array of as many as the parameter has.
 *
 * Errors: a class that keeps something where it cannot be put back (`#private`, a closure, an object); a step that returns something else
 * than as many numbers.
 */
export function keptInSlots<Update extends OneUpdate>(
  make: (settings: Update['settings']) => RuleOnArrays,
): (update: Update) => void {
  let state: ReadonlyMap<string, 'number' | 'array'> | null = null;
  return ({ parameter, gradient, settings, steps, slot }) => {
    state ??= stateOf(() => make(settings));
    const rule = make(settings);
    const fields = rule as unknown as Fields;
    if (steps > 1)
      for (const [name, kind] of state) {
        const kept = Array.from(slot(name).dataSync());
        fields[name] = kind === 'number' ? kept[0] : kept;
      }
    rule.lr = settings.lr;
    const next = rule.step(Array.from(parameter.dataSync()), Array.from(gradient.dataSync()));
    if (!Array.isArray(next) || next.length !== parameter.size)
      throw new TypeError(`step returned ${Array.isArray(next) ? next.length : 'no'} numbers for ${parameter.size}`);
    parameter.copyFrom_(next);
    for (const [name, kind] of state) {
      const value = fields[name];
      slot(name).copyFrom_(kind === 'number' ? new Array(parameter.size).fill(value) : Array.from(value as number[]));
    }
  };
}

const trial: readonly (readonly number[])[] = [
  [0.5, -0.25],
  [-1, 2],
  [0.125, 3],
];

/** The fields that a step changes. Two steps, and a third by a copy with the same fields: it must come to the same. */
function stateOf(make: () => RuleOnArrays): ReadonlyMap<string, 'number' | 'array'> {
  const [rule, copy] = [make(), make()];
  const before = { ...(rule as unknown as Fields) };
  for (const gradient of trial.slice(0, 2)) rule.step([1, -1], [...gradient]);
  const state = new Map<string, 'number' | 'array'>();
  for (const [name, value] of Object.entries(rule as unknown as Fields)) {
    const isArray = Array.isArray(value) || ArrayBuffer.isView(value);
    if (!isArray && Object.is(value, before[name])) continue;
    (copy as unknown as Fields)[name] = isArray ? Array.from(value as number[]) : value;
    state.set(name, isArray ? 'array' : 'number');
  }
  const next = (one: RuleOnArrays): string => {
    try {
      return String(one.step([1, -1], [...trial[2]!]));
    } catch (error) {
      return String(error);
    }
  };
  const [wanted, came] = [next(rule), next(copy)];
  if (wanted !== came)
    throw new TypeError(
      'it keeps its state where it cannot be put back: keep it in ordinary fields, numbers and arrays of numbers',
    );
  return state;
}
