/**
 * The last step was not used
 *
 * You return the picture made before the last step. Ask the generator once more when the walk is over.
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
  let made: number[] = [];
  for (let step = 0; step < steps; step++) {
    made = generate(at);
    const gradImage = made.map((pixel, i) => (known[i] ? (2 * (pixel - image[i]!)) / seen : 0));
    const slopes = pull(at, gradImage);
    at = at.map((value, k) => value - lr * slopes[k]!);
  }
  return made.map((pixel, i) => (known[i] ? image[i]! : pixel));
}
