// The emulator of the WGSL exercises, held against kernels that are known to be right: those of the framework, on the cases by which a
// card is judged. They must give the reference's numbers there, and nothing must be found in them: no race, nothing outside.
// All of them: CHALKGRAD_EMULATE=all (minutes). By default one of each kind.

import { afterAll, describe, expect, it } from 'vitest';
import { emulate } from '../../../exercises/grader/wgsl/emulate.ts';
import { gpuLadder } from '../../index.ts';
import { EmulatedCard } from './EmulatedCard.ts';
import { describeKernels } from './kernelSuite.ts';

const card = new EmulatedCard();
const all = process.env['CHALKGRAD_EMULATE'] === 'all';

/** One case of every kernel, the cheap ones. */
const few = /./;

describe('the framework’s kernels in the emulator', () => {
  describeKernels(
    () => card,
    (name) => all || few.test(name),
  );

  afterAll(() => {
    const found = card.dispatched.flatMap(({ key, findings }) => findings.map((finding) => ({ key, ...finding })));
    expect(found).toEqual([]);
    expect(card.dispatched.length).toBeGreaterThan(20);
  });
});

describe('the ladder in the emulator', () => {
  const [m, k, n] = [17, 37, 33];
  const wave = (length: number, step: number): number[] =>
    Array.from({ length }, (_, i) => Math.fround(Math.sin(1 + step * i)));
  const [a, b] = [wave(m * k, 0.7), wave(k * n, 1.3)];
  const right = Array.from({ length: m * n }, (_, at) => {
    const [row, column] = [Math.floor(at / n), at % n];
    return Array.from({ length: k }, (_, p) => a[row * k + p]! * b[p * n + column]!).reduce((sum, x) => sum + x, 0);
  });
  // Rows and columns that a group makes, and the most that a thread of it reads.
  const reads: Readonly<Record<string, number>> = {
    G0: 2 * k,
    G1: 2 * k,
    G2: 2 * 3,
    G3: 5 * 3,
    G4: 16 * 3,
    G5: 16 * 3,
  };
  const tiles: Readonly<Record<string, readonly [number, number]>> = {
    G0: [64, 1],
    G1: [16, 16],
    G2: [16, 16],
    G3: [64, 16],
    G4: [32, 32],
    G5: [32, 32],
  };

  it.each(gpuLadder.map((rung) => [rung.name, rung] as const))(
    '%s gives the product, and fetches what it says',
    (name, rung) => {
      const [rows, columns] = tiles[name]!;
      const groups = [Math.ceil(n / columns), Math.ceil(m / rows)];
      const product = new Array<number>(m * n + 9).fill(-7777);
      const { fault, record, buffers } = emulate(rung.wgsl, groups, [[m, n, k], a, b, product], {
        outputs: { 3: m * n },
        mostReads: reads[name]!,
      });
      expect(fault).toBeNull();
      expect(record.findings).toEqual([]);
      for (const [i, value] of right.entries())
        expect(Math.abs(buffers[3]![i]! - value), `number ${i}`).toBeLessThan(1e-5);
      expect(buffers[3]!.slice(m * n)).toEqual(new Array(9).fill(-7777));
      expect(Math.max(...record.threads.map((thread) => thread.reads))).toBeGreaterThan(reads[name]! / 2);
    },
  );
});
