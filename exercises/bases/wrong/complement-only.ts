/**
 * Upside down, not turned
 *
 * You took the partners and kept the direction. The other strand is read from its other end.
 */

export function bases(sequence: string, strand: '+' | '-'): number[][] {
  const letters = [...sequence.toUpperCase()];
  const rows = [...'ACGT'].map((base) => letters.map((letter) => (letter === base ? 1 : 0)));
  return strand === '+' ? rows : rows.toReversed();
}
