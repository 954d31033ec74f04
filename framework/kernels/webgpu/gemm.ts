/**
 * One matrix product for everything that is one: matmul, convolution, and both of its gradients differ only in where an element of A
 * and B is found, and where an element of the result goes. Each gives those three as functions, and this file multiplies.
 *
 * 64 threads share a tile of 32 × 32 results; each keeps 4 × 4 of them in registers. For 16 steps of K the tiles of A and B stand in
 * workgroup memory, so that every number fetched is used 32 times. Where there are few tiles and a long K (the gradient of a weight:
 * few numbers, each a sum over the whole batch), K is cut into parts, whose results are added in a fixed order.
 * Where the product is small, or one side is too thin to fill tiles, a thread simply computes one result.
 * Source of the shape: Volkov & Demmel, "Benchmarking GPUs to tune dense linear algebra" (2008), §4; the ladder/ climbs to it.
 */
import type { GpuMemory } from './GpuMemory.ts';
import type { GpuView } from './layout.ts';
import { reduce } from './reduce.ts';
import { type WgslType, wgslType } from './types.ts';
import { wgsl } from './wgsl.ts';

/** Sides of the tile of results and of its step along K. */
const TILE = 32;
const STEP = 16;
const THREADS = 64;

/** A cut is worth its second kernel from this length of K on. */
const LONG = 512;
/** Tiles that keep a GPU busy: with fewer, K is cut. */
const ENOUGH_TILES = 64;

/** Below so many multiplications, or with a side thinner than this, tiles cost more than they save. */
const SMALL = 1 << 15;
const THIN = 8;

export interface Product {
  /** Names the three functions below. */
  readonly key: string;
  readonly batches: number;
  readonly rows: number;
  readonly columns: number;
  /** Terms of each sum. */
  readonly inner: number;
  /** Further parameters that the functions use. */
  readonly types: Readonly<Record<string, WgslType>>;
  readonly values: Readonly<Record<string, number>>;
  /**
   * WGSL: `leftAt(batch, row, k) -> f32` and `rightAt(batch, k, column) -> f32` over buffers `left` and `right`, asked only inside
   * the matrices, and `placeOf(batch, row, column) -> u32`, where a result stands in `out`.
   */
  readonly functions: string;
  readonly left: GpuMemory;
  readonly right: GpuMemory;
  /** What is added to the finished sums, once. `functions` then has `biasAt(batch, row, column) -> f32` over the buffer `bias`. */
  readonly bias?: GpuMemory;
  readonly leftType: WgslType;
  readonly rightType: WgslType;
}

/** Multiply into dense memory. */
export function gemm(product: Product, out: GpuMemory): void {
  const { batches, rows, columns, inner } = product;
  const results = batches * rows * columns;
  if (results === 0) return;
  const isTiled = rows >= THIN && columns >= THIN && results * inner > SMALL;
  const tiles = batches * Math.ceil(rows / TILE) * Math.ceil(columns / TILE);
  const wanted = Math.floor(isTiled ? ENOUGH_TILES / tiles : (ENOUGH_TILES * THREADS) / results);
  const parts = inner >= LONG && wanted > 1 ? Math.min(wanted, Math.ceil(inner / (LONG / 4))) : 1;
  const run = isTiled ? multiplyInTiles : multiplyPlainly;
  if (parts === 1) {
    run(product, out, 1);
    return;
  }
  const partial = out.engine.allocate('float32', parts * results);
  run(product, partial, parts);
  const sums: GpuView = {
    memory: partial,
    dtype: 'float32',
    shape: [results, parts],
    strides: [1, results],
    offset: 0,
  };
  reduce('sum', sums, 1, out);
  partial.release();
}

/** The parameters of both kernels. Part k sums terms k · chunk … (k + 1) · chunk - 1. */
const types = { batches: 'u32', rows: 'u32', columns: 'u32', inner: 'u32', parts: 'u32', chunk: 'u32' } as const;

function parameters({ batches, rows, columns, inner, values }: Product, parts: number): Record<string, number> {
  const chunk = Math.max(Math.ceil(inner / parts / STEP) * STEP, STEP);
  return { batches, rows, columns, inner, parts, chunk, ...values };
}

const readsOf = ({ leftType, rightType, bias }: Product): Record<string, WgslType> => ({
  left: leftType,
  right: rightType,
  ...(bias === undefined ? {} : { bias: wgslType(bias.dtype) }),
});

const buffersOf = ({ left, right, bias }: Product): readonly GpuMemory[] =>
  bias === undefined ? [left, right] : [left, right, bias];

const stored = (sum: string, type: WgslType): string => (type === 'u32' ? `u32(${sum} != 0.0)` : `${type}(${sum})`);

/** One thread a result (and part). */
function multiplyPlainly(product: Product, out: GpuMemory, parts: number): void {
  const type = wgslType(out.dtype);
  const results = product.batches * product.rows * product.columns;
  out.engine.run({
    key: `product ${product.key} ${type}`,
    program: () => ({
      params: { ...types, ...product.types },
      reads: readsOf(product),
      writes: { out: type },
      threads: THREADS,
      declarations: product.functions,
      body: wgsl`
  let results = p.batches * p.rows * p.columns;
  if (i >= results * p.parts) { return; }
  let part = i / results;
  let column = i % p.columns;
  let row = i / p.columns % p.rows;
  let batch = i % results / (p.columns * p.rows);
  let end = min((part + 1u) * p.chunk, p.inner);
  var sum = 0.0;
  for (var k = part * p.chunk; k < end; k++) { sum = fma(leftAt(batch, row, k), rightAt(batch, k, column), sum); }
  ${product.bias === undefined ? '' : 'if (part == 0u) { sum += biasAt(batch, row, column); }'}
  out[part * results + placeOf(batch, row, column)] = ${stored('sum', type)};`,
    }),
    params: parameters(product, parts),
    reads: buffersOf(product),
    writes: [out],
    groups: Math.ceil((results * parts) / THREADS),
  });
}

function multiplyInTiles(product: Product, out: GpuMemory, parts: number): void {
  const { batches, rows, columns } = product;
  const tiles = batches * Math.ceil(rows / TILE) * Math.ceil(columns / TILE);
  const type = wgslType(out.dtype);
  out.engine.run({
    key: `gemm ${product.key} ${type}`,
    program: () => ({
      params: { ...types, ...product.types },
      reads: readsOf(product),
      writes: { out: type },
      threads: THREADS,
      declarations: wgsl`
${product.functions}
// Four rows of A (columns of B) that one thread needs together stand in one vec4.
var<workgroup> tileA: array<vec4<f32>, ${(STEP * TILE) / 4}>;
var<workgroup> tileB: array<vec4<f32>, ${(STEP * TILE) / 4}>;
fn fetchA(batch: u32, row: u32, k: u32, end: u32) -> f32 {
  if (row < p.rows && k < end) { return leftAt(batch, row, k); }
  return 0.0;
}
fn fetchB(batch: u32, k: u32, column: u32, end: u32) -> f32 {
  if (column < p.columns && k < end) { return rightAt(batch, k, column); }
  return 0.0;
}
fn store(base: u32, batch: u32, row: u32, column: u32, sums: vec4<f32>) {
  for (var c = 0u; c < 4u; c++) {
    if (row < p.rows && column + c < p.columns) {
      var sum = sums[c];
      ${product.bias === undefined ? '' : 'if (base == 0u) { sum += biasAt(batch, row, column + c); } // the first part alone'}
      out[base + placeOf(batch, row, column + c)] = ${stored('sum', type)};
    }
  }
}`,
      body: wgsl`
  let tilesDown = (p.rows + ${TILE - 1}u) / ${TILE}u;
  let tilesAcross = (p.columns + ${TILE - 1}u) / ${TILE}u;
  if (group >= tilesDown * tilesAcross * p.batches * p.parts) { return; }
  let firstColumn = (group % tilesAcross) * ${TILE}u;
  let firstRow = (group / tilesAcross % tilesDown) * ${TILE}u;
  let batch = group / (tilesAcross * tilesDown) % p.batches;
  let part = group / (tilesAcross * tilesDown * p.batches);
  let begin = part * p.chunk;
  let end = min(begin + p.chunk, p.inner);
  let down = thread / 8u;
  let across = thread % 8u;
  var sums0 = vec4<f32>();
  var sums1 = vec4<f32>();
  var sums2 = vec4<f32>();
  var sums3 = vec4<f32>();
  for (var step = begin; step < end; step += ${STEP}u) {
    for (var load = thread; load < ${(STEP * TILE) / 4}u; load += ${THREADS}u) {
      let k = step + load / ${TILE / 4}u;
      let row = firstRow + load % ${TILE / 4}u * 4u;
      let column = firstColumn + load % ${TILE / 4}u * 4u;
      tileA[load] = vec4(
        fetchA(batch, row, k, end),
        fetchA(batch, row + 1u, k, end),
        fetchA(batch, row + 2u, k, end),
        fetchA(batch, row + 3u, k, end),
      );
      tileB[load] = vec4(
        fetchB(batch, k, column, end),
        fetchB(batch, k, column + 1u, end),
        fetchB(batch, k, column + 2u, end),
        fetchB(batch, k, column + 3u, end),
      );
    }
    workgroupBarrier();
    for (var k = 0u; k < ${STEP}u; k++) {
      let a = tileA[k * ${TILE / 4}u + down];
      let b = tileB[k * ${TILE / 4}u + across];
      sums0 = fma(vec4(a.x), b, sums0);
      sums1 = fma(vec4(a.y), b, sums1);
      sums2 = fma(vec4(a.z), b, sums2);
      sums3 = fma(vec4(a.w), b, sums3);
    }
    workgroupBarrier();
  }
  let base = part * p.batches * p.rows * p.columns;
  let row = firstRow + down * 4u;
  let column = firstColumn + across * 4u;
  store(base, batch, row, column, sums0);
  store(base, batch, row + 1u, column, sums1);
  store(base, batch, row + 2u, column, sums2);
  store(base, batch, row + 3u, column, sums3);`,
    }),
    params: parameters(product, parts),
    reads: buffersOf(product),
    writes: [out],
    groups: tiles * parts,
  });
}
