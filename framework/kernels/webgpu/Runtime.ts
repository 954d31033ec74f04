/**
 * Everything between a kernel and the GPU: memory, compiled pipelines, and commands that are collected and submitted many at a time.
 * Small networks live or die by this: a submit costs as much as dozens of their kernels.
 *
 * Order is what makes it correct. Dispatches of one pass run one after the other as far as they touch the same buffer. A
 * `queue.writeBuffer` happens at once, before the commands still being collected: whoever writes into a buffer they use must
 * submit them first.
 */
import { allocate, type DataBuffer, type DType } from '../../tensor/dtype.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { FLAG_WORDS } from '../../tensor/flags.ts';
import { BufferPool, type PoolCounts, type PooledBuffer, usage } from './BufferPool.ts';
import { type Call, type Engine, GpuMemory } from './GpuMemory.ts';
import { type Program, sourceOf } from './program.ts';
import { BYTES_PER_ELEMENT, type WgslType, wgslType } from './types.ts';

/** What the runtime did so far. */
export interface RuntimeCounts extends PoolCounts {
  readonly dispatches: number;
  readonly submits: number;
  readonly pipelines: number;
  readonly bindGroups: number;
}

interface Compiled {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
  readonly layoutName: string;
  readonly params: readonly (readonly [name: string, type: WgslType])[];
  readonly paramBytes: number;
}

interface Layout {
  readonly bindGroup: GPUBindGroupLayout;
  readonly pipeline: GPUPipelineLayout;
  /** Storage buffers that it binds. */
  readonly buffers: number;
}

/** Dispatches that are collected before they are submitted. */
const BATCH = 48;
/** Uniform offsets must be multiples of this, the specification's default for every device. */
const UNIFORM_ALIGNMENT = 256;
const UNIFORM_BYTES = 64 * 1024;
/** The bind group cache starts anew when it holds so many. */
const MOST_BIND_GROUPS = 4096;
/** WebGPU wants buffer copies in multiples of four bytes; all our elements have four. */
const SMALL = 1024;

export class Runtime implements Engine {
  readonly gpu: GPUDevice;
  private readonly pool: BufferPool;
  private readonly compiled = new Map<string, Compiled>();
  private readonly layouts = new Map<string, Layout>();
  private readonly bindGroups = new Map<string, GPUBindGroup>();
  private readonly scalars = new Map<string, GpuMemory>();
  private readonly uniforms: GPUBuffer;
  private raised: GpuMemory | null = null;
  private readonly staged = new ArrayBuffer(UNIFORM_BYTES);
  private readonly stagedU32 = new Uint32Array(this.staged);
  private readonly stagedI32 = new Int32Array(this.staged);
  private readonly stagedF32 = new Float32Array(this.staged);
  private stagedBytes = 0;
  private encoder: GPUCommandEncoder | null = null;
  private pass: GPUComputePassEncoder | null = null;
  private collected = 0;
  private batch = 0;
  private dispatches = 0;
  private submits = 0;
  private failure: string | null = null;
  /** Why the device is gone, or null while it works. */
  lost: string | null = null;

  constructor(gpu: GPUDevice) {
    this.gpu = gpu;
    this.pool = new BufferPool(gpu);
    this.uniforms = gpu.createBuffer({ size: UNIFORM_BYTES, usage: usage.uniform | usage.copyDst });
    gpu.addEventListener('uncapturederror', (event) => {
      this.failure ??= event.error.message;
      event.preventDefault();
    });
    void gpu.lost.then(({ reason, message }) => {
      this.lost ??= reason === 'destroyed' ? 'it was shut down' : message || 'the driver gives no reason';
    });
  }

  /** Room for `n` elements; what stands in it is undefined. */
  allocate(dtype: DType, n: number): GpuMemory {
    this.checkAlive();
    wgslType(dtype); // float64 is refused here, before anything is made
    const bytes = Math.max(n, 1) * BYTES_PER_ELEMENT;
    this.checkSize(bytes, n);
    const buffer = this.pool.take(bytes);
    return new GpuMemory(this, buffer, dtype, n);
  }

  /** Elements that all hold one value. */
  fill(dtype: DType, n: number, value: number): GpuMemory {
    const memory = this.allocate(dtype, n);
    if (n <= SMALL) this.write(memory, 0, allocate(dtype, n).fill(value));
    else this.fillByKernel(memory, value);
    return memory;
  }

  /** One number, from a cache: those in formulas come back every step. Nobody may write into it, and nobody releases it. */
  scalar(dtype: DType, value: number): GpuMemory {
    const key = `${dtype} ${Object.is(value, -0) ? '-0' : value}`;
    const known = this.scalars.get(key);
    if (known !== undefined) return known;
    const memory = this.upload(allocate(dtype, 1).fill(value) as DataBuffer, dtype);
    memory.pinned = true;
    if (this.scalars.size >= SMALL) this.scalars.clear();
    this.scalars.set(key, memory);
    return memory;
  }

  /** What kernels raise; all 0 at first. It belongs to no tensor and stays. */
  flags(): GpuMemory {
    if (this.raised === null) {
      const size = FLAG_WORDS * BYTES_PER_ELEMENT;
      const gpu = this.gpu.createBuffer({ size, usage: usage.storage | usage.copySrc | usage.copyDst });
      this.raised = new GpuMemory(this, { id: 0, gpu, size, lastBatch: -1 }, 'int32', FLAG_WORDS); // the pool counts from 1
      this.raised.pinned = true;
    }
    return this.raised;
  }

  /** The first n flags, after everything that was enqueued so far; they are 0 from then on. They travel with the next submit. */
  async takeFlags(n: number): Promise<DataBuffer> {
    const { buffer } = this.flags();
    const bytes = n * BYTES_PER_ELEMENT;
    const staging = this.stageRead(buffer, 0, bytes);
    this.openEncoder().clearBuffer(buffer.gpu, 0, bytes);
    await null; // whoever reads numbers as well submits both at once
    this.flush();
    return this.arrived(staging, 'int32');
  }

  private fillByKernel(memory: GpuMemory, value: number): void {
    const type = wgslType(memory.dtype);
    this.run({
      key: `fill ${type}`,
      program: () => ({
        params: { size: 'u32', value: type },
        reads: {},
        writes: { y: type },
        body: '  if (i < p.size) { y[i] = p.value; }',
      }),
      params: { size: memory.length, value },
      reads: [],
      writes: [memory],
      groups: Math.ceil(memory.length / 64),
    });
  }

  upload(values: DataBuffer, dtype: DType): GpuMemory {
    const memory = this.allocate(dtype, values.length);
    this.write(memory, 0, values);
    return memory;
  }

  /** Overwrite elements from `at` on. */
  write(memory: GpuMemory, at: number, values: ArrayLike<number>): void {
    this.checkOwn(memory);
    if (values.length === 0) return;
    const { buffer } = memory;
    if (buffer.lastBatch === this.batch && this.encoder !== null) this.flush(); // else the write would overtake them
    const words = asWords(values, memory.dtype);
    this.gpu.queue.writeBuffer(buffer.gpu, at * BYTES_PER_ELEMENT, words);
  }

  /** Overwrite elements of one memory by those of another. */
  copy(from: GpuMemory, at: number, to: GpuMemory, toAt: number, n: number): void {
    this.checkOwn(from);
    this.checkOwn(to);
    if (n === 0) return;
    const source = this.apartFrom(from, [to]); // a copy within one buffer is forbidden
    const [bytes, start, target] = [n, at, toAt].map((count) => count * BYTES_PER_ELEMENT) as [number, number, number];
    this.endPass();
    this.openEncoder().copyBufferToBuffer(source.buffer.gpu, start, to.buffer.gpu, target, bytes);
    source.buffer.lastBatch = this.batch;
    to.buffer.lastBatch = this.batch;
    if (source !== from) source.release();
  }

  /** Elements `at` … `at + n - 1`, after everything that was enqueued so far. */
  async read(memory: GpuMemory, at: number, n: number): Promise<DataBuffer> {
    this.checkOwn(memory);
    if (n === 0) return allocate(memory.dtype, 0);
    const staging = this.stageRead(memory.buffer, at * BYTES_PER_ELEMENT, n * BYTES_PER_ELEMENT);
    this.flush();
    return this.arrived(staging, memory.dtype);
  }

  /** Enqueue a copy to where the CPU can read it. */
  private stageRead(buffer: PooledBuffer, from: number, bytes: number): GPUBuffer {
    const staging = this.gpu.createBuffer({ size: bytes, usage: usage.mapRead | usage.copyDst });
    this.endPass();
    this.openEncoder().copyBufferToBuffer(buffer.gpu, from, staging, 0, bytes);
    buffer.lastBatch = this.batch;
    return staging;
  }

  /** Its numbers, once the commands that fill it were submitted and done. */
  private async arrived(staging: GPUBuffer, dtype: DType): Promise<DataBuffer> {
    try {
      await staging.mapAsync(1); // GPUMapMode.READ
    } catch (error) {
      await Promise.resolve(); // the loss is reported in a promise of its own
      this.checkAlive();
      this.checkFailure();
      throw error;
    }
    const values = fromWords(staging.getMappedRange(), dtype);
    staging.unmap();
    staging.destroy();
    this.checkFailure();
    return values;
  }

  /** Wait until the GPU has done all it was told. */
  async settle(): Promise<void> {
    this.flush();
    await this.gpu.queue.onSubmittedWorkDone();
    this.checkAlive();
    this.checkFailure();
  }

  /** Enqueue one kernel. Returns at once. */
  run(call: Call): void {
    this.checkAlive();
    const [across, down] = this.gridOf(call.groups);
    if (across * down === 0) return;
    const compiled = this.compile(call.key, call.program);
    const reads = call.reads.map((memory) => this.apartFrom(memory, call.writes));
    const offset = this.stage(compiled, call.params);
    const pass = this.openPass();
    pass.setPipeline(compiled.pipeline);
    pass.setBindGroup(0, this.bind(compiled, [...reads, ...call.writes]), [offset]);
    pass.dispatchWorkgroups(across, down);
    reads.forEach((memory, k) => {
      if (memory !== call.reads[k]) memory.release();
    });
    this.dispatches++;
    if (++this.collected >= BATCH) this.flush();
  }

  /** More workgroups than one dimension holds stand in rows; the last row may have some too many. */
  private gridOf(groups: Call['groups']): readonly [number, number] {
    if (typeof groups !== 'number') return groups;
    const across = Math.min(groups, this.gpu.limits.maxComputeWorkgroupsPerDimension);
    return [across, across === 0 ? 0 : Math.ceil(groups / across)];
  }

  /** Submit what was collected. */
  flush(): void {
    this.endPass();
    if (this.encoder === null) return;
    if (this.stagedBytes > 0) this.gpu.queue.writeBuffer(this.uniforms, 0, this.staged, 0, this.stagedBytes);
    this.gpu.queue.submit([this.encoder.finish()]);
    this.encoder = null;
    this.stagedBytes = 0;
    this.collected = 0;
    this.batch++;
    this.submits++;
  }

  /** Stop the device. Whoever uses its memory from now on is told so. */
  shutdown(): void {
    this.lost ??= 'it was shut down';
    this.pass = null;
    this.encoder = null;
    this.gpu.destroy();
  }

  /** A tensor gives its buffer back. */
  release(buffer: PooledBuffer): void {
    if (this.pool.give(buffer) || this.lost !== null) return;
    if (buffer.lastBatch === this.batch) this.flush();
    buffer.gpu.destroy();
    this.bindGroups.clear(); // some may hold it
  }

  counts(): RuntimeCounts {
    const { dispatches, submits } = this;
    return {
      ...this.pool.counts(),
      dispatches,
      submits,
      pipelines: this.compiled.size,
      bindGroups: this.bindGroups.size,
    };
  }

  /** The most buffers that a kernel compiled so far binds: a device need not have more than eight. */
  mostBuffers(): number {
    return Math.max(0, ...[...this.layouts.values()].map(({ buffers }) => buffers));
  }

  /** A buffer cannot be bound for reading and for writing in one dispatch: whoever reads what is written reads a copy. */
  private apartFrom(memory: GpuMemory, writes: readonly GpuMemory[]): GpuMemory {
    if (!writes.some((written) => written.buffer === memory.buffer)) return memory;
    this.checkOwn(memory);
    const twin = this.allocate(memory.dtype, memory.length);
    this.endPass();
    const bytes = Math.max(memory.length, 1) * BYTES_PER_ELEMENT;
    this.openEncoder().copyBufferToBuffer(memory.buffer.gpu, 0, twin.buffer.gpu, 0, bytes);
    memory.buffer.lastBatch = this.batch;
    return twin;
  }

  private compile(key: string, program: () => Program): Compiled {
    const known = this.compiled.get(key);
    if (known !== undefined) return known;
    const text = program();
    const reads = Object.keys(text.reads).length;
    const writes = Object.keys(text.writes).length;
    const layoutName = `${reads} ${writes}`;
    const { bindGroup, pipeline } = this.layoutOf(layoutName, reads, writes);
    const module = this.gpu.createShaderModule({ label: key, code: sourceOf(text) });
    const params = Object.entries(text.params);
    const made: Compiled = {
      pipeline: this.gpu.createComputePipeline({ label: key, layout: pipeline, compute: { module } }),
      layout: bindGroup,
      layoutName,
      params,
      paramBytes: Math.max(16, Math.ceil((params.length * 4) / 16) * 16),
    };
    this.compiled.set(key, made);
    return made;
  }

  private layoutOf(name: string, reads: number, writes: number) {
    const known = this.layouts.get(name);
    if (known !== undefined) return known;
    const buffer = (binding: number, type: GPUBufferBindingType, hasDynamicOffset = false) => ({
      binding,
      visibility: 0x4, // GPUShaderStage.COMPUTE
      buffer: { type, hasDynamicOffset },
    });
    const entries = [buffer(0, 'uniform', true)];
    for (let k = 0; k < reads + writes; k++) entries.push(buffer(1 + k, k < reads ? 'read-only-storage' : 'storage'));
    const bindGroup = this.gpu.createBindGroupLayout({ entries });
    const pipeline = this.gpu.createPipelineLayout({ bindGroupLayouts: [bindGroup] });
    const made = { bindGroup, pipeline, buffers: reads + writes };
    this.layouts.set(name, made);
    return made;
  }

  private bind(compiled: Compiled, memories: readonly GpuMemory[]): GPUBindGroup {
    let key = `${compiled.layoutName} ${compiled.paramBytes}`;
    for (const memory of memories) {
      this.checkOwn(memory);
      const { buffer } = memory;
      buffer.lastBatch = this.batch;
      key += ` ${buffer.id}`;
    }
    const known = this.bindGroups.get(key);
    if (known !== undefined) return known;
    const most = this.gpu.limits.maxStorageBufferBindingSize;
    const group = this.gpu.createBindGroup({
      layout: compiled.layout,
      entries: [
        { binding: 0, resource: { buffer: this.uniforms, offset: 0, size: compiled.paramBytes } },
        ...memories.map(({ buffer }, k) => ({
          binding: 1 + k,
          resource: { buffer: buffer.gpu, offset: 0, size: Math.min(buffer.size, most) },
        })),
      ],
    });
    if (this.bindGroups.size >= MOST_BIND_GROUPS) this.bindGroups.clear();
    this.bindGroups.set(key, group);
    return group;
  }

  /** Put the parameters of one call beside those of the batch; returns where they begin. */
  private stage(compiled: Compiled, values: Readonly<Record<string, number>>): number {
    if (this.stagedBytes + compiled.paramBytes > UNIFORM_BYTES) this.flush();
    const offset = this.stagedBytes;
    let word = offset / 4;
    for (const [name, type] of compiled.params) {
      const value = values[name];
      if (value === undefined) throw new Error(`webgpu: parameter ${name} is missing`);
      if (type === 'f32') this.stagedF32[word++] = value;
      else if (type === 'i32') this.stagedI32[word++] = value;
      else this.stagedU32[word++] = value;
    }
    this.stagedBytes = Math.ceil((offset + compiled.paramBytes) / UNIFORM_ALIGNMENT) * UNIFORM_ALIGNMENT;
    return offset;
  }

  private openEncoder(): GPUCommandEncoder {
    this.encoder ??= this.gpu.createCommandEncoder();
    return this.encoder;
  }

  private openPass(): GPUComputePassEncoder {
    this.pass ??= this.openEncoder().beginComputePass();
    return this.pass;
  }

  private endPass(): void {
    this.pass?.end();
    this.pass = null;
  }

  checkAlive(): void {
    if (this.lost === null) return;
    throw new ChalkgradError(
      `webgpu: the GPU device is gone: ${this.lost}`,
      'tensors on it are lost with it. await startWebgpu() again, and load the last checkpoint or keyframe into new tensors.',
    );
  }

  private checkOwn(memory: GpuMemory): void {
    memory.engine.checkAlive();
    if (memory.engine !== this) {
      throw new ChalkgradError(
        'webgpu: this tensor belongs to a GPU device that was used before',
        'tensors do not survive their device: load the last checkpoint or keyframe into new ones.',
      );
    }
  }

  /** The GPU reports mistakes later than they were made: they surface at the next read-back. */
  private checkFailure(): void {
    if (this.failure === null) return;
    const message = this.failure;
    this.failure = null;
    throw new ChalkgradError(
      `webgpu: the GPU refused a command: ${message}`,
      'this is a mistake of the framework, or too little GPU memory: please report it with this message.',
    );
  }

  private checkSize(bytes: number, n: number): void {
    const { maxStorageBufferBindingSize, maxBufferSize } = this.gpu.limits;
    const most = Math.min(maxStorageBufferBindingSize, maxBufferSize);
    if (bytes <= most) return;
    const name = maxStorageBufferBindingSize <= maxBufferSize ? 'maxStorageBufferBindingSize' : 'maxBufferSize';
    throw new ChalkgradError(
      `webgpu: a tensor of ${n} elements takes ${bytes} bytes, this GPU allows ${most} in one buffer (${name})`,
      'use a smaller batch, split the tensor, or keep it on the CPU.',
    );
  }
}

/** The numbers as the GPU keeps them: four bytes each. */
function asWords(values: ArrayLike<number>, dtype: DType): Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer> {
  if (dtype === 'float32')
    return values instanceof Float32Array ? (values as Float32Array<ArrayBuffer>) : Float32Array.from(values);
  if (dtype === 'int32')
    return values instanceof Int32Array ? (values as Int32Array<ArrayBuffer>) : Int32Array.from(values);
  return Int32Array.from(values, (value) => Number(value !== 0));
}

function fromWords(words: ArrayBuffer, dtype: DType): DataBuffer {
  switch (dtype) {
    case 'int32':
      return new Int32Array(words.slice(0));
    case 'bool':
      return Uint8Array.from(new Uint32Array(words));
    default:
      return new Float32Array(words.slice(0));
  }
}
