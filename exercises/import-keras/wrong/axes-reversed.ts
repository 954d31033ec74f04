/**
 * Height and width changed places, too
 *
 * Turning all four axes round gives [out, in, KW, KH]. The first two axes go last to first, the other two stay in their order.
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
      for (let w = 0; w < KW; w++)
        for (let h = 0; h < KH; h++) data.push(kernel.data[((h * KW + w) * inputs + i) * outputs + o]!);
  return { shape: [outputs, inputs, KW, KH], data };
}

export function importKeras(layers: KerasLayer[]): Record<string, Numbers> {
  const state: Record<string, Numbers> = {};
  for (const layer of layers) {
    state[`${layer.name}.weight`] = layer.kind === 'conv' ? conv(layer) : dense(layer);
    state[`${layer.name}.bias`] = { shape: [layer.bias.length], data: [...layer.bias] };
  }
  return state;
}
