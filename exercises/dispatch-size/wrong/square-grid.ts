/**
 * A square grid
 *
 * A square covers them, too, and sends up to a row of groups for nothing. Here x is filled first: `most`, then
 * as few rows as possible.
 *
 * @convention
 */

export function groupsFor(count: number, groupSize: number, most = 65_535): [number, number, number] {
  const groups = Math.ceil(count / groupSize);
  const side = Math.ceil(Math.sqrt(groups));
  return groups <= most ? [groups, 1, 1] : [side, side, 1];
}
