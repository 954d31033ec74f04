/**
 * Makes a rung of the graphics card's ladder ready to run. The matrices are on the card before the clock starts, and the product stays
 * there; what is timed is the work, and one wait for all of it.
 */
import { describeAdapter, gpuLadder, multiplyBy, noGrad, scope, startWebgpu, tensor, webgpuSettled } from '#framework';
import { besideGpu } from '../../visuals/kernels/ladder/gpuRungs.ts';
import type { Need } from '../../visuals/kernels/ladder/protocol.ts';
import type { Problem } from './problem.ts';
import type { ReadyRung } from './ReadyRung.ts';
import { RungFailure } from './RungFailure.ts';
import { shippedRung } from './shippedRung.ts';

export async function prepareGpuRung(id: string, problem: Problem): Promise<ReadyRung | Need> {
  if (id === besideGpu) return shippedRung(problem);
  // Whatever the reason, it is the browser's or the machine's: the page has one sentence for it.
  const started = await startWebgpu().catch(() => null);
  if (started === null) return 'webgpu';
  const rung = gpuLadder.find(({ name }) => name.toLowerCase() === id);
  if (rung === undefined) throw new RungFailure('absent', id);
  const { m, k, n } = problem;
  const left = tensor(problem.a, { shape: [m, k] }).to('webgpu');
  const right = tensor(problem.b, { shape: [k, n] }).to('webgpu');
  return {
    async run(times) {
      scope(() => {
        for (let i = 0; i < times; i++) noGrad(() => multiplyBy(rung, left, right));
      });
      await webgpuSettled();
    },
    read: () => noGrad(() => multiplyBy(rung, left, right)).data(),
  };
}

/** What the card calls itself, and whether it is one; null until it was started. */
export function adapterOf(): { readonly name: string; readonly software: boolean } | null {
  const adapter = describeAdapter();
  if (adapter === null) return null;
  const name = adapter.description || [adapter.vendor, adapter.architecture].filter(Boolean).join(' ');
  return { name: name || '?', software: adapter.software };
}
