/**
 * The channels of the input
 *
 * A convolution makes as many channels as it has filters: `out` takes the place of what came in. Pooling leaves
 * them.
 */

type Layer =
  | { kind: 'conv'; out: number; kernel: number; stride: number; padding: number }
  | { kind: 'pool'; size: number };

export function featuresAfter(layers: readonly Layer[], input: readonly [number, number, number]): number {
  const [channels] = input;
  let [, height, width] = input;
  for (const layer of layers) {
    if (layer.kind === 'conv') {
      const places = (n: number): number => Math.floor((n + 2 * layer.padding - layer.kernel) / layer.stride) + 1;
      [height, width] = [places(height), places(width)];
    } else [height, width] = [Math.floor(height / layer.size), Math.floor(width / layer.size)];
  }
  return channels * height * width;
}
