/**
 * Keras multiplies x W, this framework x Wᵀ
 *
 * Its dense kernel is [in, out]; here a weight is [out, in], a row for every output. Turn it.
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
  for (let i = 0; i < inputs; i++)
    for (let o = 0; o < outputs; o++) data.push(kernel.data[placeOf(i, flattened) * outputs + o]!);
  return { shape: [inputs, outputs], data };
}

function conv({ kernel }: KerasLayer): Numbers {
  const [KH, KW, inputs, outputs] = kernel.shape as [number, number, number, number];
  const data: number[] = [];
  for (let o = 0; o < outputs; o++)
    for (let i = 0; i < inputs; i++)
      for (let at = 0; at < KH * KW; at++) data.push(kernel.data[(at * inputs + i) * outputs + o]!);
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
