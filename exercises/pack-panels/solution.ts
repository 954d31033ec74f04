/**
 * The columns of b: [k, n] in panels of `width`, each row by row, the last one filled with 0.
 *
 * Source: Goto & van de Geijn, "Anatomy of high-performance matrix multiplication" (2008).
 */
export function packPanels(b: number[], k: number, n: number, width: number): number[] {
  const panels: number[] = [];
  for (let first = 0; first < n; first += width)
    for (let p = 0; p < k; p++) for (let j = first; j < first + width; j++) panels.push(j < n ? b[p * n + j]! : 0);
  return panels;
}
