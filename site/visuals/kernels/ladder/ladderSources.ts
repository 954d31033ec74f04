/**
 * The sources of a ladder's rungs, for the build: the text, what it is called, and which of its lines are new against the rung
 * below. Reads files and measures nothing.
 */
import { gpuLadder } from '#framework';
import { changedLines } from './changedLines.ts';
import { cpuRungs, rungOfFile } from './cpuRungs.ts';
import { besideGpu, gpuRungs } from './gpuRungs.ts';
import type { LadderName } from './protocol.ts';

export interface RungSource {
  readonly id: string;
  /** As the reader finds it: 'rungs/c0-three-loops.ts'. */
  readonly file: string;
  readonly language: 'ts' | 'wgsl';
  readonly text: string;
  /** Line numbers from 1; empty on the lowest rung, and for the framework, which grew from no rung. */
  readonly changed: ReadonlySet<number>;
}

const files = import.meta.glob<string>(['/lessons/*/rungs/**/*.ts', '!/lessons/**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** What the framework does in the place of the last rungs, besides transposes, biases and batches; its rung grew from no other. */
const shipped = import.meta.glob<string>('/framework/kernels/simd/assembly/gemm.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

function shippedSource(id: string): Omit<RungSource, 'changed'> {
  const [found] = Object.entries(shipped);
  if (found === undefined) throw new Error('The ladder shows framework/kernels/simd/assembly/gemm.ts, which is gone.');
  return { id, file: found[0].slice(1), language: 'ts', text: found[1] };
}

function gpuSources(): Omit<RungSource, 'changed'>[] {
  return gpuRungs.map((id) => {
    if (id === besideGpu) return shippedSource(id);
    const rung = gpuLadder.find(({ name }) => name.toLowerCase() === id);
    if (rung === undefined) throw new Error(`The framework's gpuLadder has no rung ${id}.`);
    return { id, file: `framework/kernels/webgpu/ladder/${id}.ts`, language: 'wgsl', text: rung.wgsl.trim() };
  });
}

function cpuSources(): Omit<RungSource, 'changed'>[] {
  return cpuRungs.map(({ id }) => {
    if (id === 'shipped') return shippedSource(id);
    const found = Object.entries(files).find(([path]) => rungOfFile(path) === id);
    if (found === undefined) throw new Error(`The ladder has a rung ${id}, but no lesson has a file rungs/${id}-….ts.`);
    const [path, text] = found;
    return { id, file: path.replace(/^.*\/(?=rungs\/)/, ''), language: 'ts', text };
  });
}

const ladders: Readonly<Record<LadderName, () => Omit<RungSource, 'changed'>[]>> = { cpu: cpuSources, gpu: gpuSources };

/** The rungs in climbing order. */
export const ladderSources = (name: LadderName): RungSource[] =>
  ladders[name]().map((rung, at, all) => ({
    ...rung,
    changed:
      at === 0 || rung.id === 'shipped' || rung.id === besideGpu
        ? new Set<number>()
        : changedLines(all[at - 1]!.text, rung.text),
  }));
