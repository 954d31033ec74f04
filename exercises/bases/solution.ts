/** One-hot rows A, C, G, T; N is a column of zeros. The other strand is the table turned by 180°, since A–T and C–G lie symmetric. */
export function bases(sequence: string, strand: '+' | '-'): number[][] {
  const letters = [...sequence.toUpperCase()];
  const rows = [...'ACGT'].map((base) => letters.map((letter) => (letter === base ? 1 : 0)));
  return strand === '+' ? rows : rows.toReversed().map((row) => row.toReversed());
}
