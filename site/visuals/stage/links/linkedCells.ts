/**
 * Which cells make a chosen one: of a product its row and its column, of a convolution its window. Pure index arithmetic over the shapes
 * and options of the trace; the numbers themselves are looked up where they were recorded.
 */
import type { Phase } from '../../../player/PlayerState.ts';
import type { OpTrace, StepTrace } from '../../../player/protocol.ts';
import { indexOf } from '../../parts/cells/cellLayout.ts';
import { type Part, partId } from '../../parts/cells/shownTensor.ts';
import { cellToCheck } from '../step/CellCheck.ts';

export type Index = readonly number[];

export interface Chosen {
  readonly part: Part;
  readonly index: Index;
}

/** By term: full indices, in the order of the sum that they are part of. */
export type Cells = ReadonlyMap<string, readonly Index[]>;

/** More would be all of a tensor: then nothing stands out. */
const MOST_CELLS = 1024;

/** The cell that the other cells are the makings of: the selected one, or one that can stand for the rest. */
export function chosenCell(
  trace: StepTrace,
  op: OpTrace,
  phase: Phase,
  selection: { readonly op: string; readonly tensor: Part; readonly index: Index | null } | null,
): Chosen | null {
  if (phase === 'update') return null;
  if (phase === 'backward') {
    const cell = cellToCheck(trace, op, selection);
    return cell === null ? null : { part: cell.part, index: cell.index };
  }
  const shape = trace.tensors.get(op.output)?.shape;
  if (shape === undefined) return null;
  const isChosen = selection?.op === op.label && selection.tensor.kind === 'output';
  if (isChosen && selection.index?.length === shape.length) return { part: { kind: 'output' }, index: selection.index };
  const isBatch = shape.length > 0 && shape[0] === trace.batchIds.length;
  return { part: { kind: 'output' }, index: shape.map((_, axis) => (axis === 0 && isBatch ? trace.item : 0)) };
}

interface Op {
  /** Shapes of what it takes. */
  readonly shapes: readonly (readonly number[])[];
  readonly out: readonly number[];
  readonly trace: StepTrace;
  readonly options: OpTrace['options'];
}

type Makings = Readonly<Record<string, readonly Index[]>>;
/** By what is chosen: `out`, or the place of the operand whose gradient it is. */
type Rule = (op: Op, of: 'out' | number, at: Index) => Makings;

const count = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const joined = (index: Index, ...rest: number[]): number[] => [...index, ...rest];

/** The cell of an operand that broadcasting reads for a cell of the result. */
const broadcast = (shape: readonly number[], index: Index): number[] =>
  shape.map((size, axis) => (size === 1 ? 0 : index[index.length - shape.length + axis]!));

const matmul: Rule = ({ shapes: [a = [], b = []], out }, of, at) => {
  if (a.length < 2 || b.length < 2) return {};
  const lead = (shape: readonly number[], index: Index): number[] =>
    broadcast(shape.slice(0, -2), index.slice(0, index.length - 2));
  const [row, column] = at.slice(-2) as [number, number];
  const [m, k, n] = [a.at(-2)!, a.at(-1)!, b.at(-1)!];
  if (of === 'out')
    return {
      x: count(k).map((i) => joined(lead(a, at), row, i)),
      W: count(k).map((i) => joined(lead(b, at), i, column)),
    };
  // Where an operand was stretched, other batches add to it too: those of this one are shown.
  const whole = joined(count(out.length - 2).map((axis) => at.slice(0, -2)[axis - (out.length - at.length)] ?? 0));
  if (of === 0)
    return {
      dout: count(n).map((j) => joined(whole, row, j)),
      W: count(n).map((j) => joined(lead(b, joined(whole, 0, 0)), column, j)),
    };
  return {
    dout: count(m).map((i) => joined(whole, i, column)),
    x: count(m).map((i) => joined(lead(a, joined(whole, 0, 0)), i, row)),
  };
};

const linear: Rule = ({ shapes: [x = [], w = []], out }, of, at) => {
  const [outputs = 0, features = 0] = w;
  const rows = (): Index[] => {
    const sizes = out.slice(0, -1);
    return count(sizes.reduce((product, n) => product * n, 1)).map((flat) => indexOf(sizes, flat));
  };
  const last = at.at(-1)!;
  if (of === 'out')
    return {
      x: count(features).map((k) => joined(at.slice(0, x.length - 1), k)),
      W: count(features).map((k) => [last, k]),
      b: [[last]],
    };
  if (of === 0)
    return {
      dout: count(outputs).map((o) => joined(at.slice(0, -1), o)),
      W: count(outputs).map((o) => [o, last]),
    };
  if (of === 1) return { dout: rows().map((row) => joined(row, at[0]!)), x: rows().map((row) => joined(row, at[1]!)) };
  return { dout: rows().map((row) => joined(row, last)) };
};

const pairOf = (value: unknown, otherwise: number): [number, number] => {
  if (Array.isArray(value)) return [Number(value[0]), Number(value[1] ?? value[0])];
  return typeof value === 'number' ? [value, value] : [otherwise, otherwise];
};

const conv2d: Rule = ({ shapes: [x = [], w = []], out, trace, options }, of, at) => {
  const stride = pairOf(options['stride'], 1);
  const padding = pairOf(options['padding'], 0);
  const dilation = pairOf(options['dilation'], 1);
  if (typeof options['padding'] === 'string' || Number(options['groups'] ?? 1) !== 1) return {};
  const [, channels = 0, height = 0, width = 0] = x;
  const [maps = 0, , kh = 0, kw = 0] = w;
  const cells = <R>(visit: (c: number, u: number, v: number) => R[]): R[] =>
    count(channels).flatMap((c) => count(kh).flatMap((u) => count(kw).flatMap((v) => visit(c, u, v))));
  const isInside = (r: number, s: number): boolean => r >= 0 && s >= 0 && r < height && s < width;
  if (of === 'out') {
    const [n, o, i, j] = at as [number, number, number, number];
    const row = (u: number): number => i * stride[0] + u * dilation[0] - padding[0];
    const column = (v: number): number => j * stride[1] + v * dilation[1] - padding[1];
    const inside = cells((c, u, v) => (isInside(row(u), column(v)) ? [[c, u, v] as const] : []));
    return {
      x: inside.map(([c, u, v]) => [n, c, row(u), column(v)]),
      W: inside.map(([c, u, v]) => [o, c, u, v]),
      b: [[o]],
    };
  }
  const [, , outH = 0, outW = 0] = out;
  const places = (): [number, number][] => count(outH).flatMap((i) => count(outW).map((j): [number, number] => [i, j]));
  if (of === 1) {
    const [o, c, u, v] = at as [number, number, number, number];
    const n = trace.item;
    const met = places().flatMap(([i, j]) => {
      const [r, s] = [i * stride[0] + u * dilation[0] - padding[0], j * stride[1] + v * dilation[1] - padding[1]];
      return isInside(r, s) ? [{ dout: [n, o, i, j], x: [n, c, r, s] }] : [];
    });
    return { dout: met.map(({ dout }) => dout), x: met.map((pair) => pair.x) };
  }
  if (of === 2) return { dout: places().map(([i, j]) => [trace.item, at[0]!, i, j]) };
  const [n, c, r, s] = at as [number, number, number, number];
  const met = count(maps).flatMap((o) =>
    count(kh).flatMap((u) =>
      count(kw).flatMap((v) => {
        const [i, j] = [(r + padding[0] - u * dilation[0]) / stride[0], (s + padding[1] - v * dilation[1]) / stride[1]];
        const isMet = Number.isInteger(i) && Number.isInteger(j) && i >= 0 && j >= 0 && i < outH && j < outW;
        return isMet ? [{ dout: [n, o, i, j], W: [o, c, u, v] }] : [];
      }),
    ),
  );
  return { dout: met.map(({ dout }) => dout), W: met.map((pair) => pair.W) };
};

const softmax: Rule = ({ out }, of, at) => {
  const row = count(out.at(-1) ?? 0).map((k) => joined(at.slice(0, -1), k));
  return of === 'out' ? { z: row } : { dp: row, p: row };
};

const crossEntropy: Rule = ({ shapes: [z = []], trace }, of, at) => {
  const labels = trace.tensors.get(trace.targets)?.values;
  const [m = 0, classes = 0] = z;
  if (z.length !== 2 || labels?.length !== m) return {};
  if (of !== 'out') return { p: [at], y: [[at[0]!]], dout: [[]] };
  return {
    p: count(m).map((i) => [i, labels[i]!]),
    y: count(m).map((i) => [i]),
    z: count(m).flatMap((i) => count(classes).map((k) => [i, k])),
  };
};

const mse: Rule = ({ shapes: [x = []] }, of, at) => {
  if (of !== 'out') return { x: [at], y: [at], dout: [[]] };
  const all = count(x.reduce((product, n) => product * n, 1)).map((flat) => indexOf(x, flat));
  return { x: all, y: all };
};

/** Every score and its label make the loss; a score's slope comes from that pair. */
const bceWithLogits: Rule = ({ shapes: [z = []] }, of, at) => {
  if (of !== 'out') return { z: [at], y: [at], dout: [[]] };
  const all = count(z.reduce((product, n) => product * n, 1)).map((flat) => indexOf(z, flat));
  return { z: all, y: all };
};

const unary: Rule = (_, of, at) => (of === 'out' ? { x: [at] } : { dout: [at], x: [at], out: [at] });

const binary: Rule = ({ shapes: [a = [], b = []], out }, of, at) => {
  if (of === 'out') return { x: [broadcast(a, at)], W: [broadcast(b, at)] };
  const own = of === 0 ? a : b;
  // A stretched operand gathers from every cell that read it.
  const readers = count(out.reduce((product, n) => product * n, 1))
    .map((flat) => indexOf(out, flat))
    .filter((index) => broadcast(own, index).join() === at.join());
  const other =
    of === 0 ? { W: readers.map((index) => broadcast(b, index)) } : { x: readers.map((index) => broadcast(a, index)) };
  return { dout: readers, ...other };
};

const rules: Readonly<Record<string, Rule>> = {
  matmul,
  linear,
  conv2d,
  softmax,
  crossEntropy,
  bceWithLogits,
  mse,
  relu: unary,
  tanh: unary,
  sigmoid: unary,
  add: binary,
  mul: binary,
};

/** @example linkedCells(trace, conv1, { part: { kind: 'output' }, index: [0, 2, 5, 5] }).get('x') // the window's nine cells */
export function linkedCells(trace: StepTrace, op: OpTrace, chosen: Chosen | null): Cells {
  const found = new Map<string, readonly Index[]>();
  const rule = rules[op.name];
  if (chosen === null) return found;
  const shapes = op.inputs.map((id) => trace.tensors.get(id)?.shape ?? []);
  const out = trace.tensors.get(op.output)?.shape ?? [];
  const own = symOfPart(op.name, chosen.part);
  if (rule !== undefined) {
    const of = 'place' in chosen.part ? chosen.part.place : 'out';
    const makings = rule({ shapes, out, trace, options: op.options }, of, chosen.index);
    for (const [sym, cells] of Object.entries(makings)) if (cells.length <= MOST_CELLS) found.set(sym, cells);
  }
  found.set(own, [chosen.index]);
  return found;
}

const OUT: Readonly<Record<string, string>> = {
  softmax: 'p',
  crossEntropy: 'loss',
  bceWithLogits: 'loss',
  mse: 'loss',
};
const FIRST: Readonly<Record<string, string>> = { softmax: 'z', crossEntropy: 'z', bceWithLogits: 'z' };

/** What the op's equation calls a part of it. */
export function symOfPart(name: string, part: Part): string {
  if (!('place' in part)) return part.kind === 'output' ? (OUT[name] ?? 'out') : name === 'softmax' ? 'dp' : 'dout';
  const second = name === 'mse' || name === 'bceWithLogits' ? 'y' : 'W';
  const symbol = [FIRST[name] ?? 'x', second, 'b'][part.place] ?? 'x';
  return part.kind === 'input' ? symbol : `d${symbol}`;
}

/** The number in a cell of a part; null where it was not kept. */
export function numberIn(trace: StepTrace, id: number | null | undefined, index: Index): number | null {
  const tensor = id === null || id === undefined ? undefined : trace.tensors.get(id);
  if (tensor === undefined || index.length !== tensor.shape.length) return null;
  const { shape, item, values } = tensor;
  if (item !== null && index[0] !== item) return null;
  let flat = 0;
  for (let axis = item === null ? 0 : 1; axis < index.length; axis++) flat = flat * shape[axis]! + index[axis]!;
  return values[flat] ?? null;
}

/** Which tensor of the step a term is, where it is one of the op's own. */
export const idOfPart = (op: OpTrace, part: Part): number | null => partId(op, part);
