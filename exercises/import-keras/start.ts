export interface Numbers {
  shape: number[];
  data: number[];
}

export interface KerasLayer {
  name: string;
  kind: 'conv' | 'dense';
  /** conv: [KH, KW, in, out]; dense: [in, out]. */
  kernel: Numbers;
  bias: number[];
  /** This dense layer reads maps of [H, W, C] that were flattened in that order. */
  flattened?: [H: number, W: number, C: number];
}

/** Weights of Keras layers under the names and in the order in which `loadStateDict` wants them. */
export function importKeras(layers: KerasLayer[]): Record<string, Numbers> {
  const state: Record<string, Numbers> = {};
  for (const { name, kernel, bias } of layers) {
    state[`${name}.weight`] = kernel; // your turn: its axes, and its numbers
    state[`${name}.bias`] = { shape: [bias.length], data: [...bias] };
  }
  return state;
}
