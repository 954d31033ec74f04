/**
 * Makes a reader's shader ready to run on the card, its loops counted (exercises/grader/wgsl/fuel.ts). It is asked for only where there is
 * a card, and what comes was accepted a moment ago by the grader's emulator.
 */
import { deviceBuffers } from '../../../exercises/grader/wgsl/deviceBuffers.ts';
import { DeviceRefusal, PATIENCE_MS, readyOnDevice } from '../../../exercises/grader/wgsl/onDevice.ts';
import type { Need, Yours } from '../../visuals/kernels/ladder/protocol.ts';
import type { Problem } from './problem.ts';
import type { ReadyRung } from './ReadyRung.ts';
import { RungFailure } from './RungFailure.ts';

/** Threads of a group along each axis, as the exercise says. */
const TILE = 16;

async function openDevice(): Promise<GPUDevice | null> {
  if (!('gpu' in navigator) || navigator.gpu === undefined) return null;
  const adapter = await navigator.gpu.requestAdapter().catch(() => null);
  return (await adapter?.requestDevice().catch(() => null)) ?? null;
}

/** What a card refused, as the ladder says it. */
function told(error: unknown): unknown {
  if (!(error instanceof DeviceRefusal)) return error;
  if (error.reason === 'slow') return new RungFailure('slow', String(PATIENCE_MS / 1000));
  return error.reason === 'endless' ? new RungFailure('endless', '') : new RungFailure('error', error.message);
}

/** @param ask asks the page for the shader */
export async function prepareYourShader(
  { m, k, n, a, b }: Problem,
  ask: () => Promise<Yours>,
): Promise<ReadyRung | Need> {
  const device = await openDevice();
  if (device === null) return 'webgpu';
  try {
    const yours = await ask();
    if (yours.kind === 'failed') throw new RungFailure(yours.reason, yours.detail);
    if (yours.kind === 'timed') throw new RungFailure('absent', '');
    // The order of the exercise's bindings.
    const buffers = deviceBuffers(yours.text, {
      sizes: [m, n, k],
      a,
      b,
      product: new Float32Array(m * n).fill(Number.NaN),
    });
    const ready = await readyOnDevice(device, yours.text, [Math.ceil(n / TILE), Math.ceil(m / TILE)], buffers);
    return {
      run: (times) => ready.run(times).catch((error) => Promise.reject(told(error))),
      async read() {
        await ready.checkFuel().catch((error) => Promise.reject(told(error)));
        return new Float32Array(await ready.read(buffers.length - 1));
      },
      close() {
        ready.close();
        device.destroy();
      },
    };
  } catch (error) {
    device.destroy();
    throw told(error);
  }
}
