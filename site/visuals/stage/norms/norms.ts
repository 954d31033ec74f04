/** How large each parameter's gradient and update are in a step: the lengths that came with the step, named and put side by side. Pure. */
import type { StepTrace, UpdateTrace } from '../../../player/protocol.ts';

export const quantities = ['gradient', 'ratio'] as const;
/** |∂L/∂θ|, or |Δθ|/|θ|. */
export type Quantity = (typeof quantities)[number];

export interface ParameterNorms {
  readonly label: string;
  /** |θ| before the update, |∂L/∂θ|, |Δθ|. */
  readonly before: number;
  readonly gradient: number;
  readonly change: number;
  /** |Δθ|/|θ|: infinite where the parameter was all zeros. */
  readonly ratio: number;
  readonly optimizer: string;
  /** Which update of it this is, from 1. */
  readonly steps: number;
  /** Lengths of the summands of Δθ. They are lengths of vectors, and do not add up to that of their sum. */
  readonly parts: readonly { readonly name: string; readonly norm: number }[];
}

/** Of every parameter that the step updates, in the order of the updates; of one updated several times the last. */
export function normsOf(trace: StepTrace): readonly ParameterNorms[] {
  const last = new Map(trace.updates.map((update) => [update.label, update]));
  return [...last.values()].map(parameterNorms);
}

/** On a slide there is room for so many rows; more of them are the weights alone. */
const ROWS_ON_SLIDE = 14;

/** Those that a slide shows: all, or where they would not fit the weights alone. */
export function shownBeforeRoom(norms: readonly ParameterNorms[]): readonly ParameterNorms[] {
  return norms.length <= ROWS_ON_SLIDE ? norms : norms.filter(({ label }) => !label.endsWith('.bias'));
}

function parameterNorms({ label, optimizer, steps, parts, norms }: UpdateTrace): ParameterNorms {
  const { before, gradient, change } = norms;
  return {
    label,
    before,
    gradient,
    change,
    ratio: change === 0 ? 0 : change / before,
    optimizer,
    steps,
    parts: parts.map(({ name }, i) => ({ name, norm: norms.parts[i]! })),
  };
}

/** The parameter whose quantity is largest; null where there is none. */
export const largestOf = (norms: readonly ParameterNorms[], quantity: Quantity): ParameterNorms | null =>
  norms.reduce<ParameterNorms | null>(
    (best, entry) => (best === null || entry[quantity] > best[quantity] ? entry : best),
    null,
  );
