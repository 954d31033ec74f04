/** The windows of a step's first pooling op, of the example that is looked at: what lies in each, who won it, and who hears about its error. */
import { exampleOf, type StepTrace, type TensorData } from '../../../player/protocol.ts';

type Numbers = TensorData['values'];

export interface Pooled {
  /** Its path: `pool1`. */
  readonly op: string;
  readonly kind: 'max' | 'avg';
  /** Of one example: maps [channels, rows, columns], and the windows over them. */
  readonly channels: number;
  readonly rows: number;
  readonly columns: number;
  readonly down: number;
  readonly across: number;
  /** Side of a window, and its distance to the next: windows lie side by side. */
  readonly size: number;
  readonly x: Numbers;
  readonly y: Numbers;
  /** ∂L/∂y and ∂L/∂x; null where the trace did not keep them. */
  readonly arriving: Numbers | null;
  readonly passedOn: Numbers | null;
}

export interface PooledCell {
  readonly row: number;
  readonly column: number;
  readonly value: number;
  readonly gradient: number | null;
  readonly won: boolean;
}

export interface PooledWindow {
  /** Row by row. */
  readonly cells: readonly PooledCell[];
  readonly output: number;
  readonly gradient: number | null;
  /** How many of the cells are equal to the largest. */
  readonly largest: number;
}

const kinds: Readonly<Record<string, Pooled['kind']>> = { maxPool2d: 'max', avgPool2d: 'avg' };

/** null: the step pools nothing, or its numbers were not kept. */
export function pooledOf(trace: StepTrace): Pooled | null {
  const op = trace.ops.find(({ name }) => kinds[name] !== undefined);
  if (op === undefined) return null;
  const numbers = (id: number | null | undefined): Numbers | null => {
    const tensor = id === null || id === undefined ? undefined : trace.tensors.get(id);
    return tensor === undefined ? null : exampleOf(tensor, trace.item);
  };
  const [x, y] = [numbers(op.inputs[0]), numbers(op.output)];
  const [, channels, rows, columns] = trace.tensors.get(op.inputs[0]!)?.shape ?? [];
  const [, , down, across] = trace.tensors.get(op.output)?.shape ?? [];
  if (x === null || y === null || rows === undefined || down === undefined) return null;
  return {
    op: op.label,
    kind: kinds[op.name]!,
    channels: channels!,
    rows,
    columns: columns!,
    down,
    across: across!,
    size: Math.floor(rows / down),
    x,
    y,
    arriving: numbers(op.backward?.gradOutput),
    passedOn: numbers(op.backward?.gradInputs[0]),
  };
}

/** The window of output cell (i, j) of a channel. */
export function windowOf(pooled: Pooled, channel: number, i: number, j: number): PooledWindow {
  const { rows, columns, down, across, size, x, y, arriving, passedOn, kind } = pooled;
  const place = (channel * down + i) * across + j;
  const output = y[place]!;
  const cells = Array.from({ length: size * size }, (_, k) => {
    const [row, column] = [i * size + Math.floor(k / size), j * size + (k % size)];
    const at = (channel * rows + row) * columns + column;
    return { row, column, value: x[at]!, gradient: passedOn?.[at] ?? null };
  });
  const winner = kind === 'max' ? cells.findIndex(({ value }) => value === output) : -1;
  const most = Math.max(...cells.map(({ value }) => value));
  return {
    cells: cells.map((cell, k) => ({ ...cell, won: k === winner })),
    output,
    gradient: arriving?.[place] ?? null,
    largest: cells.filter(({ value }) => value === most).length,
  };
}

/** Every window of the example, channel by channel. */
export const windowsOf = (pooled: Pooled): PooledWindow[] =>
  Array.from({ length: pooled.channels * pooled.down * pooled.across }, (_, k) =>
    windowOf(
      pooled,
      Math.floor(k / (pooled.down * pooled.across)),
      Math.floor(k / pooled.across) % pooled.down,
      k % pooled.across,
    ),
  );

/** Share of the example's windows in which the largest number stands more than once. */
export function shareOfTies(pooled: Pooled): number {
  const windows = windowsOf(pooled);
  return windows.filter(({ largest }) => largest > 1).length / windows.length;
}
