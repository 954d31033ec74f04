/** "Did you mean …": the closest of some names, for a name that is none of them. */

/** Insertions, deletions and replacements from one word to another. Source: Wagner & Fischer (1974), one row at a time. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (const [i, char] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries())
      next.push(Math.min(row[j]! + (char === other ? 0 : 1), row[j + 1]! + 1, next[j]! + 1));
    row = next;
  }
  return row[to.length]!;
}

/**
 * The closest name, or null when none is close: at most half of the wanted word may differ.
 *
 * @example nearest('crossEntropyGradient', ['crossEntropyGrad', 'softmax']) // 'crossEntropyGrad'
 */
export function nearest(wanted: string, names: readonly string[]): string | null {
  const ranked = names
    .filter((name) => name.length <= 100)
    .map((name) => ({ name, distance: editDistance(wanted.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best !== undefined && best.distance <= wanted.length / 2 ? best.name : null;
}
