/**
 * Rows are A C G T
 *
 * You put partners side by side, A T C G. The rows are A, C, G, T.
 */

export function bases(sequence: string, strand: '+' | '-'): number[][] {
  const letters = [...sequence.toUpperCase()];
  const own = strand === '+' ? letters : letters.toReversed().map((letter) => 'TGCAN'['ACGTN'.indexOf(letter)]);
  return [...'ATCG'].map((base) => own.map((letter) => (letter === base ? 1 : 0)));
}
