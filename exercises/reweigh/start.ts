/**
 * P(g) P(y) / P(g, y) of each person.
 *
 * group: m names. y: m times 0 or 1. → m weights
 */
export function reweigh(group: string[], y: number[]): number[] {
  // your turn: the share of each group, of each outcome, and of both together.
  return group.map(() => 0);
}
