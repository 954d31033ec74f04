/**
 * One group too many
 *
 * 64 numbers in groups of 64 are one group, not two. Adding 1 after rounding down is one too many whenever it
 * divides evenly.
 */

export function groupsFor(count: number, groupSize: number, most = 65_535): [number, number, number] {
  const groups = Math.floor(count / groupSize) + 1;
  return groups <= most ? [groups, 1, 1] : [most, Math.ceil(groups / most), 1];
}
