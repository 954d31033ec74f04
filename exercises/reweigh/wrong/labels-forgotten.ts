/**
 * The outcome has lost its share
 *
 * P(g) / P(g, y) leaves out P(y): in each group both outcomes now weigh the same, and everybody repays half the time.
 */

export function reweigh(group: string[], y: number[]): number[] {
  const shareOf = (holds: (i: number) => boolean): number => group.filter((_, i) => holds(i)).length / group.length;
  return group.map((own, i) => {
    const ofGroup = shareOf((k) => group[k] === own);
    const ofBoth = shareOf((k) => group[k] === own && y[k] === y[i]);
    return ofGroup / ofBoth;
  });
}
