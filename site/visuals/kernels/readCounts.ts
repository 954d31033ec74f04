/** For the site's build: how many words of storage one thread of each rung of the graphics card's ladder reads, as the emulator counts. */
import { gpuLadder } from '#framework';
import { emulate } from '../../../exercises/grader/wgsl/emulate.ts';

/** None that an exercise asks about. */
export const depths = [16, 48, 96] as const;

export interface ReadCount {
  readonly kernel: string;
  /** The mean thread's. */
  readonly reads: number;
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
];

function countOf({ kernel, wgsl, tile: [m, n] }: Counted, k: number): ReadCount {
  const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);
  const { fault, record } = emulate(wgsl, [1, 1, 1], [[m, n, k], zeros(m * k), zeros(k * n), zeros(m * n)]);
  if (fault !== null) throw new Error(`${kernel}, line ${fault.line}: ${fault.message}`);
  const reads = record.threads.reduce((sum, thread) => sum + thread.reads, 0);
  return { kernel, reads: reads / record.threads.length };
}

const made = new Map<number, readonly ReadCount[]>();

/** @example readCounts(96).find(({ kernel }) => kernel === 'g1').reads // 192 */
export function readCounts(depth: number): readonly ReadCount[] {
  const known = made.get(depth) ?? counted.map((one) => countOf(one, depth));
  made.set(depth, known);
  return known;
}
