/**
 * Twins on both sides
 *
 * You cut the order in two. A row sits in the lesson and its twin in the exam.
 */

export function splitByKey(keys: number[], order: number[], share: number): [number[], number[]] {
  const cut = Math.ceil(share * keys.length);
  const up = (rows: number[]): number[] => rows.toSorted((a, b) => a - b);
  return [up(order.slice(0, cut)), up(order.slice(cut))];
}
