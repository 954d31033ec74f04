/**
 * [L, 4]
 *
 * Your table has a row for each place. A convolution wants the channels first: four rows, one for each base.
 */

export function bases(sequence: string, strand: '+' | '-'): number[][] {
  const letters = [...sequence.toUpperCase()];
  const rows = [...'ACGT'].map((base) => letters.map((letter) => (letter === base ? 1 : 0)));
  const table = strand === '+' ? rows : rows.toReversed().map((row) => row.toReversed());
  return letters.map((_, at) => table.map((row) => row[at]!));
}
