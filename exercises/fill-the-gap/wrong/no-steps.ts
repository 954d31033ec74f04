/**
 * The first guess
 *
 * The noise stays where it began; the generator drew something, not this picture. Walk `steps` steps first.
 */

export function fillTheGap(
  generate: (z: number[]) => number[],
  _pull: (z: number[], gradImage: number[]) => number[],
  image: number[],
  known: boolean[],
  z: number[],
  _lr: number,
  _steps: number,
): number[] {
  const made = generate(z);
  return made.map((pixel, i) => (known[i] ? image[i]! : pixel));
}
