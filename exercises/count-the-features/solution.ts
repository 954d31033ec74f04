type Layer =
  | { kind: 'conv'; out: number; kernel: number; stride: number; padding: number }
  | { kind: 'pool'; size: number };

/** How many numbers a picture [C, H, W] has after these layers, flattened. */
export function featuresAfter(layers: readonly Layer[], input: readonly [number, number, number]): number {
  let [channels, height, width] = input;
  for (const layer of layers) {
    if (layer.kind === 'conv') {
      const places = (n: number): number => Math.floor((n + 2 * layer.padding - layer.kernel) / layer.stride) + 1;
      [channels, height, width] = [layer.out, places(height), places(width)];
    } else [height, width] = [Math.floor(height / layer.size), Math.floor(width / layer.size)];
  }
  return channels * height * width;
}
