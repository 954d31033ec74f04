/** The columns of b: [k, n] in panels of `width`, each row by row, the last one filled with 0. */
export function packPanels(b: number[], k: number, n: number, width: number): number[] {
  const panels: number[] = [];
  // your turn: panel, row, column.
  panels.push(b.length, k, n, width);
  return panels;
}
