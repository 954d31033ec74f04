/**
 * The last panel is missing
 *
 * Columns that do not fill a panel need one, too. Round the number of panels up.
 */

export function packPanels(b: number[], k: number, n: number, width: number): number[] {
  const panels: number[] = [];
  for (let first = 0; first + width <= n; first += width)
    for (let p = 0; p < k; p++) for (let j = first; j < first + width; j++) panels.push(j < n ? b[p * n + j]! : 0);
  return panels;
}
