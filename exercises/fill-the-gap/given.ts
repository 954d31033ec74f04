/** Two small generators, noise → pixels between 0 and 1, and how each sends a gradient of its picture back to the noise. */

const fill = (count: number, from: number): number[] =>
  Array.from({ length: count }, (_, i) => 1.5 * Math.sin(1 + 2.3 * (i + from)));

function makerOf(noise: number, pixels: number) {
  const [weights, bias] = [fill(noise * pixels, 0), fill(pixels, 100)];
  const generate = (z: number[]): number[] =>
    bias.map((b, i) => 1 / (1 + Math.exp(-z.reduce((sum, value, k) => sum + weights[i * noise + k]! * value, b))));
  const pull = (z: number[], gradImage: number[]): number[] => {
    const before = generate(z).map((p, i) => gradImage[i]! * p * (1 - p));
    return z.map((_, k) => before.reduce((sum, slope, i) => sum + slope * weights[i * noise + k]!, 0));
  };
  return { generate, pull };
}

const [small, wide] = [makerOf(2, 6), makerOf(3, 12)];

export const generate = small.generate;
export const pull = small.pull;
export const generateWide = wide.generate;
export const pullWide = wide.pull;
