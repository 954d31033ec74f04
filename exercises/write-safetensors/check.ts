import type { Generator } from '#framework';
import { decimal, whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';
import type { View } from './start.ts';

const dense = (shape: number[]): number[] => shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
const floats = (random: Generator, count: number): Float32Array =>
  Float32Array.from({ length: count }, () => decimal(random));
const whole2 = (random: Generator, shape: number[]): View => ({
  shape,
  strides: dense(shape),
  offset: 0,
  data: floats(
    random,
    shape.reduce((a, b) => a * b, 1),
  ),
});

/** The file from the other end: every byte by its place, the header put together as text. */
function bytesOf(tensors: Record<string, View>): Uint8Array {
  const names = Object.keys(tensors).sort();
  const parts: string[] = [];
  const body: number[] = [];
  for (const name of names) {
    const { shape, strides, offset, data } = tensors[name]!;
    const start = body.length;
    const count = shape.reduce((a, b) => a * b, 1);
    for (let k = 0; k < count; k++) {
      let rest = k;
      let at = offset;
      for (let axis = shape.length - 1; axis >= 0; axis--) {
        at += (rest % shape[axis]!) * strides[axis]!;
        rest = Math.floor(rest / shape[axis]!);
      }
      const bits = new Uint32Array(Float32Array.of(data[at]!).buffer)[0]!;
      body.push(bits & 255, (bits >>> 8) & 255, (bits >>> 16) & 255, bits >>> 24);
    }
    parts.push(
      `${JSON.stringify(name)}:{"dtype":"F32","shape":[${shape.join()}],"data_offsets":[${start},${body.length}]}`,
    );
  }
  const header = Array.from(new TextEncoder().encode(`{${parts.join()}}`));
  while (header.length % 8 !== 0) header.push(32);
  const length = Array.from({ length: 8 }, (_, i) => Math.floor(header.length / 256 ** i) % 256);
  return Uint8Array.from([...length, ...header, ...body]);
}

export default defineExercise({
  kind: 'bytes',
  name: 'writeSafetensors',
  args: ['tensors'],
  answer: 'file',
  keepsArguments: true,
  cases: [
    known('two', 'a weight and a bias', [
      {
        bias: { shape: [2], strides: [1], offset: 0, data: Float32Array.of(0.5, -2) },
        weight: { shape: [2, 3], strides: [3, 1], offset: 0, data: Float32Array.of(1, 2, 3, 4, 5, 6) },
      } as never,
    ]),
    known('random', 'three tensors, random', (random) => [
      { a: whole2(random, [3]), b: whole2(random, [2, whole(random, 2, 4)]), c: whole2(random, [2, 2, 2]) } as never,
    ]),
    trap('empty', 'a single number, and a tensor without any', (random) => [
      { loss: whole2(random, []), none: whole2(random, [0, 3]), some: whole2(random, [2]) } as never,
    ]),
    trap('umlaut', 'names with ö', (random) => [
      { größe: whole2(random, [whole(random, 1, 3)]), ööööööööö: whole2(random, [1]) } as never,
    ]),
    trap('unsorted', 'names that were not given in order', (random) => [
      { weight: whole2(random, [2]), bias: whole2(random, [3]) } as never,
    ]),
    trap('transposed', 'a transposed view', (random) => [
      { t: { shape: [3, 2], strides: [1, 3], offset: 0, data: floats(random, 6) } } as never,
    ]),
    trap('offset', 'a view that begins at element 3', (random) => [
      { part: { shape: [2, 2], strides: [4, 1], offset: 3, data: floats(random, 12) } } as never,
    ]),
  ],
  truth: bytesOf,
});
