/**
 * Pooling was passed over
 *
 * A pool of size 2 halves height and width. It has no weights, but it changes the shape.
 */

type Layer =
  | { kind: 'conv'; out: number; kernel: number; stride: number; padding: number }
  | { kind: 'pool'; size: number };

export function featuresAfter(layers: readonly Layer[], input: readonly [number, number, number]): number {
  let [channels, height, width] = input;
  for (const layer of layers) {
    if (layer.kind !== 'conv') continue;
    const places = (n: number): number => Math.floor((n + 2 * layer.padding - layer.kernel) / layer.stride) + 1;
    [channels, height, width] = [layer.out, places(height), places(width)];
  }
  return channels * height * width;
}
