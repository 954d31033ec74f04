/**
 * Pooling rounded up
 *
 * A window has to fit whole, and the last row or column of an odd size is never seen. Round down.
 */

type Layer =
  | { kind: 'conv'; out: number; kernel: number; stride: number; padding: number }
  | { kind: 'pool'; size: number };

export function featuresAfter(layers: readonly Layer[], input: readonly [number, number, number]): number {
  let [channels, height, width] = input;
  for (const layer of layers) {
    if (layer.kind === 'conv') {
      const places = (n: number): number => Math.floor((n + 2 * layer.padding - layer.kernel) / layer.stride) + 1;
      [channels, height, width] = [layer.out, places(height), places(width)];
    } else [height, width] = [Math.ceil(height / layer.size), Math.ceil(width / layer.size)];
  }
  return channels * height * width;
}
