/** A misspelt name is told apart from a wrong one: errors name what was probably meant. */

/** The known name that differs in the fewest letters, if those are few (a third of it at most); case and spaces around do not count. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((option) => ({ option, far: distance(plain(name), plain(option)) }))
    .sort((a, b) => a.far - b.far);
  const [best] = ranked;
  return best !== undefined && best.far <= Math.floor(best.option.length / 3) ? best.option : undefined;
}

/** ` Did you mean size?`, or nothing. */
export function didYouMean(name: string, known: readonly string[]): string {
  const best = nearest(name, known);
  return best === undefined ? '' : ` Did you mean '${best}'?`;
}

const plain = (text: string): string => text.trim().toLowerCase();

/**
 * Letters to insert, delete, replace or swap with their neighbour. Source: Levenshtein (1965), with Damerau's swap (1964), in the table
 * of Wagner & Fischer (1974).
 */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  rows[0] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + Number(!same));
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) least = Math.min(least, rows[i - 2]![j - 2]! + 1);
      rows[i]![j] = least;
    }
  }
  return rows[a.length]![b.length]!;
}
