/**
 * Nothing changed
 *
 * All your weights are 1: everybody counts as before, with the labels as they were. Leaving a column out is not enough.
 */

export function reweigh(group: string[], y: number[]): number[] {
  return group.map(() => 1);
}
