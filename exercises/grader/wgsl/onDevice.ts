/**
 * Runs a shader of a reader's on a graphics card and times it. Trusted code: the shader is text, its loops are counted (fuel.ts), and
 * it comes here only after the emulator has seen it end. Works in a page, in a worker, and with Node's package.
 */
import { withFuel } from './fuel.ts';

/** One buffer of the host: words by the type that the shader sees. */
export interface DeviceBuffer {
  readonly words: Uint32Array | Float32Array;
  readonly space: 'uniform' | 'storage';
  /** Whether the program writes into it: then its words are brought back. */
  readonly writable: boolean;
}

export interface DeviceRun {
  /** What the writable buffers hold afterwards, by binding; null for the others. */
  readonly words: readonly (ArrayBuffer | null)[];
  /** Milliseconds of one run: the median of `runs` after one that nobody times. */
  readonly ms: number;
}

/** Why a card did not run it. */
export class DeviceRefusal extends Error {
  readonly reason: 'refused' | 'endless' | 'lost' | 'slow';
  constructor(reason: DeviceRefusal['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** The card is not waited for any longer. */
export const PATIENCE_MS = 10_000;

// The specification's numbers: Node has no GPUBufferUsage.
const usage = { mapRead: 0x1, copySrc: 0x4, copyDst: 0x8, uniform: 0x40, storage: 0x80 };

async function withPatience<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const slow = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeviceRefusal('slow', '')), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, slow]);
  } finally {
    clearTimeout(timer);
  }
}

/** A shader on a card, with its buffers: what is timed is `run` alone. */
export interface ReadyShader {
  /** So many dispatches, one after the other, and one wait for all of them. */
  run(times: number): Promise<void>;
  /** @throws DeviceRefusal 'endless' where a loop was left because it had spent its turns */
  checkFuel(): Promise<void>;
  /** What a buffer holds now. */
  read(binding: number): Promise<ArrayBuffer>;
  close(): void;
}

/**
 * @param shader as it was judged
 * @param workgroups how many, x first
 * @param buffers by their bindings in @group(0)
 * @throws DeviceRefusal where the card does not take it
 */
export async function readyOnDevice(
  device: GPUDevice,
  shader: string,
  workgroups: readonly number[],
  buffers: readonly DeviceBuffer[],
): Promise<ReadyShader> {
  const { shader: code, binding: spentAt } = withFuel(shader);
  const made: GPUBuffer[] = [];
  const close = (): void => {
    for (const buffer of made) buffer.destroy();
  };
  const create = (size: number, use: number): GPUBuffer => {
    const buffer = device.createBuffer({ size: Math.max(16, Math.ceil(size / 16) * 16), usage: use });
    made.push(buffer);
    return buffer;
  };
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ code });
  const entries = [...buffers.map((_, i) => i), spentAt];
  const isUniform = (i: number): boolean => buffers[i]?.space === 'uniform';
  const isReadOnly = (i: number): boolean => buffers[i] !== undefined && !buffers[i].writable;
  const layout = device.createBindGroupLayout({
    entries: entries.map((binding, i) => ({
      binding,
      visibility: 0x4, // GPUShaderStage.COMPUTE
      buffer: { type: isUniform(i) ? 'uniform' : isReadOnly(i) ? 'read-only-storage' : 'storage' },
    })),
  });
  const pipeline = device.createComputePipeline({
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module },
  });
  const bound = buffers.map(({ words, space }) => {
    const buffer = create(words.byteLength, usage[space] | usage.copyDst | usage.copySrc);
    device.queue.writeBuffer(buffer, 0, words as Float32Array<ArrayBuffer>);
    return buffer;
  });
  const spent = create(16, usage.storage | usage.copySrc);
  const group = device.createBindGroup({
    layout,
    entries: entries.map((binding, i) => {
      const buffer = bound[i] ?? spent;
      // As long as the host said, so that arrayLength is what it was in the emulator.
      const size = buffers[i]?.space === 'storage' ? buffers[i].words.byteLength : undefined;
      return { binding, resource: { buffer, ...(size === undefined ? {} : { size }) } };
    }),
  });
  const problem = await device.popErrorScope();
  if (problem !== null) {
    close();
    throw new DeviceRefusal('refused', problem.message);
  }
  const [x = 1, y = 1, z = 1] = workgroups;
  const wordsOf = async (buffer: GPUBuffer, bytes: number): Promise<ArrayBuffer> => {
    const staging = create(bytes, usage.mapRead | usage.copyDst);
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(buffer, 0, staging, 0, staging.size);
    device.queue.submit([encoder.finish()]);
    await withPatience(staging.mapAsync(1)); // GPUMapMode.READ
    return staging.getMappedRange().slice(0, bytes);
  };
  return {
    async run(times) {
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      for (let i = 0; i < times; i++) pass.dispatchWorkgroups(x, y, z);
      pass.end();
      device.queue.submit([encoder.finish()]);
      await withPatience(device.queue.onSubmittedWorkDone());
    },
    async checkFuel() {
      if (new Uint32Array(await wordsOf(spent, 4))[0] === 1) throw new DeviceRefusal('endless', '');
    },
    read: (binding) => wordsOf(bound[binding]!, buffers[binding]!.words.byteLength),
    close,
  };
}

/** Runs it so often, one by one, and brings back what it wrote the first time. */
export async function runOnDevice(
  device: GPUDevice,
  shader: string,
  workgroups: readonly number[],
  buffers: readonly DeviceBuffer[],
  runs = 1,
): Promise<DeviceRun> {
  const ready = await readyOnDevice(device, shader, workgroups, buffers);
  try {
    const once = async (): Promise<number> => {
      const start = performance.now();
      await ready.run(1);
      return performance.now() - start;
    };
    const first = await once();
    await ready.checkFuel();
    const words: (ArrayBuffer | null)[] = [];
    for (const [i, { writable }] of buffers.entries()) words.push(writable ? await ready.read(i) : null);
    const times: number[] = [];
    for (let i = 0; i < runs; i++) times.push(runs === 1 ? first : await once());
    times.sort((a, b) => a - b);
    return { words, ms: times[Math.floor(times.length / 2)] ?? first };
  } finally {
    ready.close();
  }
}
