/**
 * Counts, not shares
 *
 * Your weights are too large by a factor of the number of people: P is a share.
 */

export function reweigh(group: string[], y: number[]): number[] {
  const countOf = (holds: (i: number) => boolean): number => group.filter((_, i) => holds(i)).length;
  return group.map((own, i) => {
    const ofGroup = countOf((k) => group[k] === own);
    const ofOutcome = countOf((k) => y[k] === y[i]);
    return (ofGroup * ofOutcome) / countOf((k) => group[k] === own && y[k] === y[i]);
  });
}
