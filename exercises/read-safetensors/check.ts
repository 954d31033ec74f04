import type { Generator } from '#framework';
import { decimal, whole } from '../cases/draw.ts';
import { defineExercise, known, mustThrow, trap } from '../grader/define.ts';

type Entry = readonly [name: string, shape: readonly number[], start: number, end: number, dtype?: string];

/** A file with this header, whatever it says. */
function fileOf(header: string, body: readonly number[], claimed?: number): Uint8Array {
  const text = new TextEncoder().encode(header);
  const file = new Uint8Array(8 + text.length + 4 * body.length);
  const view = new DataView(file.buffer);
  view.setUint32(0, claimed ?? text.length, true);
  file.set(text, 8);
  for (const [i, value] of body.entries()) view.setFloat32(8 + text.length + 4 * i, value, true);
  return file;
}

const headerOf = (entries: readonly Entry[], more: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    ...more,
    ...Object.fromEntries(
      entries.map(([name, shape, start, end, dtype = 'F32']) => [name, { dtype, shape, data_offsets: [start, end] }]),
    ),
  });

const floats = (random: Generator, count: number): number[] => Array.from({ length: count }, () => decimal(random));
const pair: readonly Entry[] = [
  ['a', [2], 0, 8],
  ['b', [1, 3], 8, 20],
];

/** Byte by byte, after the sign, exponent and fraction of each number. */
function read(file: Uint8Array) {
  const length = file[0]! + 256 * file[1]!;
  const entries = JSON.parse(new TextDecoder().decode(file.slice(8, 8 + length))) as Record<string, unknown>;
  const number = (at: number): number => {
    const bits = file[at]! + 256 * file[at + 1]! + 65536 * file[at + 2]! + 16777216 * file[at + 3]!;
    const exponent = Math.floor(bits / 2 ** 23) % 256;
    const fraction = (bits % 2 ** 23) / 2 ** 23;
    const sign = bits >= 2 ** 31 ? -1 : 1;
    return exponent === 0 ? sign * fraction * 2 ** -126 : sign * (1 + fraction) * 2 ** (exponent - 127);
  };
  return Object.fromEntries(
    Object.entries(entries)
      .filter(([name]) => name !== '__metadata__')
      .map(([name, entry]) => {
        const { shape, data_offsets } = entry as { shape: number[]; data_offsets: [number, number] };
        const count = (data_offsets[1] - data_offsets[0]) / 4;
        return [
          name,
          { shape, data: Array.from({ length: count }, (_, i) => number(8 + length + data_offsets[0] + 4 * i)) },
        ];
      }),
  );
}

export default defineExercise({
  kind: 'bytes',
  name: 'readSafetensors',
  args: ['file', 'at'],
  answer: 'tensors',
  driven: true,
  cases: [
    known('two', 'two tensors', [fileOf(headerOf(pair), [1, -2, 0.5, 3, 4]), 0]),
    known('random', 'three tensors in any order, random', (random) => {
      const n = whole(random, 1, 4);
      const header = headerOf([
        ['last', [2, 2], 4 * n + 4, 4 * n + 20],
        ['first', [n], 0, 4 * n],
        ['one', [], 4 * n, 4 * n + 4],
      ]);
      return [fileOf(header, floats(random, n + 5)), 0];
    }),
    trap('odd', 'a file that begins at an odd byte', (random) => [fileOf(headerOf(pair), floats(random, 5)), 3]),
    trap('even', 'numbers at a multiple of four, in a buffer that is used again', (random) => {
      const header = headerOf(pair);
      return [fileOf(header.padEnd(Math.ceil(header.length / 4) * 4), floats(random, 5)), 4];
    }),
    trap('metadata', 'free text beside the tensors', (random) => [
      fileOf(headerOf(pair, { __metadata__: { format: 'pt' } }), floats(random, 5)),
      0,
    ]),
    trap('none', 'a tensor without numbers', (random) => [
      fileOf(
        headerOf([
          ['a', [2], 0, 8],
          ['none', [0, 3], 8, 8],
        ]),
        floats(random, 2),
      ),
      0,
    ]),
    mustThrow('short', 'seven bytes', [Uint8Array.of(1, 2, 3, 4, 5, 6, 7), 0]),
    mustThrow('long-header', 'a header that ends behind the file', (random) => [
      fileOf(headerOf(pair), floats(random, 5), 10_000),
      0,
    ]),
    mustThrow('no-json', 'a header that is no JSON', (random) => [fileOf('{"a":', floats(random, 2)), 0]),
    mustThrow('dtype', 'a dtype that is none', (random) => [
      fileOf(headerOf([['a', [2], 0, 8, 'F33']]), floats(random, 2)),
      0,
    ]),
    mustThrow('size', 'offsets that hold more than the shape', (random) => [
      fileOf(headerOf([['a', [2], 0, 12]]), floats(random, 3)),
      0,
    ]),
    mustThrow('overlap', 'two tensors over the same bytes', (random) => [
      fileOf(
        headerOf([
          ['a', [2], 0, 8],
          ['b', [2], 4, 12],
        ]),
        floats(random, 3),
      ),
      0,
    ]),
    mustThrow('gap', 'bytes between two tensors', (random) => [
      fileOf(
        headerOf([
          ['a', [2], 0, 8],
          ['b', [1], 12, 16],
        ]),
        floats(random, 4),
      ),
      0,
    ]),
    mustThrow('tail', 'bytes behind the last tensor', (random) => [fileOf(headerOf(pair), floats(random, 7)), 0]),
    mustThrow('negative', 'a negative offset', (random) => [
      fileOf(headerOf([['a', [2], -4, 4]]), floats(random, 1)),
      0,
    ]),
  ],
  truth: read,
});
