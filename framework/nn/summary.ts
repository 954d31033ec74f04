/**
 * What a model is made of: every module's output shape, parameters, work and memory, measured by running it once on zeros and
 * listening. Module hooks say who is running, trace events say what runs.
 *
 * What counts as work (FLOPs): a multiply-add is 2. Matrix products and convolutions are counted exactly. Every other op counts 1
 * for each element of its largest input or output; moving numbers (reshape, slice, concat, embedding) counts 0.
 */
import { optionsOf, signature } from '../tensor/arguments.ts';
import { zeros } from '../tensor/create.ts';
import { bytesPerElement, type DType } from '../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { noGrad } from '../tensor/history.ts';
import { type Shape, sizeOf } from '../tensor/shape.ts';
import { Tensor } from '../tensor/Tensor.ts';
import { listen } from '../trace/emit.ts';
import type { OpForward, TraceEvent } from '../trace/events.ts';
import type { Module } from './Module.ts';

/** One module of a summary: what comes out of it and what it costs. */
export interface SummaryRow {
  /** Dotted path; '' is the model itself. */
  readonly name: string;
  /** `Conv2d`. */
  readonly type: string;
  /** Of its last call; the first tensor where it returns several. null when it was never called. */
  readonly outputShape: Shape | null;
  /** Of it and everything inside it. A shared parameter counts once. */
  readonly parameters: number;
  readonly flops: number;
  /** Memory of every tensor that ops inside it made: what training has to keep for the way back. */
  readonly activationBytes: number;
}

export interface SummaryOptions {
  /** dtype of the zeros that go in; int32 for a model that starts with an embedding. Default float32. */
  readonly dtype?: DType;
}

/** The table, and how it is printed. */
export interface ModelSummary {
  /** In the order of the model's fields, the model itself first: its row holds the totals. */
  readonly rows: readonly SummaryRow[];
  /** Lines of text, columns aligned. */
  toString(): string;
}

/** A module that can be called; whether with these inputs, its own checks say. */
type Callable = Module & { forward(...inputs: never[]): unknown };

interface Tally {
  outputShape: Shape | null;
  flops: number;
  activationBytes: number;
}

const call = signature('summary', { model: 'module', input: 'list' }, { dtype: 'dtype' });

/**
 * Measure a model. `input` is the shape of its one input (with the batch axis), or the inputs themselves when there are several.
 * The model runs once in evaluation mode, without history, and is left as it was.
 *
 * @example console.log(String(summary(model, [1, 1, 28, 28])));
 */
export function summary(model: Callable, input: Shape | readonly Tensor[], options: SummaryOptions = {}): ModelSummary {
  const { dtype = 'float32' } = optionsOf(call, [model, input, options]);
  const inputs =
    input.every((entry) => entry instanceof Tensor) && input.length > 0
      ? input
      : [zeros(checkShape(input), { dtype, device: [...model.parameters()][0]?.device ?? 'cpu' })];
  const tallies = measure(model, inputs as readonly Tensor[]);
  const rows = [...model.namedModules()].map(([name, module]): SummaryRow => {
    const parameters = [...module.parameters()].reduce((sum, parameter) => sum + parameter.size, 0);
    return { name, type: module.constructor.name, parameters, ...tallies.get(module)! };
  });
  return { rows, toString: () => print(rows) };
}

function checkShape(input: readonly unknown[]): Shape {
  if (!input.every((n) => typeof n === 'number' && Number.isInteger(n) && n >= 0)) {
    throw new ChalkgradError(
      `summary: ${String(input)} is not a shape`,
      'give the shape of the input with its batch axis, as in [1, 3, 32, 32], or a list of input tensors.',
    );
  }
  return input as Shape;
}

/** Run once; note for each module what happened while it, or anything inside it, was running. */
function measure(model: Callable, inputs: readonly Tensor[]): Map<Module, Tally> {
  const tallies = new Map<Module, Tally>();
  const running: Module[] = [];
  const undo: (() => void)[] = [];
  const modes = [...model.namedModules()].map(([, module]) => [module, module.training] as const);
  for (const [module] of modes) {
    tallies.set(module, { outputShape: null, flops: 0, activationBytes: 0 });
    if (!('forward' in module)) continue;
    undo.push(
      module.registerForwardPreHook(() => {
        running.push(module);
        return undefined;
      }),
      module.registerForwardHook((_module, _inputs, output) => {
        running.pop();
        tallies.get(module)!.outputShape = firstTensor(output)?.shape ?? null;
      }),
    );
  }
  undo.push(
    listen((event: TraceEvent) => {
      if (event.type !== 'op.fwd' || isFree(event)) return;
      const { shape, dtype } = event.output;
      for (const module of new Set(running)) {
        tallies.get(module)!.flops += flopsOf(event);
        tallies.get(module)!.activationBytes += sizeOf(shape) * bytesPerElement[dtype as DType];
      }
    }),
  );
  try {
    model.eval();
    noGrad(() => model.forward(...(inputs as never[])));
  } finally {
    for (const stop of undo) stop();
    for (const [module, training] of modes) module.training = training;
  }
  return tallies;
}

function firstTensor(value: unknown): Tensor | undefined {
  if (value instanceof Tensor) return value;
  return Array.isArray(value) ? value.map(firstTensor).find((found) => found !== undefined) : undefined;
}

/** Ops that make no new numbers: views, reshapes (views nearly always), and dropout, which only passes while evaluating. */
const isFree = ({ name, kernels }: OpForward): boolean =>
  kernels.length === 0 || name === 'reshape' || name === 'flatten' || name === 'dropout';

/** Kernels that only move numbers. (Where scatterAdd is a derivative's; as an op it adds.) */
const MOVING = new Set(['copy', 'paste', 'gather', 'scatterAdd', 'scatterReduce']);

function flopsOf({ name, inputs, output, kernels }: OpForward): number {
  const out = sizeOf(output.shape);
  const [first, second, third] = inputs.map((input) => input.shape);
  switch (name) {
    case 'matmul':
      return 2 * out * first!.at(-1)!;
    case 'linear':
      return 2 * out * first!.at(-1)! + (third === undefined ? 0 : out);
    case 'conv1d':
    case 'conv2d': // each output: one multiply-add for each cell of its kernel [O, C/groups, KH, KW]
      return 2 * out * sizeOf(second!.slice(1)) + (third === undefined ? 0 : out);
    case 'convTranspose1d':
    case 'convTranspose2d': // each input paints its kernel [C, O/groups, KH, KW]
      return 2 * sizeOf(first!) * sizeOf(second!.slice(1)) + (third === undefined ? 0 : out);
    default:
      return name !== 'scatterAdd' && kernels.every((kernel) => MOVING.has(kernel))
        ? 0
        : Math.max(out, ...inputs.map((input) => sizeOf(input.shape)));
  }
}

function print(rows: readonly SummaryRow[]): string {
  const names = rows.map(({ name }) => name);
  const cells = rows.map((row) => [
    treeName(row.name, names),
    row.type,
    row.outputShape === null ? '' : shapeText(row.outputShape),
    grouped(row.parameters),
    grouped(row.flops),
    grouped(row.activationBytes),
  ]);
  const table = [['module', 'type', 'output', 'parameters', 'FLOPs', 'activation bytes'], ...cells];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)));
  const isText = (column: number): boolean => column < 3;
  const pad = (cell: string, column: number): string =>
    isText(column) ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!);
  return table.map((line) => line.map(pad).join('  ').trimEnd()).join('\n');
}

/** `layers.0.norm` under `layers.0` → indented `norm`. */
function treeName(name: string, names: readonly string[]): string {
  if (name === '') return 'model';
  const above = names.filter((other) => other !== '' && name.startsWith(`${other}.`));
  return '  '.repeat(above.length + 1) + name.slice(Math.max(0, ...above.map((other) => other.length + 1)));
}

/** 1234567 → 1 234 567 */
const grouped = (n: number): string => String(n).replace(/\B(?=(?:\d{3})+$)/g, ' ');
