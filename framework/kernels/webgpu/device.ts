/**
 * Starting and stopping the GPU. A page or worker has it at `navigator.gpu`; Node gets one from the optional package `webgpu`, which the
 * framework does not import: framework/cli/nodeGpu.ts passes it in. Until `startWebgpu` has succeeded nothing of this folder runs.
 */

import { optionsOf, signature } from '../../tensor/arguments.ts';
import { setDriver } from '../../tensor/device.ts';
import type { DataBuffer } from '../../tensor/dtype.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { forgetFlags, lookAtFlags } from '../../tensor/flags.ts';
import type { DeviceMemory } from '../../tensor/storage.ts';
import { setDeviceKernels } from '../backend.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { webgpu } from './index.ts';
import { Runtime, type RuntimeCounts } from './Runtime.ts';

export interface StartOptions {
  /** Where adapters come from. Default: `navigator.gpu`. */
  readonly gpu?: GPU;
  readonly powerPreference?: GPUPowerPreference;
}

/** What the adapter says about itself. */
export interface AdapterDescription {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  /** true: a CPU plays GPU (SwiftShader). Right results, no speed. */
  readonly software: boolean;
  readonly features: readonly string[];
  /** Bytes, threads and workgroups that this device allows. */
  readonly limits: Readonly<Record<string, number>>;
}

/** Optional abilities that are asked for where the adapter has them. */
const WANTED_FEATURES = ['timestamp-query', 'subgroups', 'shader-f16'] as const;
/** Limits that are raised from the default to whatever the adapter allows: how large and how many buffers, threads, workgroups. */
const WANTED_LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
] as const;

interface Started {
  readonly runtime: Runtime;
  readonly description: AdapterDescription;
}

let started: Started | null = null;
let reason = 'startWebgpu() was not called';

/** Does a GPU run, and if not, why? One calm sentence for a page. */
export const webgpuStatus = (): { readonly available: boolean; readonly reason: string } =>
  started === null || started.runtime.lost !== null
    ? { available: false, reason: started?.runtime.lost ?? reason }
    : { available: true, reason: '' };

const call = signature('startWebgpu', {}, { gpu: 'object', powerPreference: 'text' });

/**
 * Ask for a GPU. Afterwards `useBackend('webgpu')`, `x.to('webgpu')` and `model.to('webgpu')` work. Starting again while one runs gives
 * the same; after a loss it starts anew.
 *
 * Errors: no WebGPU here, or no adapter; the message says which, and `webgpuStatus().reason` keeps it.
 *
 * @example
 * const { description, software } = await startWebgpu();
 * useBackend('webgpu');
 */
export async function startWebgpu(options: StartOptions = {}): Promise<AdapterDescription> {
  options = optionsOf(call, [options]);
  if (started !== null && started.runtime.lost === null) return started.description;
  const gpu = options.gpu ?? (globalThis.navigator as { readonly gpu?: GPU } | undefined)?.gpu;
  if (gpu === undefined) {
    throw unavailable(
      'there is no navigator.gpu here',
      'in a browser, use a recent one over https or localhost; in Node, install the optional package webgpu (npm install) and start through nodeGpu.',
    );
  }
  const adapter = await gpu.requestAdapter(
    options.powerPreference === undefined ? {} : { powerPreference: options.powerPreference },
  );
  if (adapter === null) {
    throw unavailable(
      'WebGPU is here, but it finds no graphics adapter',
      'update the graphics driver, or allow WebGPU in the browser; everything also runs on the CPU.',
    );
  }
  const requiredLimits = Object.fromEntries(WANTED_LIMITS.map((name) => [name, adapter.limits[name]]));
  const requiredFeatures = WANTED_FEATURES.filter((name) => adapter.features.has(name));
  const device = await adapter.requestDevice({ requiredFeatures, requiredLimits }).catch((error: unknown) => {
    throw unavailable(
      `the adapter gives no device (${error instanceof Error ? error.message : String(error)})`,
      'close other programs that use the GPU and try again.',
    );
  });
  const runtime = new Runtime(device);
  started = { runtime, description: described(adapter, device) };
  forgetFlags();
  setDriver({
    allocate: (dtype, n) => runtime.allocate(dtype, n),
    fill: (dtype, n, value) => runtime.fill(dtype, n, value),
    scalar: (dtype, value) => runtime.scalar(dtype, value),
    upload: (values, dtype) => runtime.upload(values, dtype),
    write: (memory, at, values) => runtime.write(memory as GpuMemory, at, values),
    copy: (from, at, to, toAt, n) => runtime.copy(from as GpuMemory, at, to as GpuMemory, toAt, n),
    read: async (memory, at, n) => {
      const looked = lookAtFlags(flagReader(runtime), (count) => runtime.takeFlags(count));
      const [read] = await Promise.all([runtime.read(memory as GpuMemory, at, n), looked]);
      return read;
    },
    free: (memory) => (memory as GpuMemory).release(),
  });
  setDeviceKernels(webgpu);
  return started.description;
}

function unavailable(why: string, hint: string): ChalkgradError {
  reason = why;
  return new ChalkgradError(`startWebgpu: ${why}`, hint);
}

function described(adapter: GPUAdapter, device: GPUDevice): AdapterDescription {
  const { vendor, architecture, description } = adapter.info;
  return {
    vendor,
    architecture,
    description,
    software: adapter.info.isFallbackAdapter,
    features: [...device.features].map(String).sort(),
    limits: Object.fromEntries(WANTED_LIMITS.map((name) => [name, device.limits[name]])),
  };
}

/** What the running GPU is; null when none runs. */
export const describeAdapter = (): AdapterDescription | null => started?.description ?? null;

/** What was done so far: dispatches, submits, buffers and bytes. For tests and for the curious. */
export function webgpuCounts(): RuntimeCounts {
  return running().counts();
}

/** Wait until everything enqueued is done: for measuring time, or to give others a turn. */
export async function webgpuSettled(): Promise<void> {
  const runtime = running();
  const looked = lookAtFlags(flagReader(runtime), (count) => runtime.takeFlags(count));
  await Promise.all([runtime.settle(), looked]);
}

const flagReader =
  (runtime: Runtime) =>
  (flag: DeviceMemory): Promise<DataBuffer> =>
    runtime.read(flag as GpuMemory, 0, 1);

/** Stop the GPU and forget everything on it. In Node, without this a running device keeps a core busy until the process ends. */
export function shutdownWebgpu(): void {
  if (started === null) return;
  started.runtime.shutdown();
  started = null;
  reason = 'it was shut down';
  forgetFlags();
  setDriver(null);
  setDeviceKernels(null);
}

/** The device itself, for whoever writes kernels of their own (the ladder). */
export function running(): Runtime {
  if (started === null) throw new ChalkgradError(`webgpu: no GPU runs (${reason})`, 'call await startWebgpu() first.');
  return started.runtime;
}
