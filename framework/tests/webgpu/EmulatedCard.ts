// A card that is none: it runs the kernels in the emulator of the exercises (exercises/grader/wgsl), and notes what that finds. Numbers
// are kept as bits, as on a card, because buffers are looked at under other types than they were filled with.

import { emulate } from '../../../exercises/grader/wgsl/emulate.ts';
import type { Finding } from '../../../exercises/grader/wgsl/record.ts';
import type { PooledBuffer } from '../../kernels/webgpu/BufferPool.ts';
import { type Call, GpuMemory } from '../../kernels/webgpu/GpuMemory.ts';
import { sourceOf } from '../../kernels/webgpu/program.ts';
import type { WgslType } from '../../kernels/webgpu/types.ts';
import { allocate, type DataBuffer, type DType } from '../../tensor/dtype.ts';
import { FLAG_WORDS } from '../../tensor/flags.ts';
import type { Card } from './kernelSuite.ts';

/** What one dispatch was, and what was found in it. */
export interface Dispatched {
  readonly key: string;
  readonly findings: readonly Finding[];
}

const viewOf = (bytes: ArrayBuffer, type: WgslType): Float32Array | Int32Array | Uint32Array =>
  type === 'f32' ? new Float32Array(bytes) : type === 'i32' ? new Int32Array(bytes) : new Uint32Array(bytes);

export class EmulatedCard implements Card {
  readonly dispatched: Dispatched[] = [];
  private readonly bytes = new Map<number, ArrayBuffer>();
  private raised: GpuMemory | null = null;

  allocate(dtype: DType, n: number): GpuMemory {
    const id = this.bytes.size + 1;
    const size = Math.max(n, 1) * 4;
    this.bytes.set(id, new ArrayBuffer(size));
    const buffer: PooledBuffer = { id, gpu: null as never, size, lastBatch: -1 };
    return new GpuMemory(this, buffer, dtype, n);
  }

  flags(): GpuMemory {
    this.raised ??= this.allocate('int32', FLAG_WORDS);
    return this.raised;
  }

  upload(values: DataBuffer, dtype: DType): GpuMemory {
    const memory = this.allocate(dtype, values.length);
    this.write(memory, 0, values);
    return memory;
  }

  write(memory: GpuMemory, at: number, values: ArrayLike<number>): void {
    viewOf(this.bytesOf(memory), memory.dtype === 'float32' ? 'f32' : 'i32').set(Array.from(values), at);
  }

  async read(memory: GpuMemory, at: number, n: number): Promise<DataBuffer> {
    const words = viewOf(this.bytesOf(memory), memory.dtype === 'float32' ? 'f32' : 'i32').slice(at, at + n);
    const made = allocate(memory.dtype, n);
    made.set(Array.from(words));
    return made;
  }

  run({ key, program, params, reads, writes, groups }: Call): void {
    const grid = typeof groups === 'number' ? [groups, 1] : groups;
    if (grid[0]! * grid[1]! === 0) return;
    const text = program();
    const types = [...Object.values(text.reads), ...Object.values(text.writes)];
    const memories = [...reads, ...writes];
    const bound = memories.map((memory, i) => Array.from(viewOf(this.bytesOf(memory), types[i]!)));
    const uniform = Object.entries(text.params).map(([name, type]) =>
      type === 'f32' ? Math.fround(params[name]!) : params[name]!,
    );
    const { fault, record, buffers } = emulate(sourceOf(text), grid, [uniform, ...bound], { fuel: 1e9 });
    if (fault !== null) throw new Error(`${key}, line ${fault.line}, column ${fault.column}: ${fault.message}`);
    this.dispatched.push({ key, findings: record.findings });
    for (const [k, memory] of writes.entries()) {
      const i = reads.length + k;
      viewOf(this.bytesOf(memory), types[i]!).set(buffers[1 + i]!);
    }
  }

  release(): void {}

  checkAlive(): void {}

  private bytesOf({ buffer }: GpuMemory): ArrayBuffer {
    return this.bytes.get(buffer.id)!;
  }
}
