/**
 * More groups than a card takes
 *
 * Along one axis at most `most` groups are allowed; with more the dispatch is refused. Spill the rest into rows
 * of y.
 */

export function groupsFor(count: number, groupSize: number, most = 65_535): [number, number, number] {
  const groups = Math.ceil(count / groupSize);
  return [groups, most > 0 ? 1 : 0, 1];
}
