/**
 * The GPU ladder: one matrix product, [M, K] · [K, N] → [M, N], in six steps from one thread a number to what the framework ships. Each rung
 * is a complete program that anyone can read; only what changed since the rung below differs. All are right on sizes that fit nothing.
 */
import type { GpuMemory } from '../GpuMemory.ts';
import { wgsl } from '../wgsl.ts';

export interface Rung {
  /** 'G0' … 'G5'. */
  readonly name: string;
  /** What is new, in a few words. */
  readonly title: string;
  /** The complete program. Bindings: 0 sizes (M, N, K), 1 a, 2 b, 3 the product. */
  readonly wgsl: string;
  /** Multiply dense float32 matrices that are on the GPU. Returns at once. */
  readonly run: (a: GpuMemory, b: GpuMemory, product: GpuMemory, sizes: ProductSizes) => void;
}

/** a is [m, k], b is [k, n]. */
export interface ProductSizes {
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

/** What a rung says about itself. */
export interface RungText {
  readonly name: string;
  readonly title: string;
  /** Everything from the workgroup's memory to the end of `main`. Knows `sizes`, `a`, `b`, `product`. */
  readonly code: string;
  /** Rows and columns of the product that one workgroup makes. */
  readonly tile: readonly [rows: number, columns: number];
}

const head = wgsl`
struct Sizes { m: u32, n: u32, k: u32 }
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> a: array<f32>;               // [m, k]
@group(0) @binding(2) var<storage, read> b: array<f32>;               // [k, n]
@group(0) @binding(3) var<storage, read_write> product: array<f32>;   // [m, n]
`;

export function rung({ name, title, code, tile }: RungText): Rung {
  const source = head + code;
  return {
    name,
    title,
    wgsl: source,
    run: (a, b, product, { m, n, k }) => {
      if (m * n === 0) return;
      product.engine.run({
        key: `ladder ${name}`,
        program: () => ({
          params: { m: 'u32', n: 'u32', k: 'u32' },
          reads: { a: 'f32', b: 'f32' },
          writes: { product: 'f32' },
          whole: source,
          body: '',
        }),
        params: { m, n, k },
        reads: [a, b],
        writes: [product],
        groups: [Math.ceil(n / tile[1]), Math.ceil(m / tile[0])],
      });
    },
  };
}
