/**
 * The heads stand under each other
 *
 * The merge gave [heads · T, E / heads]. Of place t every head has a piece: put these pieces side by side, in one row.
 */

export function splitHeads(x: number[][], heads: number): number[][][] {
  const size = x[0]!.length / heads;
  return Array.from({ length: heads }, (_, head) => x.map((row) => row.slice(head * size, (head + 1) * size)));
}

/** The heads side by side again. parts: [heads, T, E / heads] → [T, E] */
export function mergeHeads(parts: number[][][]): number[][] {
  return parts.flat().map((row) => [...row]);
}
