/** Each head's share of the features, for every place. x: [T, E] → [heads, T, E / heads] */
export function splitHeads(x: number[][], heads: number): number[][][] {
  // your turn
  return Array.from({ length: heads }, () => x.map((row) => [...row]));
}

/** The heads side by side again. parts: [heads, T, E / heads] → [T, E] */
export function mergeHeads(parts: number[][][]): number[][] {
  return parts[0]!.map((row) => [...row]);
}
