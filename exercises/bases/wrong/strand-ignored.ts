/**
 * The strand was not asked
 *
 * Both strands give the same table in yours. Of strand - the reverse complement is wanted.
 */

export function bases(sequence: string, strand: '+' | '-'): number[][] {
  const letters = [...sequence.toUpperCase()];
  const rows = [...'ACGT'].map((base) => letters.map((letter) => (letter === base ? 1 : 0)));
  return rows;
}
