/**
 * Mirrored, not turned
 *
 * You read the same strand backwards. The other strand has the partners: A and T, C and G exchanged.
 */

export function bases(sequence: string, strand: '+' | '-'): number[][] {
  const letters = [...sequence.toUpperCase()];
  const rows = [...'ACGT'].map((base) => letters.map((letter) => (letter === base ? 1 : 0)));
  return strand === '+' ? rows : rows.map((row) => row.toReversed());
}
