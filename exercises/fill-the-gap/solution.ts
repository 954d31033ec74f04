/**
 * A picture whose hidden pixels are a generator's guess: its noise walks downhill until it agrees with the pixels that are known.
 *
 * Source: Yeh et al., "Semantic Image Inpainting with Deep Generative Models" (2017), without their second loss.
 */
export function fillTheGap(
  generate: (z: number[]) => number[],
  pull: (z: number[], gradImage: number[]) => number[],
  image: number[],
  known: boolean[],
  z: number[],
  lr: number,
  steps: number,
): number[] {
  const seen = known.filter((isKnown) => isKnown).length;
  let at = [...z];
  for (let step = 0; step < steps; step++) {
    const made = generate(at);
    const gradImage = made.map((pixel, i) => (known[i] ? (2 * (pixel - image[i]!)) / seen : 0));
    const slopes = pull(at, gradImage);
    at = at.map((value, k) => value - lr * slopes[k]!);
  }
  const made = generate(at);
  return made.map((pixel, i) => (known[i] ? image[i]! : pixel));
}
