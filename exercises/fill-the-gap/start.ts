/** A picture whose hidden pixels are a generator's guess: its noise walks downhill until it agrees with the pixels that are known. */
export function fillTheGap(
  generate: (z: number[]) => number[],
  pull: (z: number[], gradImage: number[]) => number[],
  image: number[],
  known: boolean[],
  z: number[],
  lr: number,
  steps: number,
): number[] {
  // your turn: compare, pull, step; at the end put both halves together.
  const gradImage = image.map((_, i) => (known[i] ? lr * steps : 0));
  return generate(pull(z, gradImage)).map(() => 0);
}
