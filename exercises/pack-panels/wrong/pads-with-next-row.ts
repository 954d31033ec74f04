/**
 * Filled up from the next row
 *
 * Behind the last column of a row lies the first number of the next one. You read on there; what lies outside of
 * b counts as 0.
 */

export function packPanels(b: number[], k: number, n: number, width: number): number[] {
  const panels: number[] = [];
  for (let first = 0; first < n; first += width)
    for (let p = 0; p < k; p++) for (let j = first; j < first + width; j++) panels.push(b[p * n + j] ?? 0);
  return panels;
}
