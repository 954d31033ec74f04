/**
 * Copied as it lies
 *
 * The numbers stand in the order of b: whole rows. A panel takes `width` numbers of a row, then goes down to the
 * next one.
 */

export function packPanels(b: number[], k: number, n: number, width: number): number[] {
  return k * n * width > 0 ? [...b] : [];
}
