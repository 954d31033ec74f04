/** Sizes of a pooling as parameters. */
import type { Shape } from '../../tensor/shape.ts';
import type { PoolWindow } from '../Kernels.ts';
import type { WgslType } from './types.ts';

export function poolGeometry(
  image: Shape, // [N, C, H, W]
  result: Shape, // [N, C, OH, OW]
  { kernel, stride, padding, dilation }: PoolWindow,
): { readonly types: Readonly<Record<string, WgslType>>; readonly values: Readonly<Record<string, number>> } {
  const values = {
    channels: image[1]!,
    height: image[2]!,
    width: image[3]!,
    out_height: result[2]!,
    out_width: result[3]!,
    kernel_height: kernel[0],
    kernel_width: kernel[1],
    stride_y: stride[0],
    stride_x: stride[1],
    padding_y: padding[0],
    padding_x: padding[1],
    dilation_y: dilation[0],
    dilation_x: dilation[1],
  };
  return { types: Object.fromEntries(Object.keys(values).map((name) => [name, 'i32' as const])), values };
}
