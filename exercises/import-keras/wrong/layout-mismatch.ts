/**
 * A reshape renames, it does not permute
 *
 * The shapes are right and the numbers lie as they lay. Each number must go to the place that its indices say.
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

function dense({ kernel }: KerasLayer): Numbers {
  const [inputs, outputs] = kernel.shape as [number, number];
  const data: number[] = [];
  for (let o = 0; o < outputs; o++) for (let i = 0; i < inputs; i++) data.push(kernel.data[o * inputs + i]!);
  return { shape: [outputs, inputs], data };
}

function conv({ kernel }: KerasLayer): Numbers {
  const [KH, KW, inputs, outputs] = kernel.shape as [number, number, number, number];
  const data: number[] = [];
  for (let o = 0; o < outputs; o++)
    for (let i = 0; i < inputs; i++)
      for (let at = 0; at < KH * KW; at++) data.push(kernel.data[(o * inputs + i) * KH * KW + at]!);
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
