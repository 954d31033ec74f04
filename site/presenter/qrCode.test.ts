// A reader of codes in miniature, which shares no line with the writer: it finds format and mask, takes the blocks apart, holds each against
// its correction by the syndromes, and reads the text.
import { describe, expect, it } from 'vitest';
import { freeBits, type QrCode, qrCode, qrSvg } from './qrCode.ts';

/** Blocks and their correction, as the standard's table 9 prints them: [blocks, data, …] groups, correction. */
const printed: Readonly<Record<string, readonly [correction: number, ...groups: (readonly [blocks: number, data: number])[]]>> = {
  M1: [10, [1, 16]], L2: [10, [1, 34]], L5: [26, [1, 108]], L6: [18, [2, 68]], L7: [20, [2, 78]], L9: [30, [2, 116]], L12: [24, [2, 92], [2, 93]],
  'M2': [16, [1, 28]],
  'M3': [26, [1, 44]],
  'M5': [24, [2, 43]],
  'M6': [16, [4, 27]],
  'M7': [18, [4, 31]],
  'M8': [22, [2, 38], [2, 39]],
  'L8': [24, [2, 97]],
  'M10': [26, [4, 43], [1, 44]],
  'L10': [18, [2, 68], [2, 69]],
  'M14': [24, [4, 40], [5, 41]],
  'L20': [28, [3, 107], [5, 108]],
  'M15': [24, [5, 41], [5, 42]],
}; // biome-ignore format: a table

const exponents: number[] = [];
const logarithms: number[] = [];
for (let i = 0, value = 1; i < 255; i += 1) {
  exponents[i] = value;
  logarithms[value] = i;
  value *= 2;
  if (value > 255) value ^= 0x11d;
}

/** All zero where a block is without fault. */
const syndromes = (block: readonly number[], count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) =>
    block.reduce((sum, byte) => {
      const turned = sum === 0 ? 0 : exponents[(logarithms[sum]! + i) % 255]!;
      return turned ^ byte;
    }, 0),
  );

const turnedOver = (mask: number, r: number, c: number): boolean =>
  [
    (r + c) % 2, r % 2, c % 3, (r + c) % 3, ((r >> 1) + Math.floor(c / 3)) % 2, ((r * c) % 2) + ((r * c) % 3),
    (((r * c) % 2) + ((r * c) % 3)) % 2, (((r + c) % 2) + ((r * c) % 3)) % 2,
  ][mask] === 0; // biome-ignore format: the standard's table 10

/** Small marks' centres for the versions read here (annex E). */
const centres: Readonly<Record<number, readonly number[]>> = {
  1: [], 2: [6, 18], 3: [6, 22], 4: [6, 26], 5: [6, 30], 6: [6, 34], 7: [6, 22, 38], 8: [6, 24, 42], 9: [6, 26, 46], 12: [6, 32, 58], 10: [6, 28, 50], 14: [6, 26, 46, 66], 15: [6, 26, 48, 70],
  20: [6, 34, 62, 90],
}; // biome-ignore format: a table

function isPattern({ version, size }: QrCode, r: number, c: number): boolean {
  const end = size - 9;
  if ((r <= 8 && c <= 8) || (r <= 8 && c > end) || (r > end && c <= 8)) return true;
  if (r === 6 || c === 6) return true;
  if (version >= 7 && ((r < 6 && c > size - 12) || (c < 6 && r > size - 12))) return true;
  const marks = centres[version]!;
  return marks.some((y) =>
    marks.some((x) => {
      const isCorner = (y === 6 && x === 6) || (y === 6 && x === size - 7) || (y === size - 7 && x === 6);
      return !isCorner && Math.abs(r - y) <= 2 && Math.abs(c - x) <= 2;
    }),
  );
}

function read(code: QrCode): string {
  const { dark, size, version } = code;
  const at = (r: number, c: number): number => Number(dark[r]![c]);
  // Format bits, highest first, along the top left mark: row 8 to the right, then column 8 upwards.
  const places = [0, 1, 2, 3, 4, 5, 7, 8].map((c) => [8, c] as const);
  const up = [7, 5, 4, 3, 2, 1, 0].map((r) => [r, 8] as const);
  const format = [...places, ...up].reduce((bits, [r, c]) => (bits << 1) | at(r, c), 0) ^ 0b101010000010010;
  const level = format >> 13 === 1 ? 'L' : 'M';
  const mask = (format >> 10) & 7;
  const bits: number[] = [];
  let upwards = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right -= 1;
    for (let i = 0; i < size; i += 1) {
      const r = upwards ? size - 1 - i : i;
      for (const c of [right, right - 1])
        if (!isPattern(code, r, c)) bits.push(at(r, c) ^ Number(turnedOver(mask, r, c)));
    }
    upwards = !upwards;
  }
  expect(bits.length, 'modules for bits').toBe(freeBits(version));
  const bytes = Array.from({ length: bits.length >> 3 }, (_, i) =>
    Number.parseInt(bits.slice(8 * i, 8 * i + 8).join(''), 2),
  );
  const [correction, ...groups] = printed[`${level}${version}`]!;
  const sizes = groups.flatMap(([blocks, data]) => Array<number>(blocks).fill(data));
  const blocks = sizes.map((): number[] => []);
  let next = 0;
  for (let i = 0; i < Math.max(...sizes); i += 1)
    for (const [b, data] of sizes.entries()) if (i < data) blocks[b]!.push(bytes[next++]!);
  const data = blocks.flat();
  for (let i = 0; i < correction; i += 1) for (const block of blocks) block.push(bytes[next++]!);
  expect(next).toBe(bytes.length);
  for (const block of blocks) expect(syndromes(block, correction)).toEqual(Array(correction).fill(0));
  const all = data.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  expect(all.slice(0, 4), 'bytes').toBe('0100');
  const wide = version < 10 ? 8 : 16;
  const length = Number.parseInt(all.slice(4, 4 + wide), 2);
  const text = Array.from({ length }, (_, i) => Number.parseInt(all.slice(4 + wide + 8 * i, 12 + wide + 8 * i), 2));
  return new TextDecoder().decode(new Uint8Array(text));
}

describe('qrCode', () => {
  it.each([
    ['a word', 'Chalkgrad', 1],
    ['an address', 'https://x.org/lessons/tensors/', 2],
    ['letters beyond ASCII', 'https://x.org/#t=names-rnn.7&read=Ólim→', 3],
    ['one long block', `https://x.org/${'a'.repeat(90)}`, 5],
    ['two blocks', `https://x.org/${'b'.repeat(110)}`, 6],
    ['with its version in it', `https://x.org/${'c'.repeat(130)}`, 7],
    ['a length of two bytes', `https://x.org/${'e'.repeat(190)}`, 9],
    ['blocks of two lengths', `https://x.org/${'e'.repeat(230)}`, 10],
    ['a link to four tracks', `https://x.org/${'f'.repeat(348)}`, 12],
    ['the longest', 'g'.repeat(858), 20],
  ])('can be read: %s', (_, text, version) => {
    const code = qrCode(text)!;
    expect(code.version).toBe(version);
    expect(read(code)).toBe(text);
  });

  it('refuses what is too long for a wall', () => {
    expect(qrCode('h'.repeat(859))).toBeNull();
    expect(qrSvg('h'.repeat(859))).toBeNull();
  });

  it('leaves four modules of light around it', () => {
    expect(qrSvg('Chalkgrad')).toContain('viewBox="0 0 29 29"');
  });
});
