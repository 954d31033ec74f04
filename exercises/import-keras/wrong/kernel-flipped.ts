/**
 * Only Theano turns kernels
 *
 * Keras and this framework slide a kernel as it is. Leave it unturned.
 *
 * @moment t=digits-cnn.7~digits-cnn.7!kernel-flipped&step=20&track=2
 */

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

function placeOf(column: number, flattened: KerasLayer['flattened']): number {
  if (flattened === undefined) return column;
  const [H, W, C] = flattened;
  const w = column % W;
  const h = Math.floor(column / W) % H;
  const c = Math.floor(column / (W * H));
  return (h * W + w) * C + c;
}

function dense({ kernel, flattened }: KerasLayer): Numbers {
  const [inputs, outputs] = kernel.shape as [number, number];
  const data: number[] = [];
  for (let o = 0; o < outputs; o++)
    for (let i = 0; i < inputs; i++) data.push(kernel.data[placeOf(i, flattened) * outputs + o]!);
  return { shape: [outputs, inputs], data };
}

function conv({ kernel }: KerasLayer): Numbers {
  const [KH, KW, inputs, outputs] = kernel.shape as [number, number, number, number];
  const data: number[] = [];
  for (let o = 0; o < outputs; o++)
    for (let i = 0; i < inputs; i++)
      for (let at = KH * KW - 1; at >= 0; at--) data.push(kernel.data[(at * inputs + i) * outputs + o]!);
  return { shape: [outputs, inputs, KH, KW], data };
}

export function importKeras(layers: KerasLayer[]): Record<string, Numbers> {
  const state: Record<string, Numbers> = {};
  for (const layer of layers) {
    state[`${layer.name}.weight`] = layer.kind === 'conv' ? conv(layer) : dense(layer);
    state[`${layer.name}.bias`] = { shape: [layer.bias.length], data: [...layer.bias] };
  }
  return state;
}
