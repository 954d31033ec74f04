/** Which of the four inputs the columns of `plane-regression` are, by its knob `inputs`, and what each of them is worth. */
import type { TrackSpec } from '../../../player/TrackSpec.ts';
import { optionsNow } from '../../../player/TrackSpec.ts';

const columns: Readonly<Record<string, readonly number[]>> = {
  all: [1, 2, 3, 4],
  'without-first': [2, 3, 4],
  'first-twice': [1, 2, 3, 1],
};

export interface Parameter {
  /** θ₂; of a copy θ₁′. */
  readonly name: string;
  /** null: this input stands there twice, and only the sum of both weights has a truth. */
  readonly truth: number | null;
}

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

/** The bias first. `truth`: bias and weights of all four inputs. */
export function parametersOf(spec: TrackSpec | undefined, truth: readonly number[]): readonly Parameter[] {
  const shown = columns[spec === undefined ? 'all' : (optionsNow(spec)['inputs'] ?? 'all')] ?? columns['all']!;
  const isTwice = (input: number): boolean => shown.filter((other) => other === input).length > 1;
  return [0, ...shown].map((input, p, all) => ({
    name: `θ${SUBSCRIPTS[input]}${all.indexOf(input) < p ? '′' : ''}`,
    truth: isTwice(input) ? null : truth[input]!,
  }));
}
