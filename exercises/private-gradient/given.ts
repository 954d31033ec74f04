/** How a gradient is asked for noise: with draws that are written down, and counted. */

type PrivateGradient = (perSample: number[][], C: number, sigma: number, normal: () => number) => number[];

/** The gradient, made with these draws in their order, and from the beginning where there are more. */
export function drive(
  student: { readonly privateGradient: PrivateGradient },
  perSample: number[][],
  C: number,
  sigma: number,
  draws: number[],
): number[] {
  let next = 0;
  return student.privateGradient(perSample, C, sigma, () => draws[next++ % draws.length]!);
}
