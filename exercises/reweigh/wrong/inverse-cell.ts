/**
 * More was balanced than was asked
 *
 * All cells now weigh the same, so the outcomes are balanced too. Nobody asked for that: P(g) and P(y) should stay as they are.
 */

export function reweigh(group: string[], y: number[]): number[] {
  const shareOf = (holds: (i: number) => boolean): number => group.filter((_, i) => holds(i)).length / group.length;
  const cells = new Set(group.map((own, i) => `${own} ${y[i]}`)).size;
  return group.map((own, i) => {
    const ofBoth = shareOf((k) => group[k] === own && y[k] === y[i]);
    return 1 / (cells * ofBoth);
  });
}
