/**
 * Two mistakes at once. Mistakes of different lines compose: what each does to a number is a factor (a missing mean and a
 * flipped sign), a difference, or a number that stands in place of the other's. An answer that is exactly what two listed
 * mistakes give together is told so; every case of the failing part must agree.
 */
import { agrees, type Tolerance } from './compare.ts';

/** The numbers of one case: the answer's, the right ones, and those of every listed mistake (null where not comparable). */
export interface Mixture {
  readonly got: readonly number[];
  readonly want: readonly number[];
  readonly wrong: Readonly<Record<string, readonly number[] | null>>;
}

export interface Composition {
  readonly first: string;
  readonly second: string;
}

/** What two mistakes make of a number in which both show; the same everywhere. */
type Together = (a: number, b: number, want: number) => number;
const together: readonly Together[] = [
  (a, b, want) => (a * b) / want, // both factors
  (a, b, want) => a + b - want, // both differences
  (a) => a, // one of them hides the other
  (_, b) => b,
];

/** Where only one of the two shows, its number. */
function composed(a: number, b: number, want: number, both: Together, tolerance: Tolerance): number {
  if (agrees(a, want, tolerance)) return b;
  return agrees(b, want, tolerance) ? a : both(a, b, want);
}

/** Fewer numbers than this could agree by chance. */
const ENOUGH_NUMBERS = 4;

function explains(mixture: Mixture, { first, second }: Composition, both: Together, tolerance: Tolerance): boolean {
  const [a, b] = [mixture.wrong[first], mixture.wrong[second]];
  if (!a || !b || a.length !== mixture.got.length || b.length !== mixture.got.length) return false;
  return mixture.got.every((got, i) =>
    agrees(got, composed(a[i]!, b[i]!, mixture.want[i]!, both, tolerance), tolerance),
  );
}

const differs = (a: readonly number[] | null | undefined, b: readonly number[], tolerance: Tolerance): boolean =>
  a?.some((value, i) => !agrees(value, b[i]!, tolerance)) ?? false;

/** Whether a mistake shows at all in these cases: one that does not could be added to any other. */
const shows = (mixtures: readonly Mixture[], id: string, tolerance: Tolerance): boolean =>
  mixtures.some(({ want, wrong }) => differs(wrong[id], want, tolerance));

/** The first two listed mistakes that together give exactly these answers, or null. */
export function composedOf(
  mixtures: readonly Mixture[],
  ids: readonly string[],
  tolerance: Tolerance,
): Composition | null {
  const numbers = mixtures.reduce((total, { got }) => total + got.length, 0);
  if (numbers < ENOUGH_NUMBERS) return null;
  // Right numbers in a wrong shape or type are no mixture of mistakes.
  if (!mixtures.some(({ got, want }) => differs(got, want, tolerance))) return null;
  const visible = ids.filter((id) => shows(mixtures, id, tolerance));
  for (const [i, first] of visible.entries())
    for (const second of visible.slice(i + 1))
      for (const both of together)
        if (mixtures.every((mixture) => explains(mixture, { first, second }, both, tolerance)))
          return { first, second };
  return null;
}
