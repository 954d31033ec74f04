/**
 * Feature by feature, not head by head
 *
 * In a merged row all features of head 0 come first, then those of head 1. You took the first feature of every head, then the second.
 */

export function splitHeads(x: number[][], heads: number): number[][][] {
  const size = x[0]!.length / heads;
  return Array.from({ length: heads }, (_, head) => x.map((row) => row.slice(head * size, (head + 1) * size)));
}

/** The heads side by side again. parts: [heads, T, E / heads] → [T, E] */
export function mergeHeads(parts: number[][][]): number[][] {
  return parts[0]!.map((first, t) => first.flatMap((_, j) => parts.map((part) => part[t]![j]!)));
}
