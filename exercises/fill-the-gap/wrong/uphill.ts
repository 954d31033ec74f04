/**
 * Away from the picture
 *
 * The noise walks up the loss. Descent subtracts: z − lr · slope.
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
    at = at.map((value, k) => value + lr * slopes[k]!);
  }
  const made = generate(at);
  return made.map((pixel, i) => (known[i] ? image[i]! : pixel));
}
