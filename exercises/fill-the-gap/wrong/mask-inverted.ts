/**
 * Seen and unseen exchanged
 *
 * You fit what is hidden and paint over what is seen. `known[i]` is true where the picture counts.
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
    const gradImage = made.map((pixel, i) => (known[i] ? 0 : (2 * (pixel - image[i]!)) / seen));
    const slopes = pull(at, gradImage);
    at = at.map((value, k) => value - lr * slopes[k]!);
  }
  const made = generate(at);
  return made.map((pixel, i) => (known[i] ? pixel : image[i]!));
}
