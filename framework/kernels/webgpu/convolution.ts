/** What the three convolution kernels share: the sizes and strides of image, weight and result as parameters, and how to find an element. */
import type { ConvWindow } from '../Kernels.ts';
import type { GpuView } from './layout.ts';
import type { WgslType } from './types.ts';
import { wgsl } from './wgsl.ts';

/** Sizes of one convolution, with the names that the code uses. */
export interface Geometry {
  /** [N, C, H, W] of the image, [O, C/groups, KH, KW] of the weight, [N, O, OH, OW] of the result. */
  readonly image: readonly number[];
  readonly weight: readonly number[];
  readonly result: readonly number[];
  readonly window: ConvWindow;
}

export function geometry({ image, weight, result, window }: Geometry): {
  readonly types: Readonly<Record<string, WgslType>>;
  readonly values: Readonly<Record<string, number>>;
} {
  const values = {
    height: image[2]!,
    width: image[3]!,
    out_height: result[2]!,
    out_width: result[3]!,
    kernel_height: weight[2]!,
    kernel_width: weight[3]!,
    group_channels: weight[1]!, // C / groups
    group_maps: weight[0]! / window.groups, // O / groups
    stride_y: window.stride[0],
    stride_x: window.stride[1],
    padding_y: window.padding[0],
    padding_x: window.padding[1],
    dilation_y: window.dilation[0],
    dilation_x: window.dilation[1],
  };
  return { types: Object.fromEntries(Object.keys(values).map((name) => [name, 'i32' as const])), values };
}

/** Parameters and function that find an element of a view with four axes. */
export function fourAxes(
  name: string,
  view: GpuView,
): {
  readonly types: Readonly<Record<string, WgslType>>;
  readonly values: Readonly<Record<string, number>>;
  readonly functions: string;
} {
  const names = [0, 1, 2, 3].map((axis) => `${name}_step${axis}`);
  return {
    types: Object.fromEntries([...names, `${name}_offset`].map((key) => [key, 'i32' as const])),
    values: {
      ...Object.fromEntries(names.map((key, axis) => [key, view.strides[axis]!])),
      [`${name}_offset`]: view.offset,
    },
    functions: wgsl`
fn ${name}_at(n: i32, c: i32, y: i32, x: i32) -> i32 {
  return p.${name}_offset + n * p.${name}_step0 + c * p.${name}_step1 + y * p.${name}_step2 + x * p.${name}_step3;
}`,
  };
}
