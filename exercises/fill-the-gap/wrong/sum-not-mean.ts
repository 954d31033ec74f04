/**
 * A sum over the known pixels
 *
 * With more pixels you take longer steps. The loss is a mean: divide by how many are known.
 *
 * @moment t=line-regression.7~line-regression.7!sum-not-mean&step=20
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
  let at = [...z];
  for (let step = 0; step < steps; step++) {
    const made = generate(at);
    const gradImage = made.map((pixel, i) => (known[i] ? 2 * (pixel - image[i]!) : 0));
    const slopes = pull(at, gradImage);
    at = at.map((value, k) => value - lr * slopes[k]!);
  }
  const made = generate(at);
  return made.map((pixel, i) => (known[i] ? image[i]! : pixel));
}
