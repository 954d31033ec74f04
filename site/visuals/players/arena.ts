/** The two players' step as points in the plane: what is real, what was generated, and where the generator's loss pulls each. Pure reading. */
import type { StepTrace } from '../../player/protocol.ts';
import { opOf } from '../parts/cells/shownTensor.ts';

/** Labels of what the discriminator computes in the generator's turn begin so. */
const JUDGED = 'generator.discriminator';
/** A cloud is served with a fifth of its fair share of points, as the run counts. */
const LEAST_SHARE = 0.2;

/** How many clouds these shares of points serve. */
export const servedOf = (shares: readonly number[]): number =>
  shares.filter((share) => share >= LEAST_SHARE / shares.length).length;

export interface GeneratedPoint {
  readonly x: number;
  readonly y: number;
  /** ∂L/∂(x, y) of the generator's loss: the point is pulled against it. */
  readonly gradient: readonly [number, number];
  /** The discriminator's logit in the generator's turn. */
  readonly logit: number;
}

export interface Arena {
  readonly real: readonly (readonly [x: number, y: number])[];
  readonly generated: readonly GeneratedPoint[];
  /** Probability of being real, [side, side], row 0 at the top; null where nobody observed it. */
  readonly map: { readonly side: number; readonly values: ArrayLike<number> } | null;
  readonly clouds: readonly (readonly [x: number, y: number])[];
  /** Share of the counted points in each cloud. */
  readonly coverage: readonly number[];
  /** How many clouds get at least a fifth of a fair share. */
  readonly served: number;
  /** The longest gradient. */
  readonly pull: number;
}

/** null where the step has no generator that makes points, or its points were not kept. */
export function arenaOf(trace: StepTrace): Arena | null {
  const made = lastOfGenerator(trace);
  const points = made && trace.tensors.get(made.output);
  const gradients = made?.backward && trace.tensors.get(made.backward.gradOutput);
  if (points?.shape[1] !== 2 || points.item !== null) return null;
  const judged = trace.ops.findLast(({ label, isView }) => label.startsWith(`${JUDGED}.`) && !isView);
  const logits = judged && trace.tensors.get(judged.output);
  const generated = Array.from({ length: points.shape[0]! }, (_, i): GeneratedPoint => {
    const at = (values: ArrayLike<number> | undefined, place: number): number => values?.[place] ?? Number.NaN;
    return {
      x: points.values[2 * i]!,
      y: points.values[2 * i + 1]!,
      gradient: [at(gradients?.values, 2 * i), at(gradients?.values, 2 * i + 1)],
      logit: at(logits?.values, i),
    };
  });
  const sizes = generated.map(({ gradient: [x, y] }) => Math.hypot(x, y)).filter(Number.isFinite);
  const map = observed(trace, 'discriminatorMap');
  const coverage = Array.from((observed(trace, 'coverage')?.values as ArrayLike<number> | undefined) ?? []);
  return {
    real: pairs(trace.tensors.get(trace.inputs)?.values),
    generated,
    map: map === undefined ? null : { side: map.shape[0]!, values: map.values },
    clouds: pairs(observed(trace, 'clouds')?.values),
    coverage,
    served: servedOf(coverage),
    pull: Math.max(0, ...sizes),
  };
}

const observed = (trace: StepTrace, name: string) => trace.tensors.get(trace.observed[name] ?? Number.NaN);

const pairs = (values: ArrayLike<number> | undefined): [number, number][] =>
  Array.from({ length: (values?.length ?? 0) / 2 }, (_, i) => [values![2 * i]!, values![2 * i + 1]!]);

/** What the generator's last layer makes: the last op of its own before the discriminator reads, whatever comes behind (a loss, turned round). */
function lastOfGenerator(trace: StepTrace) {
  const judged = trace.ops.find(({ label }) => label.startsWith(`${JUDGED}.`));
  if (judged === undefined) return null;
  const own = trace.ops.filter(
    ({ label, index, isView }) => index < judged.index && label.startsWith('generator.') && !isView,
  );
  return opOf(trace, own.at(-1)?.label ?? '');
}
