// For the tests of backends: views of every awkward kind, filled at random, resident in WASM memory or elsewhere.

import type { Strided } from '../kernels/Kernels.ts';
import { arena } from '../kernels/simd/arena.ts';
import { allocate, type DType } from '../tensor/dtype.ts';
import { Generator } from '../tensor/random.ts';

export type Layout = 'dense' | 'transposed' | 'gapped' | 'reversed' | 'stretched';

export const layouts: readonly Layout[] = ['dense', 'transposed', 'gapped', 'reversed', 'stretched'];

export class Views {
  private readonly generator: Generator;
  constructor(seed: number) {
    this.generator = new Generator(seed);
  }

  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.generator.uniform() * (high - low + 1));
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.whole(0, choices.length - 1)]!;
  }

  uniform(low: number, high: number): number {
    return low + (high - low) * this.generator.uniform();
  }

  /** A view of this shape whose elements are drawn by `draw`. */
  view(
    shape: readonly number[],
    layout: Layout = 'dense',
    resident = false,
    draw: () => number = () => this.uniform(-2, 2),
    dtype: DType = 'float32',
  ): Strided {
    const order = shape.map((_, axis) => axis);
    if (layout === 'transposed') order.reverse();
    const gap = layout === 'gapped' ? 2 : 1;
    const strides = new Array<number>(shape.length).fill(0);
    let size = gap;
    for (const axis of order.toReversed()) {
      const stretched = layout === 'stretched' && axis % 2 === 0;
      strides[axis] = stretched ? 0 : size;
      if (!stretched) size *= Math.max(shape[axis]!, 1);
    }
    let offset = layout === 'dense' ? 0 : 3;
    const length = size + offset;
    if (layout === 'reversed') {
      for (let axis = 0; axis < shape.length; axis++) {
        offset += strides[axis]! * Math.max(shape[axis]! - 1, 0);
        strides[axis] = -strides[axis]!;
      }
    }
    const memory = (resident ? arena.allocate(dtype, length) : null) ?? allocate(dtype, length);
    for (let i = 0; i < length; i++) memory[i] = draw();
    return { memory, dtype, shape, strides, offset };
  }
}
