/** The patients of the exercise `curve-clinic`, read from its questions: the losses that stand in them, and where they lie in a small panel. */

export interface Patient {
  readonly name: string;
  readonly training: readonly number[];
  readonly held: readonly number[];
}

/** The powers of ten between which all panels are drawn. */
const [LOWEST, HIGHEST] = [-1, 2];

const numbersIn = (text: string): readonly number[] => (text.match(/\d+\.\d+/g) ?? []).map(Number);

/** Errors: a question that does not hold two curves of the same length. */
export function patientsOf(questions: readonly { readonly id: string; readonly title: string }[]): readonly Patient[] {
  return questions.map(({ id, title }) => {
    const numbers = numbersIn(title);
    if (numbers.length === 0 || numbers.length % 2 === 1)
      throw new Error(`The question '${id}' holds ${numbers.length} losses; it must be two curves of the same length.`);
    return { name: id, training: numbers.slice(0, numbers.length / 2), held: numbers.slice(numbers.length / 2) };
  });
}

/** How high a loss lies, from 0 at a tenth to 1 at a hundred: every power of ten takes the same room. */
export const heightOf = (loss: number): number =>
  Math.min(1, Math.max(0, (Math.log10(loss) - LOWEST) / (HIGHEST - LOWEST)));

/** A curve as points of an SVG of this size. */
export const pointsOf = (losses: readonly number[], width: number, height: number): string =>
  losses
    .map((loss, i) => `${((i / (losses.length - 1)) * width).toFixed(1)},${((1 - heightOf(loss)) * height).toFixed(1)}`)
    .join(' ');
