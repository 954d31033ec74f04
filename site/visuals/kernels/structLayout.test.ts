import { describe, expect, it } from 'vitest';
import { emulate } from '../../../exercises/grader/wgsl/emulate.ts';
import { type Field, gapsOf, layoutOf, rowsOf } from './structLayout.ts';

const fields: readonly Field[] = [
  { name: 'n', type: 'u32' },
  { name: 'scale', type: 'f32' },
  { name: 'size', type: 'vec3<f32>' },
  { name: 'rows', type: 'u32' },
];

/** All orders of a list. */
function orders<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, i) => orders(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

describe('layoutOf', () => {
  it('gives the lesson’s struct 0, 4, 16 and 28 of 32 bytes, with one gap of eight', () => {
    const layout = layoutOf(fields);
    expect(layout.fields.map(({ at }) => at)).toEqual([0, 4, 16, 28]);
    expect(layout.length).toBe(32);
    expect(gapsOf(layout)).toEqual([{ at: 8, bytes: 8 }]);
    expect(rowsOf(8, 20)).toEqual([
      { at: 8, bytes: 8 },
      { at: 16, bytes: 12 },
    ]);
  });

  it.each(orders(fields).map((order) => [order.map(({ name }) => name).join(', '), order] as const))(
    'puts %s where the emulator reads them',
    (_, order) => {
      const layout = layoutOf(order);
      const words = Array.from({ length: layout.length / 4 }, (_, i) => i);
      const placeOf = (name: string): number => layout.fields.find((field) => field.name === name)!.at / 4;
      const shader = `struct Sizes { ${order.map(({ name, type }) => `${name}: ${type}`).join(', ')} }
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
@compute @workgroup_size(1)
fn main() {
  y[0] = f32(sizes.n);
  y[1] = sizes.scale;
  y[2] = sizes.size.x;
  y[3] = sizes.size.z;
  y[4] = f32(sizes.rows);
}`;
      const { fault, buffers } = emulate(shader, [1, 1, 1], [words, [0, 0, 0, 0, 0]]);
      expect(fault).toBeNull();
      expect(buffers[1]).toEqual([
        placeOf('n'),
        placeOf('scale'),
        placeOf('size'),
        placeOf('size') + 2,
        placeOf('rows'),
      ]);
    },
  );
});
