interface Case {
  size: number;
  stride: number;
  x: number[][][];
  grad: number[][][];
}

/** A tie, an overlap, nothing but negative numbers, and a picture that is wider than tall, with a column left over. */
export function cases(random: () => number): Case[] {
  const any = (): number => 1 + random();
  return [
    // Two windows of zeros, one of them with a number in it; a tie of two.
    { size: 2, stride: 2, x: [[[0, 0, 5, 5], [0, 0, 1, 2]]], grad: [[[any(), -any()]]] }, // biome-ignore format: a picture
    // Two windows that share their middle column, where the largest stands.
    { size: 3, stride: 2, x: [[[1, 2, 9, 3, 4], [5, 6, 7, 8, 1], [2, 3, 4, 5, 6]]], grad: [[[any(), 2 * any()]]] }, // biome-ignore format: a picture
    { size: 2, stride: 2, x: [[[-3, -1], [-4, -2]]], grad: [[[3 * any()]]] }, // biome-ignore format: a picture
    { size: 2, stride: 2, x: [[[1, 2, 3, 4, 9], [8, 7, 6, 5, 9]]], grad: [[[any(), 4 * any()]]] }, // biome-ignore format: a picture
  ];
}
