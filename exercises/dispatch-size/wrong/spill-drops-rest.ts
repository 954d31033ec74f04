/**
 * The last row is missing
 *
 * You rounded the number of rows down, so the groups behind the last full row are never sent. y is rounded up,
 * like the groups themselves.
 */

export function groupsFor(count: number, groupSize: number, most = 65_535): [number, number, number] {
  const groups = Math.ceil(count / groupSize);
  return groups <= most ? [groups, 1, 1] : [most, Math.floor(groups / most), 1];
}
