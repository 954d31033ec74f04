/**
 * How a thread finds its element in a strided view. Axes that can be read as one are merged first (as in the reference), so most
 * views have one or two; the rank becomes part of the program's text, sizes and strides are parameters.
 */
import type { Shape } from '../../tensor/shape.ts';
import type { Strided } from '../Kernels.ts';
import { mergeAxes } from '../reference/walk.ts';
import type { GpuMemory } from './GpuMemory.ts';
import type { WgslType } from './types.ts';

export type GpuView = Strided<GpuMemory>;

/** Views of one shape, walked together: the text that finds places, and the numbers it needs. */
export interface Walk {
  readonly rank: number;
  /** Function `<view>_at(i)`: the place of element i (row-major) in the view's buffer. */
  readonly functions: string;
  /** Declarations of the parameters below. */
  readonly types: Readonly<Record<string, WgslType>>;
  readonly values: Readonly<Record<string, number>>;
}

/**
 * @param axis a name for the axes, so that one kernel can walk several shapes
 * @param views the views by name; all have the shape given
 */
export function walk(axis: string, shape: Shape, views: Readonly<Record<string, GpuView>>): Walk {
  const names = Object.keys(views);
  const merged = mergeAxes(shape, Object.values(views));
  const rank = merged.shape.length;
  const types: Record<string, WgslType> = {};
  const values: Record<string, number> = {};
  for (let k = 1; k < rank; k++) {
    types[`${axis}${k}`] = 'u32';
    values[`${axis}${k}`] = merged.shape[k]!;
  }
  names.forEach((name, v) => {
    types[`${name}_offset`] = 'i32';
    values[`${name}_offset`] = views[name]!.offset;
    for (let k = 0; k < rank; k++) {
      types[`${name}_step${k}`] = 'i32';
      values[`${name}_step${k}`] = merged.strides[v]![k]!;
    }
  });
  const functions = names.map((name) => placeFunction(name, axis, rank)).join('\n');
  return { rank, functions, types, values };
}

/** From the last axis to the first: the remainder counts along this axis, the quotient along those before it. */
function placeFunction(name: string, axis: string, rank: number): string {
  const lines: string[] = [];
  for (let k = rank - 1; k > 0; k--) {
    lines.push(`  place += i32(rest % p.${axis}${k}) * p.${name}_step${k};`, `  rest /= p.${axis}${k};`);
  }
  return `
fn ${name}_at(i: u32) -> i32 {
  var rest = i;
  var place = p.${name}_offset;
${lines.join('\n')}
  return place + i32(rest) * p.${name}_step0;
}`;
}

/** A view without its last axes, for kernels that walk lines. */
export const withoutAxis = (x: GpuView, axis: number): GpuView => ({
  memory: x.memory,
  dtype: x.dtype,
  shape: x.shape.toSpliced(axis, 1),
  strides: x.strides.toSpliced(axis, 1),
  offset: x.offset,
});
