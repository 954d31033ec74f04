/**
 * Reshaped, not transposed
 *
 * [T, E] read as [heads, T, E / heads] has the right shape and the wrong numbers: each head got pieces of several places. Cut every row first, then exchange places and heads.
 *
 * @moment t=sort-transformer.7~sort-transformer.7!heads-by-reshape-without-transpose&step=60
 */

export function splitHeads(x: number[][], heads: number): number[][][] {
  const size = x[0]!.length / heads;
  const flat = x.flat();
  return Array.from({ length: heads }, (_, head) =>
    x.map((_, t) => flat.slice((head * x.length + t) * size, (head * x.length + t + 1) * size)),
  );
}

/** The heads side by side again. parts: [heads, T, E / heads] → [T, E] */
export function mergeHeads(parts: number[][][]): number[][] {
  return parts[0]!.map((_, t) => parts.flatMap((part) => part[t]!));
}
