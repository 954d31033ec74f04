/**
 * Panels column by column
 *
 * Within a panel, row follows row. You wrote each column of the panel from top to bottom, and the inner loop
 * would find its neighbours k numbers apart.
 */

export function packPanels(b: number[], k: number, n: number, width: number): number[] {
  const panels: number[] = [];
  for (let first = 0; first < n; first += width)
    for (let j = first; j < first + width; j++) for (let p = 0; p < k; p++) panels.push(j < n ? b[p * n + j]! : 0);
  return panels;
}
