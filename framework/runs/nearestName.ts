import { check, signature } from '../tensor/arguments.ts';

const call = signature('nearestName', { name: 'text', known: 'texts' });

/**
 * The known name that a mistyped one most likely stands for; null if none is near. Near: at most a third of its letters (and at least one)
 * must be changed, put in or left out, upper and lower case aside.
 * Source of the distance: Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals" (1966).
 *
 * @example nearestName('generatorLR', ['generatorLr', 'noise']) // 'generatorLr'
 */
export function nearestName(name: string, known: readonly string[]): string | null {
  check(call, name, known);
  const most = Math.max(1, Math.floor(name.length / 3));
  let best: { readonly name: string; readonly distance: number } | null = null;
  for (const candidate of known) {
    const distance = changes(name.toLowerCase(), candidate.toLowerCase());
    if (distance <= most && distance < (best?.distance ?? Number.POSITIVE_INFINITY))
      best = { name: candidate, distance };
  }
  return best?.name ?? null;
}

/** How many letters must be changed, put in or left out to make one word of another. */
function changes(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
