/**
 * Every second feature
 *
 * Your head takes every h-th feature; PyTorch’s takes E / h in a row. Yours undoes itself in the merge, but the weights of a file would not fit.
 *
 * @convention
 */

export function splitHeads(x: number[][], heads: number): number[][][] {
  const size = x[0]!.length / heads;
  return Array.from({ length: heads }, (_, head) =>
    x.map((row) => Array.from({ length: size }, (_, j) => row[j * heads + head]!)),
  );
}

/** The heads side by side again. parts: [heads, T, E / heads] → [T, E] */
export function mergeHeads(parts: number[][][]): number[][] {
  const width = parts[0]![0]!.length * parts.length;
  return parts[0]!.map((_, t) =>
    Array.from({ length: width }, (_, j) => parts[j % parts.length]![t]![Math.floor(j / parts.length)]!),
  );
}
