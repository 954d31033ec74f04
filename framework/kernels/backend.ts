/** Which loops run: one backend is active at a time, and ops ask for it by `kernels()`. */
import { checkPlace, signature } from '../tensor/arguments.ts';
import { currentDevice, getDefaultDevice, setDefaultDevice } from '../tensor/device.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { setAllocator } from '../tensor/ownership.ts';
import type { Memory } from '../tensor/storage.ts';
import type { AllKernels, CpuKernels, FusedKernels, Kernels } from './Kernels.ts';
import { reference } from './reference/index.ts';
import { arena } from './simd/arena.ts';
import { simd } from './simd/index.ts';
import { loadKernels, simdReason, startSimd } from './simd/load.ts';

type DeviceKernels = Kernels<Memory> & FusedKernels<Memory>;

const backends: Readonly<Record<string, AllKernels<Memory>>> = { reference, simd };

let activeName = 'reference';
/** null until it is first asked for, or chosen. */
let active: AllKernels<Memory> | null = null;
let isChosen = false;
let reason = '';
/** Loops of the device that was started (webgpu/device.ts), if one was. */
let deviceKernels: DeviceKernels | null = null;

/** The loops for where we are: the device's inside an op on a device, else those of the active backend. */
export const kernels = (): Kernels<Memory> => loops();

/** Its fused loops. null is for a backend without them: there, ops are composed. */
export const fusedKernels = (): FusedKernels<Memory> | null => loops();

/** Its loops of the CPU alone; null on a device, where their ops are composed. */
export const cpuKernels = (): CpuKernels<Memory> | null => (currentDevice() === 'cpu' ? cpuLoops() : null);

const cpuLoops = (): AllKernels<Memory> => active ?? startDefault();

const loops = (): DeviceKernels => (currentDevice() === 'cpu' ? null : deviceKernels) ?? cpuLoops();

/** Name of the backend that new tensors are made for: `reference` or `simd` on the CPU, or `webgpu`. */
export function backendName(): string {
  if (active === null) startDefault();
  return getDefaultDevice() === 'cpu' ? activeName : getDefaultDevice();
}

/** A device brings its loops along when it is started; null when it is shut down. */
export function setDeviceKernels<M extends Memory>(kernels: (Kernels<M> & FusedKernels<M>) | null): void {
  deviceKernels = kernels as DeviceKernels | null;
}

/** Why the active backend is not the one that was asked for; '' when it is. */
export const backendReason = (): string => reason;

const call = signature('useBackend', { name: 'text' });

/**
 * Choose the backend by name. `simd` where it cannot run leaves the reference in its place, and `backendReason()` says why;
 * `auto` is the fastest on this CPU. `webgpu`, once `startWebgpu` has found one, makes new tensors on the GPU; those on the CPU keep the
 * backend they had.
 *
 * @example useBackend('reference');
 */
export function useBackend(name: string): void {
  checkPlace(call, 0, name);
  isChosen = true;
  if (name === 'webgpu') {
    setDefaultDevice('webgpu');
    reason = '';
    return;
  }
  const wanted = name === 'auto' ? 'simd' : name;
  const chosen = Object.hasOwn(backends, wanted) ? backends[wanted] : undefined;
  if (chosen === undefined) {
    throw new ChalkgradError(
      `useBackend: there is no backend '${name}'`,
      `choose one of: ${[...Object.keys(backends), 'auto'].join(', ')}.`,
    );
  }
  setDefaultDevice('cpu');
  activate(wanted, chosen);
}

function activate(wanted: string, chosen: AllKernels<Memory>): AllKernels<Memory> {
  const runs = wanted !== 'simd' || startSimd();
  activeName = runs ? wanted : 'reference';
  active = runs ? chosen : reference;
  reason = runs ? '' : simdReason();
  setAllocator(activeName === 'simd' ? arena : null);
  return active;
}

/** What runs when nobody chose: the fastest that is there at once. */
const startDefault = (): AllKernels<Memory> => activate('simd', simd);

/**
 * Fetch the compiled kernels and take them into use, unless a backend was chosen by name before. Only a browser needs it, and a worker
 * is the best place; Node reads them when they are first needed. Returns whether they run here.
 *
 * @example await loadSimd(); // at the top of a worker
 */
export async function loadSimd(): Promise<boolean> {
  const runs = await loadKernels();
  if (runs && !isChosen) activate('simd', simd);
  return runs;
}
