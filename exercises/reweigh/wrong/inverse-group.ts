/**
 * The groups are balanced, the labels are not
 *
 * Your weights make the groups equally large. Inside a group everyone counts alike, so it repays as rarely as before.
 */

export function reweigh(group: string[], y: number[]): number[] {
  const shareOf = (holds: (i: number) => boolean): number => group.filter((_, i) => holds(i)).length / group.length;
  const groups = new Set(group).size;
  return group.map((own, i) => {
    const ofGroup = shareOf((k) => group[k] === own);
    return 1 / (groups * ofGroup);
  });
}
