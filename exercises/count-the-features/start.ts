type Layer =
  | { kind: 'conv'; out: number; kernel: number; stride: number; padding: number }
  | { kind: 'pool'; size: number };

/** How many numbers a picture [C, H, W] has after these layers, flattened. */
export function featuresAfter(layers: readonly Layer[], input: readonly [number, number, number]): number {
  // your turn: carry [channels, height, width] through the layers.
  return 64 * 6 * 6;
}
