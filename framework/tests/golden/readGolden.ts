/**
 * Reads the JSON that generate.py wrote and turns its arguments into tensors. What the numbers mean stands in case.py; this
 * file only decodes. Every argument can be laid out in memory in several ways that mean the same tensor: an op that walks
 * its operands wrongly is found here, whatever the values.
 */
import { readFileSync } from 'node:fs';
import { contiguousStrides, type DType, sizeOf, Tensor, tensor } from '../../index.ts';

/** What JSON has no word for is written out: 'NaN', 'Infinity', '-Infinity'. */
export type GoldenNumber = number | 'NaN' | 'Infinity' | '-Infinity';

export interface GoldenTensor {
  readonly shape: readonly number[];
  readonly dtype: DType;
  /** Only for a stretched view: `data` then holds the memory behind it. */
  readonly strides?: readonly number[];
  readonly data: readonly GoldenNumber[];
  /** true: its gradient was recorded. */
  readonly grad?: boolean;
}

/** A float32 or int32 tensor as base64 of its little-endian bytes: weights and batches of whole networks. */
export interface PackedTensor {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32';
  readonly base64: string;
}

export interface GoldenFile<Case> {
  readonly madeBy: string;
  readonly torch: string;
  readonly cases: readonly Case[];
}

/** The cases of one family: `readGolden('conv')`. */
export const readGolden = <Case>(family: string): readonly Case[] => {
  const text = readFileSync(new URL(`${family}.json`, import.meta.url), 'utf8');
  return (JSON.parse(text) as GoldenFile<Case>).cases;
};

/** The same tensor in memory: row by row; last axis slowest; or with foreign numbers before, between and after. */
export type MemoryOrder = 'row by row' | 'axes reversed in memory' | 'gaps in memory';

export interface Decoding {
  readonly order: MemoryOrder;
  /** Read float64 as float32. */
  readonly single: boolean;
}

/** A golden tensor as a tensor of ours; a leaf that wants a gradient if its gradient was recorded. */
export function decodeTensor(golden: GoldenTensor, { order, single }: Decoding): Tensor {
  const dtype = single && golden.dtype === 'float64' ? 'float32' : golden.dtype;
  const memory = tensor(Float64Array.from(golden.data, Number), { dtype });
  const made =
    golden.strides === undefined
      ? laidOut(memory, golden.shape, order)
      : new Tensor(memory.storage, golden.shape, golden.strides);
  return made.requiresGrad_(golden.grad === true);
}

const GAP = 2;
const FOREIGN = -77; // stands in the gaps: finite, so that multiplying it by 0 cannot show up by chance as NaN does

function laidOut(dense: Tensor, shape: readonly number[], order: MemoryOrder): Tensor {
  const rowByRow = contiguousStrides(shape);
  if (order === 'row by row') return new Tensor(dense.storage, shape);
  const strides =
    order === 'axes reversed in memory'
      ? contiguousStrides(shape.toReversed()).toReversed()
      : rowByRow.map((stride) => stride * GAP);
  const offset = order === 'gaps in memory' ? 1 : 0;
  const memory = tensor(new Float64Array(offset + GAP * sizeOf(shape) + 1).fill(FOREIGN), { dtype: dense.dtype });
  for (let i = 0; i < dense.size; i++) {
    const place = shape.map((n, axis) => Math.floor(i / rowByRow[axis]!) % n);
    memory.buffer[place.reduce((at, step, axis) => at + step * strides[axis]!, offset)] = dense.buffer[i]!;
  }
  return new Tensor(memory.storage, shape, strides, offset);
}

export function unpackTensor({ shape, dtype, base64 }: PackedTensor): Tensor {
  const bytes = new DataView(Uint8Array.from(Buffer.from(base64, 'base64')).buffer);
  const read = (i: number): number => (dtype === 'int32' ? bytes.getInt32(4 * i, true) : bytes.getFloat32(4 * i, true));
  return tensor(
    Float64Array.from({ length: sizeOf(shape) }, (_, i) => read(i)),
    { shape, dtype },
  );
}

const isGoldenTensor = (value: object): value is GoldenTensor => 'dtype' in value && 'data' in value;

/** Arguments as an op wants them: tensors at any depth of lists and options, null for one that is left out. */
export function decodeArgument(value: unknown, decoding: Decoding): unknown {
  if (value === null) return undefined;
  if (value === 'Infinity' || value === '-Infinity' || value === 'NaN') return Number(value);
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => decodeArgument(item, decoding));
  if (isGoldenTensor(value)) return decodeTensor(value, decoding);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decodeArgument(item, decoding)]));
}

/** Every tensor in an argument or a result that passes the test, in reading order. */
export function tensorsIn(value: unknown, wanted: (t: Tensor) => boolean = () => true): Tensor[] {
  if (value instanceof Tensor) return wanted(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((item) => tensorsIn(item, wanted));
}
