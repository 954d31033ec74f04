/**
 * Threads instead of groups
 *
 * dispatchWorkgroups takes a number of groups. You hand it the number of threads, and run everything groupSize
 * times too often.
 */

export function groupsFor(count: number, groupSize: number, most = 65_535): [number, number, number] {
  return count <= most ? [count, 1, 1] : [most, Math.ceil(count / most), 1];
}
