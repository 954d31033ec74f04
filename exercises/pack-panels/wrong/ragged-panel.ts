/**
 * The last panel is too narrow
 *
 * Where the width does not divide n, the last panel has rows that are too short. Fill them with 0, so that all
 * panels are alike.
 */

export function packPanels(b: number[], k: number, n: number, width: number): number[] {
  const panels: number[] = [];
  for (let first = 0; first < n; first += width)
    for (let p = 0; p < k; p++) for (let j = first; j < Math.min(first + width, n); j++) panels.push(b[p * n + j]!);
  return panels;
}
