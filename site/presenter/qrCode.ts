/**
 * QR codes of addresses: bytes, error correction of level L or M, the smallest version that holds them. After ISO/IEC 18004:2015; the
 * section of the standard stands beside each part. Written here, since a package for it would be larger than the presenter.
 */

/** How much of the code may be damaged: 7 % (L) or 15 % (M). */
type Level = 'L' | 'M';

/** Larger codes cannot be read from a wall. */
const LARGEST_VERSION = 20;

/** Error correction codewords of a block, by version (table 9). */
const CORRECTION: Readonly<Record<Level, readonly number[]>> = {
  L: [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28],
  M: [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26],
};

/** Blocks that the codewords are dealt to, by version (table 9). */
const BLOCKS: Readonly<Record<Level, readonly number[]>> = {
  L: [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8],
  M: [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16],
};

/** As the format information names them (table 12). */
const LEVEL_BITS: Readonly<Record<Level, number>> = { L: 1, M: 0 };

export interface QrCode {
  readonly version: number;
  /** Modules of one side. */
  readonly size: number;
  /** Row by row, true where dark. */
  readonly dark: readonly (readonly boolean[])[];
}

/** Modules that are not taken by patterns: bits of data, correction and a few that stay over (table 1). */
export function freeBits(version: number): number {
  const marks = version === 1 ? 0 : Math.floor(version / 7) + 2;
  const small = marks === 0 ? 0 : (25 * marks - 10) * marks - 55;
  return (16 * version + 128) * version + 64 - small - (version >= 7 ? 36 : 0);
}

const codewords = (version: number): number => Math.floor(freeBits(version) / 8);
const dataCodewords = (version: number, level: Level): number =>
  codewords(version) - CORRECTION[level][version - 1]! * BLOCKS[level][version - 1]!;

/** Centres of the small marks, one axis (annex E). */
function markPlaces(version: number): readonly number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const last = 4 * version + 10;
  const step = Math.ceil((last - 6) / (count - 1) / 2) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, i) => last - (count - 2 - i) * step)];
}

/** In the field of 256 elements with x⁸ + x⁴ + x³ + x² + 1 (7.5.2). */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((b >>> bit) & 1) * a;
  }
  return product & 255;
}

/** Coefficients of Π (x − 2ⁱ), highest first, without the leading 1. */
function generator(degree: number): readonly number[] {
  const found = [...Array<number>(degree - 1).fill(0), 1];
  let root = 1;
  for (let i = 0; i < degree; i += 1) {
    for (let j = 0; j < degree; j += 1) found[j] = times(found[j]!, root) ^ (found[j + 1] ?? 0);
    root = times(root, 2);
  }
  return found;
}

function remainder(data: readonly number[], divisor: readonly number[]): readonly number[] {
  const rest = divisor.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ rest.shift()!;
    rest.push(0);
    for (const [i, coefficient] of divisor.entries()) rest[i] = rest[i]! ^ times(coefficient, factor);
  }
  return rest;
}

/** Mode, length, bytes, an end, and filling (7.4). */
function dataBytes(bytes: Uint8Array, version: number, level: Level): readonly number[] {
  const bits: number[] = [];
  const push = (value: number, length: number): void => {
    for (let i = length - 1; i >= 0; i -= 1) bits.push((value >>> i) & 1);
  };
  push(4, 4);
  push(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) push(byte, 8);
  const room = 8 * dataCodewords(version, level);
  push(0, Math.min(4, room - bits.length));
  push(0, (8 - (bits.length % 8)) % 8);
  for (let filling = 0xec; bits.length < room; filling ^= 0xec ^ 0x11) push(filling, 8);
  return Array.from({ length: bits.length / 8 }, (_, i) => Number.parseInt(bits.slice(8 * i, 8 * i + 8).join(''), 2));
}

/** Blocks with their correction, dealt out in turns (7.6). The last blocks are one byte longer. */
function interleaved(data: readonly number[], version: number, level: Level): readonly number[] {
  const blocks = BLOCKS[level][version - 1]!;
  const correction = CORRECTION[level][version - 1]!;
  const short = Math.floor(codewords(version) / blocks) - correction;
  const longer = codewords(version) % blocks;
  const divisor = generator(correction);
  let at = 0;
  const parts = Array.from({ length: blocks }, (_, i) => {
    const part = data.slice(at, at + short + (i >= blocks - longer ? 1 : 0));
    at += part.length;
    return part;
  });
  const inTurns = (lists: readonly (readonly number[])[]): number[] =>
    Array.from({ length: Math.max(...lists.map(({ length }) => length)) }, (_, i) =>
      lists.flatMap((list) => (i < list.length ? [list[i]!] : [])),
    ).flat();
  return [...inTurns(parts), ...inTurns(parts.map((part) => remainder(part, divisor)))];
}

/** A number with its own correction behind it (annexes C and D). */
function withRemainder(value: number, divisor: number, bits: number): number {
  let rest = value;
  for (let i = 0; i < bits; i += 1) rest = (rest << 1) ^ ((rest >>> (bits - 1)) * divisor);
  return (value << bits) | (rest & ((1 << bits) - 1));
}

/** Which modules a mask turns over, by row and column (table 10). */
const masks: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

class Grid {
  readonly size: number;
  readonly dark: boolean[][];
  /** Where a pattern or a piece of information stands, which no mask touches. */
  readonly fixed: boolean[][];
  private readonly version: number;
  private readonly level: Level;

  constructor(version: number, level: Level) {
    this.version = version;
    this.level = level;
    this.size = 17 + 4 * version;
    const empty = (): boolean[][] => Array.from({ length: this.size }, () => Array<boolean>(this.size).fill(false));
    this.dark = empty();
    this.fixed = empty();
    this.patterns();
  }

  private set(row: number, column: number, dark: boolean): void {
    if (row < 0 || column < 0 || row >= this.size || column >= this.size) return;
    this.dark[row]![column] = dark;
    this.fixed[row]![column] = true;
  }

  /** 6.3: timing, the three large marks, the small ones; the version. */
  private patterns(): void {
    const { size, version } = this;
    for (let i = 0; i < size; i += 1) {
      this.set(6, i, i % 2 === 0);
      this.set(i, 6, i % 2 === 0);
    }
    for (const [row, column] of [
      [3, 3],
      [3, size - 4],
      [size - 4, 3],
    ] as const)
      this.square(row, column, 4, (ring) => ring !== 2 && ring !== 4);
    const places = markPlaces(version);
    const last = places.length - 1;
    for (const [i, row] of places.entries())
      for (const [j, column] of places.entries()) {
        const isCorner = (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0);
        if (!isCorner) this.square(row, column, 2, (ring) => ring !== 1);
      }
    this.format(0); // its place is kept
    if (version < 7) return;
    const bits = withRemainder(version, 0x1f25, 12);
    for (let i = 0; i < 18; i += 1) {
      const [far, near] = [size - 11 + (i % 3), Math.floor(i / 3)];
      this.set(near, far, ((bits >>> i) & 1) === 1);
      this.set(far, near, ((bits >>> i) & 1) === 1);
    }
  }

  private square(row: number, column: number, reach: number, isDark: (ring: number) => boolean): void {
    for (let i = -reach; i <= reach; i += 1)
      for (let j = -reach; j <= reach; j += 1)
        this.set(row + i, column + j, isDark(Math.max(Math.abs(i), Math.abs(j))));
  }

  /** 7.9: level and mask, twice. */
  format(mask: number): void {
    const { size } = this;
    const bits = withRemainder((LEVEL_BITS[this.level] << 3) | mask, 0x537, 10) ^ 0x5412;
    const bit = (i: number): boolean => ((bits >>> i) & 1) === 1;
    for (let i = 0; i < 15; i += 1) {
      const along = i < 6 ? i : i < 8 ? i + 1 : size - 15 + i;
      this.set(along, 8, bit(i));
      const across = i < 8 ? size - 1 - i : i === 8 ? 7 : 14 - i;
      this.set(8, across, bit(i));
    }
    this.set(size - 8, 8, true);
  }

  /** 7.7.3: in columns of two, from the right, upwards and down in turns. */
  *path(): Generator<readonly [number, number]> {
    const { size } = this;
    let isUp = true;
    for (let right = size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      for (let i = 0; i < size; i += 1) {
        const row = isUp ? size - 1 - i : i;
        for (const column of [right, right - 1]) if (!this.fixed[row]![column]) yield [row, column];
      }
      isUp = !isUp;
    }
  }

  place(bytes: readonly number[]): void {
    let at = 0;
    for (const [row, column] of this.path()) {
      this.dark[row]![column] = (((bytes[at >>> 3] ?? 0) >>> (7 - (at & 7))) & 1) === 1;
      at += 1;
    }
  }

  mask(which: number): void {
    for (const [row, column] of this.path())
      if (masks[which]!(row, column)) this.dark[row]![column] = !this.dark[row]![column];
  }

  /** 7.8.3: long runs, blocks, what looks like a large mark, more dark than light. */
  penalty(): number {
    const { size, dark } = this;
    let sum = 0;
    const lines = [...dark, ...dark.map((_, column) => dark.map((row) => row[column]!))];
    for (const line of lines) {
      const text = line.map((isDark) => (isDark ? '1' : '0')).join('');
      for (const [run] of text.matchAll(/1{5,}|0{5,}/g)) sum += run.length - 2;
      for (const mark of ['10111010000', '00001011101'])
        for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) sum += 40;
    }
    for (let row = 1; row < size; row += 1)
      for (let column = 1; column < size; column += 1) {
        const here = dark[row]![column];
        const isBlock = here === dark[row - 1]![column] && here === dark[row]![column - 1] && here === dark[row - 1]![column - 1]; // biome-ignore format: one line reads better
        if (isBlock) sum += 3;
      }
    const share = dark.flat().filter(Boolean).length / (size * size);
    return sum + 10 * Math.floor(Math.abs(share - 0.5) / 0.05);
  }
}

/** The smallest code for a text, of level M where that costs no larger one; null where the text is too long (858 bytes fit). */
export function qrCode(text: string): QrCode | null {
  const bytes = new TextEncoder().encode(text);
  const fits = (version: number, level: Level): boolean =>
    4 + (version < 10 ? 8 : 16) + 8 * bytes.length <= 8 * dataCodewords(version, level);
  for (let version = 1; version <= LARGEST_VERSION; version += 1) {
    const level = (['M', 'L'] as const).find((one) => fits(version, one));
    if (level === undefined) continue;
    const grid = new Grid(version, level);
    grid.place(interleaved(dataBytes(bytes, version, level), version, level));
    const cost = masks.map((_, mask) => {
      grid.mask(mask);
      grid.format(mask);
      const penalty = grid.penalty();
      grid.mask(mask); // twice is none
      return penalty;
    });
    const best = cost.indexOf(Math.min(...cost));
    grid.mask(best);
    grid.format(best);
    return { version, size: grid.size, dark: grid.dark };
  }
  return null;
}

/** Light around the code, in modules (6.3.8). */
const QUIET = 4;

/**
 * The code as SVG, dark on light whatever the page's theme, since cameras want it so; null where the text is too long.
 *
 * @example qrSvg('https://example.org/lessons/tensors/') // '<svg viewBox="0 0 33 33" …'
 */
export function qrSvg(text: string): string | null {
  const code = qrCode(text);
  if (code === null) return null;
  const side = code.size + 2 * QUIET;
  const squares = code.dark.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])),
  );
  return `<svg class="qr-code" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges" aria-hidden="true"><rect style="fill:var(--qr-light)" width="${side}" height="${side}"/><path style="fill:var(--qr-dark)" d="${squares.join('')}"/></svg>`;
}
