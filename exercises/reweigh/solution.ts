/**
 * P(g) P(y) / P(g, y) of each person.
 *
 * Source: Kamiran & Calders, "Data preprocessing techniques for classification without discrimination" (2012), §4.
 */
export function reweigh(group: string[], y: number[]): number[] {
  const shareOf = (holds: (i: number) => boolean): number => group.filter((_, i) => holds(i)).length / group.length;
  return group.map((own, i) => {
    const ofGroup = shareOf((k) => group[k] === own);
    const ofOutcome = shareOf((k) => y[k] === y[i]);
    return (ofGroup * ofOutcome) / shareOf((k) => group[k] === own && y[k] === y[i]);
  });
}
