/** For the site's build: how many words of storage one thread of each rung of the graphics card's ladder reads, as the emulator counts. */
import { gpuLadder } from '#framework';
import { emulate } from '../../../exercises/grader/wgsl/emulate.ts';

export const depths = [16, 64, 512] as const;

export interface ReadCount {
  readonly kernel: string;
  /** The mean thread's. */
  readonly reads: number;
  /** For each number of the product. */
  readonly perCell: number;
}

interface Counted {
  readonly kernel: string;
  readonly wgsl: string;
  /** Rows and columns of the product that one group makes. */
  readonly tile: readonly [rows: number, columns: number];
}

const rungOf = (name: string): string => gpuLadder.find((rung) => rung.name === name)!.wgsl;

const counted: readonly Counted[] = [
  { kernel: 'g0', wgsl: rungOf('G0'), tile: [64, 1] },
  { kernel: 'g1', wgsl: rungOf('G1'), tile: [16, 16] },
  { kernel: 'g2-8', wgsl: rungOf('G2').replaceAll('16', '8'), tile: [8, 8] },
  { kernel: 'g2', wgsl: rungOf('G2'), tile: [16, 16] },
  { kernel: 'g3', wgsl: rungOf('G3'), tile: [64, 16] },
];

/** Statements enough for the deepest product of one group. */
const FUEL = 2e7;

function countOf({ kernel, wgsl, tile: [m, n] }: Counted, k: number): ReadCount {
  const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);
  const { fault, record } = emulate(wgsl, [1, 1, 1], [[m, n, k], zeros(m * k), zeros(k * n), zeros(m * n)], {
    fuel: FUEL,
  });
  if (fault !== null) throw new Error(`${kernel}, line ${fault.line}: ${fault.message}`);
  const reads = record.threads.reduce((sum, thread) => sum + thread.reads, 0);
  return { kernel, reads: reads / record.threads.length, perCell: reads / (m * n) };
}

const made = new Map<number, readonly ReadCount[]>();

/** @example readCounts(512).find(({ kernel }) => kernel === 'g1').reads // 1024 */
export function readCounts(depth: number): readonly ReadCount[] {
  const known = made.get(depth) ?? counted.map((one) => countOf(one, depth));
  made.set(depth, known);
  return known;
}
