/** What all optimizer kernels share: one thread a parameter, which knows its gradient `g`, its place `at`, and writes in place. */
import { sizeOf } from '../../tensor/shape.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { type GpuView, walk } from './layout.ts';
import { WORKGROUP } from './program.ts';
import { wgslType } from './types.ts';
import { wgsl } from './wgsl.ts';

export interface Update {
  /** Names the body. */
  readonly key: string;
  readonly parameter: GpuMemory;
  readonly grad: GpuView;
  /** Further memories of the rule by the name the body uses, dense and as long as the parameter. */
  readonly memories: Readonly<Record<string, GpuMemory>>;
  /** Constants by the name the body uses, as p.<name>. */
  readonly constants: Readonly<Record<string, number>>;
  /** Changes parameter[at] and the memories' entries; `g` is a variable. */
  readonly body: string;
}

export function update({ key, parameter, grad, memories, constants, body }: Update): void {
  const size = sizeOf(grad.shape);
  const place = walk('n', grad.shape, { grad });
  const types = <T>(entries: Readonly<Record<string, T>>): Record<string, 'f32'> =>
    Object.fromEntries(Object.keys(entries).map((name) => [name, 'f32' as const]));
  parameter.engine.run({
    key: `${key} ${place.rank}`,
    program: () => ({
      params: { size: 'u32', ...types(constants), ...place.types },
      reads: { gradient: wgslType(grad.dtype) },
      writes: { parameter: 'f32', ...types(memories) },
      declarations: place.functions,
      body: wgsl`
  if (i >= p.size) { return; }
  let at = i;
  var g = gradient[grad_at(i)];
${body}`,
    }),
    params: { size, ...constants, ...place.values },
    reads: [grad.memory],
    writes: [parameter, ...Object.values(memories)],
    groups: Math.ceil(size / WORKGROUP),
  });
}
