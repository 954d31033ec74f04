/**
 * Runs the cells of recurrent networks: one thread for each number of the state. The gates of a cell stand side by side, [N, G·H]; what is
 * kept of them for the way back lies one after the other, [G, N, H].
 */
import { type Shape, sizeOf } from '../../tensor/shape.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { type GpuView, walk } from './layout.ts';
import { WORKGROUP } from './program.ts';
import { allF32 } from './rows.ts';
import { scalarFunctions, slopeExpressions, unaryExpressions } from './scalar.ts';
import { wgsl } from './wgsl.ts';

export interface Cells {
  /** Names the body. */
  readonly key: string;
  /** The state's [N, H]. */
  readonly shape: Shape;
  /** Views [N, G·H] or [N, H]. Gate k of the thread stands at `<name>[<name>_at(i) + k * p.<name>_gate]`. */
  readonly views: Readonly<Record<string, GpuView>>;
  /** What the forward kept, dense: gate k at `bent[k * p.size + i]`. */
  readonly bent?: GpuMemory;
  /** Dense memories by the name the body uses; null: not wanted. */
  readonly writes: Readonly<Record<string, GpuMemory | null>>;
  /** Knows `i`, and `row` and `column` in the state. */
  readonly body: string;
}

export function runCells({ key, shape, views, bent, writes, body }: Cells): void {
  const size = sizeOf(shape);
  if (size === 0) return;
  const width = shape[1]!;
  const entries = Object.entries(views);
  const firstGates = entries.map(([name, { memory, dtype, strides, offset }]) => [
    name,
    { memory, dtype, shape, strides, offset },
  ]);
  const place = walk('n', shape, Object.fromEntries(firstGates));
  const steps = Object.fromEntries(entries.map(([name, view]) => [`${name}_gate`, width * view.strides[1]!]));
  const wanted = Object.entries(writes).filter((entry): entry is [string, GpuMemory] => entry[1] !== null);
  const reads = { ...Object.fromEntries(entries.map(([name, view]) => [name, view.memory])), ...(bent && { bent }) };
  wanted[0]![1].engine.run({
    key: `${key} ${wanted.length} ${place.rank}`,
    program: () => ({
      params: {
        size: 'u32',
        width: 'u32',
        ...place.types,
        ...Object.fromEntries(Object.keys(steps).map((name) => [name, 'i32' as const])),
      },
      reads: allF32(reads),
      writes: allF32(Object.fromEntries(wanted)),
      declarations: scalarFunctions + BENDS + place.functions,
      body: wgsl`
  if (i >= p.size) { return; }
  let row = i / p.width;
  let column = i % p.width;
${body}`,
    }),
    params: { size, width, ...place.values, ...steps },
    reads: Object.values(reads),
    writes: wanted.map(([, memory]) => memory),
    groups: Math.ceil(size / WORKGROUP),
  });
}

/** A gate's sigmoid or tanh, and what passes back through it. */
const BENDS = wgsl`
fn sigmoidOf(x: f32) -> f32 { return ${unaryExpressions.sigmoid}; }
fn tanhOf(x: f32) -> f32 { return ${unaryExpressions.tanh}; }
fn throughSigmoid(grad: f32, y: f32) -> f32 { return grad * (${slopeExpressions.sigmoid}); }
fn throughTanh(grad: f32, y: f32) -> f32 { return grad * (${slopeExpressions.tanh}); }
`;
