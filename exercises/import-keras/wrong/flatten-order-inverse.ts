/**
 * The right permutation, backwards
 *
 * Ask of every column of ours where its input stands in Keras. You asked of every place in Keras where it stands here.
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
  const c = column % C;
  const w = Math.floor(column / C) % W;
  const h = Math.floor(column / (C * W));
  return (c * H + h) * W + w;
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
