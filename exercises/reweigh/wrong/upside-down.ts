/**
 * The rare became rarer
 *
 * You divided the share as it is by the share as it should be. It is the other way round.
 */

export function reweigh(group: string[], y: number[]): number[] {
  const shareOf = (holds: (i: number) => boolean): number => group.filter((_, i) => holds(i)).length / group.length;
  return group.map((own, i) => {
    const ofGroup = shareOf((k) => group[k] === own);
    const ofOutcome = shareOf((k) => y[k] === y[i]);
    const ofBoth = shareOf((k) => group[k] === own && y[k] === y[i]);
    return ofBoth / (ofGroup * ofOutcome);
  });
}
