/** How the two functions are asked: one of them, or one after the other. */

type Student = {
  readonly splitHeads: (x: number[][], heads: number) => number[][][];
  readonly mergeHeads: (parts: number[][][]) => number[][];
};

export function drive(
  { splitHeads, mergeHeads }: Student,
  ask: 'split' | 'merge' | 'there and back',
  x: number[][] | number[][][],
  heads: number,
): unknown {
  if (ask === 'split') return splitHeads(x as number[][], heads);
  if (ask === 'merge') return mergeHeads(x as number[][][]);
  return mergeHeads(splitHeads(x as number[][], heads));
}
