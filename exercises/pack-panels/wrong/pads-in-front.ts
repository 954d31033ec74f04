/**
 * Zeros in front
 *
 * The last panel is filled up on the right. You put the zeros on the left, and every column of it stands in the
 * wrong place.
 */

export function packPanels(b: number[], k: number, n: number, width: number): number[] {
  const panels: number[] = [];
  for (let first = 0; first < n; first += width)
    for (let p = 0; p < k; p++) {
      const row = b.slice(p * n + first, p * n + Math.min(first + width, n));
      panels.push(...Array.from({ length: width - row.length }, () => 0), ...row);
    }
  return panels;
}
