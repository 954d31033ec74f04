/** Workgroups along x, y and z that give each of `count` numbers a thread. */
export function groupsFor(count: number, groupSize: number, most = 65_535): [number, number, number] {
  // your turn: how many groups? And when there are more than `most`?
  return [Math.min(count + groupSize, most), 1, 1];
}
