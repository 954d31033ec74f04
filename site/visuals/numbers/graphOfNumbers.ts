/**
 * One example of `xor-scalars` as a graph of single numbers: every op with what it is written as, the numbers that went in, the number that came
 * out, and its slope in each of them. Pure: it reads the trace; places are counted in columns and rows.
 */
import type { OpTrace, StepTrace } from '../../player/protocol.ts';
import { localSlopes } from '../parts/cells/localSlopes.ts';

export interface NumberInput {
  /** As it is written: `a₁`, `x₂`, `h₁`. */
  readonly symbol: string;
  readonly value: number;
  /** How the op's answer moves with it. */
  readonly slope: number;
  /** Label of the op that made it; null for a parameter or a constant. */
  readonly from: string | null;
}

export interface NumberNode {
  /** `example0.unit1.h` */
  readonly label: string;
  /** `mul` */
  readonly op: string;
  /** What it is called: `h₁`. */
  readonly symbol: string;
  /** How it is written: `h₁ = tanh z₁`. */
  readonly formula: string;
  readonly inputs: readonly NumberInput[];
  readonly value: number;
  /** Middle, in half columns from 0, and row from 0. */
  readonly column: number;
  readonly row: number;
  /** In half columns. */
  readonly width: number;
}

export interface NumberGraph {
  readonly nodes: readonly NumberNode[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  /** In half columns. */
  readonly columns: number;
  readonly rows: number;
}

const sub = (n: number): string => String(n).replaceAll(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]!);

interface Written {
  readonly symbol: string;
  readonly formula: string;
  readonly column: number;
  readonly row: number;
  readonly width: number;
}

/** An op of unit u (from 1) among H, by the last word of its path. */
function written(part: string, u: number, H: number): Written | null {
  const n = sub(u);
  const left = 4 * (u - 1);
  const middle = left + 2;
  const small = (column: number, symbol: string, formula: string) => ({ symbol, formula, column, row: 0, width: 2 });
  const wide = (row: number, symbol: string, formula: string) => ({ symbol, formula, column: middle, row, width: 4 });
  const output = 4 * H - 2;
  switch (part) {
    case 'ax':
      return small(left + 1, `a${n}x₁`, `a${n} · x₁`);
    case 'bx':
      return small(left + 3, `b${n}x₂`, `b${n} · x₂`);
    case 'sum':
      return wide(1, `s${n}`, `s${n} = a${n}x₁ + b${n}x₂`);
    case 'shifted':
      return wide(2, `z${n}`, `z${n} = s${n} + c${n}`);
    case 'h':
      return wide(3, `h${n}`, `h${n} = tanh z${n}`);
    case 'vh':
      return wide(4, `v${n}h${n}`, `v${n} · h${n}`);
    case 'error':
      return { symbol: 'e', formula: 'e = o − y', column: output, row: 6, width: 4 };
    case 'square':
      return { symbol: 'e²', formula: 'e²', column: output - 4, row: 6, width: 4 };
  }
  if (!/^o\d$/.test(part)) return null;
  const own = Number(part[1]);
  const before = own === 1 ? 'f' : own === 2 ? 'f + v₁h₁' : 'f + …';
  const sum = `${before} + v${sub(own)}h${sub(own)}`;
  const isLast = own === H;
  return { symbol: isLast ? 'o' : sum, formula: isLast ? `o = ${sum}` : sum, column: 4 * own - 2, row: 5, width: 4 };
}

/** How a leaf is called where it goes in: a parameter by its path, a constant by the op that reads it. */
function leafSymbol(label: string, part: string, u: number): string {
  const parameter = /^units\.(\d+)\.(\w)$/.exec(label);
  if (parameter) return parameter[2]! + sub(Number(parameter[1]) + 1);
  if (label === 'f') return 'f';
  return { ax: 'x₁', bx: 'x₂', error: 'y' }[part] ?? (u > 0 ? `x${sub(u)}` : 'x');
}

/**
 * The graph of example `item`, from 0; null where the step is not of this run, or not all of its numbers were kept.
 *
 * @example numberGraph(trace, 0)!.nodes.find(({ symbol }) => symbol === 'h₁')!.value
 */
export function numberGraph(trace: StepTrace, item: number): NumberGraph | null {
  const prefix = `example${item}.`;
  const ops = trace.ops.filter(({ label }) => label.startsWith(prefix));
  const H = new Set(ops.flatMap(({ label }) => /\.unit(\d+)\./.exec(label)?.[1] ?? [])).size;
  if (H === 0) return null;
  const maker = new Map(ops.map((op) => [op.output, op.label]));
  const symbols = new Map<string, string>();
  const nodes: NumberNode[] = [];
  for (const op of ops) {
    const node = nodeOf(trace, op, H, maker, symbols);
    if (node === null) return null;
    symbols.set(node.label, node.symbol);
    nodes.push(node);
  }
  const edges = nodes.flatMap(({ label, inputs }) =>
    inputs.flatMap(({ from }) => (from === null ? [] : [{ from, to: label }])),
  );
  return { nodes, edges, columns: 4 * H, rows: 7 };
}

function nodeOf(
  { tensors }: StepTrace,
  op: OpTrace,
  H: number,
  maker: ReadonlyMap<number, string>,
  symbols: ReadonlyMap<string, string>,
): NumberNode | null {
  const part = op.label.split('.').at(-1)!;
  const u = Number(/\.unit(\d+)\./.exec(op.label)?.[1] ?? 0);
  const look = written(part, u, H);
  const values = op.inputs.map((id) => tensors.get(id)?.values[0]);
  const value = tensors.get(op.output)?.values[0];
  if (look === null || value === undefined || values.includes(undefined)) return null;
  const slopes = localSlopes(op.name, values as number[], value);
  if (slopes === null) return null;
  const inputs = op.inputs.map((id, place) => {
    const from = maker.get(id) ?? null;
    const symbol = from === null ? leafSymbol(tensors.get(id)?.label ?? '', part, u) : symbols.get(from)!;
    return { symbol, value: values[place]!, slope: slopes[place]!, from };
  });
  return { label: op.label, op: op.name, inputs, value, ...look };
}
