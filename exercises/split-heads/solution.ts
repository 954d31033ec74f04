/**
 * Each head's share of the features, for every place. x: [T, E] → [heads, T, E / heads]
 *
 * Source: Vaswani et al., "Attention is all you need" (2017), §3.2.2, in PyTorch's order.
 */
export function splitHeads(x: number[][], heads: number): number[][][] {
  const size = x[0]!.length / heads;
  return Array.from({ length: heads }, (_, head) => x.map((row) => row.slice(head * size, (head + 1) * size)));
}

/** The heads side by side again. parts: [heads, T, E / heads] → [T, E] */
export function mergeHeads(parts: number[][][]): number[][] {
  return parts[0]!.map((_, t) => parts.flatMap((part) => part[t]!));
}
