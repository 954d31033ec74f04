/**
 * Which lines of a listing are new against the one before: those outside their longest common subsequence (Hirschberg,
 * J. ACM 24(4), 1977, solved here by the plain table). Comments, blank lines and lone brackets are never called new.
 */

const isSilent = (line: string): boolean => /^(?:[/*]|[[\](){};,\s]*$)/.test(line.trim());

/**
 * @example changedLines('a\nb', 'a\nc\nb') // Set { 2 }
 * @returns line numbers in `after`, counted from 1
 */
export function changedLines(before: string, after: string): Set<number> {
  const [old, now] = [linesOf(before), linesOf(after)];
  // common[i][j]: length of the longest common subsequence of old from i on and now from j on
  const common = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const same = old[i] === now[j];
      common[i]![j] = same ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
    }
  }
  const changed = new Set<number>();
  for (let i = 0, j = 0; j < now.length; ) {
    if (i < old.length && old[i] === now[j]) {
      i++;
      j++;
    } else if (i < old.length && common[i + 1]![j]! >= common[i]![j + 1]!) i++;
    else {
      if (!isSilent(now[j]!)) changed.add(j + 1);
      j++;
    }
  }
  return changed;
}

/** A line that only moved in or out has not changed. */
const linesOf = (text: string): string[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.trim());
