/**
 * The ops of one step as a graph: folded by module and time step as their paths say, ops that only lay out numbers left out, an edge for
 * each tensor that goes from one node to another. Pure: it reads the trace and draws nothing.
 */
import { normOf } from '../../../player/normOf.ts';
import type { OpTrace, StepTrace, TensorData } from '../../../player/protocol.ts';
import { foldOps } from '../../parts/cells/folds.ts';
import { shapeLabel } from '../../parts/cells/shownTensor.ts';

export interface GraphNode {
  /** `recurrent.l0.t3`, or the path of its only op, or `inputs` and `targets` for the batch. */
  readonly path: string;
  /** In forward order; none for the batch. */
  readonly ops: readonly OpTrace[];
  /** Parameters that its ops read, by label. */
  readonly parameters: readonly string[];
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** Id in the trace of the tensor that goes along it, forwards. */
  readonly tensor: number;
  /** Ids of the gradients that come back along it, one for each op that used the tensor; none where no gradient passed. */
  readonly gradients: readonly number[];
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** So many nodes are shown before a reader unfolds any. */
export const FIRST_NODES = 12;

/** Paths that are open at first: those that unfold into few enough nodes. */
export function openAtFirst(trace: StepTrace): Set<string> {
  const ops = trace.ops.filter(({ isView }) => !isView);
  const open = new Set<string>();
  for (const { path } of foldOps(ops, FIRST_NODES)) for (const lead of leadsOf(path)) open.add(lead);
  return open;
}

/** `a.b.c` → `a`, `a.b` */
export function leadsOf(path: string): string[] {
  const words = path.split('.');
  return words.slice(1).map((_, i) => words.slice(0, i + 1).join('.'));
}

/**
 * @example graphOf(trace, openAtFirst(trace), false).nodes.map(({ path }) => path) // ['inputs', 'conv1', 'relu1', …, 'crossEntropy']
 */
export function graphOf(trace: StepTrace, open: ReadonlySet<string>, withViews: boolean): Graph {
  const shown = withViews ? trace.ops : trace.ops.filter(({ isView }) => !isView);
  const nodes = [...batchNodes(trace), ...groups(trace, shown, open)];
  return { nodes, edges: edgesOf(trace, nodes, withViews) };
}

/** The batch, where an op reads it. */
function batchNodes(trace: StepTrace): GraphNode[] {
  const read = new Set(trace.ops.flatMap(({ inputs }) => inputs));
  return (['inputs', 'targets'] as const).flatMap((path) =>
    read.has(trace[path]) && trace.tensors.get(trace[path])?.label === path ? [{ path, ops: [], parameters: [] }] : [],
  );
}

/** Ops by path, as far as the paths are open. A path with one way on is not a fold of its own. */
function groups(trace: StepTrace, ops: readonly OpTrace[], open: ReadonlySet<string>): GraphNode[] {
  const updated = new Set(trace.updates.map(({ label }) => label));
  const found: GraphNode[] = [];
  const enter = (inside: readonly OpTrace[], depth: number): void => {
    const parts = new Map<string, OpTrace[]>();
    for (const op of inside) {
      const path = headOf(op.label, depth);
      parts.set(path, [...(parts.get(path) ?? []), op]);
    }
    for (const [path, within] of parts) {
      const isLeaf = within.length === 1 || within.every(({ label }) => label === path);
      const single = !isLeaf && new Set(within.map(({ label }) => headOf(label, depth + 1))).size === 1;
      if (!isLeaf && (open.has(path) || single)) enter(within, depth + 1);
      else found.push(node(trace, isLeaf ? within[0]!.label : path, within, updated));
    }
  };
  enter(ops, 1);
  return found.sort((a, b) => a.ops[0]!.index - b.ops[0]!.index);
}

const headOf = (label: string, depth: number): string => label.split('.').slice(0, depth).join('.');

function node({ tensors }: StepTrace, path: string, ops: readonly OpTrace[], updated: ReadonlySet<string>): GraphNode {
  const labels = ops.flatMap(({ inputs }) => inputs.map((id) => tensors.get(id)?.label ?? ''));
  return { path, ops, parameters: [...new Set(labels.filter((label) => updated.has(label)))] };
}

function edgesOf(trace: StepTrace, nodes: readonly GraphNode[], withViews: boolean): GraphEdge[] {
  const home = new Map<number, string>();
  for (const { path, ops } of nodes) for (const { index } of ops) home.set(index, path);
  const maker = new Map(trace.ops.map((op) => [op.output, op]));
  const batch = new Map(nodes.filter(({ ops }) => ops.length === 0).map(({ path }) => [trace[path as 'inputs'], path]));
  /** Where a tensor comes from, through ops that are not shown. */
  const sourceOf = (id: number): { readonly path: string; readonly tensor: number } | null => {
    const op = maker.get(id);
    if (op === undefined) return batch.has(id) ? { path: batch.get(id)!, tensor: id } : null;
    if (op.isView && !withViews) return op.inputs[0] === undefined ? null : sourceOf(op.inputs[0]);
    const path = home.get(op.index);
    return path === undefined ? null : { path, tensor: id };
  };
  const edges = new Map<string, { from: string; to: string; tensor: number; gradients: number[] }>();
  for (const op of trace.ops) {
    const to = home.get(op.index);
    if (to === undefined) continue;
    op.inputs.forEach((id, place) => {
      const source = sourceOf(id);
      if (source === null || source.path === to) return;
      const key = `${source.path}>${to}>${source.tensor}`;
      const edge = edges.get(key) ?? { from: source.path, to, tensor: source.tensor, gradients: [] };
      edges.set(key, edge);
      const gradient = op.backward?.gradInputs[place];
      if (gradient !== null && gradient !== undefined) edge.gradients.push(gradient);
    });
  }
  return [...edges.values()];
}

/** How many numbers an op writes into memory: none where it only walks the same ones in another way. */
export interface Written {
  /** A layout op that has a kernel copies, for its numbers have to lie flat. */
  readonly kind: 'nothing' | 'copy' | 'result';
  readonly count: number;
}

/**
 * null where the shape of its result is not known.
 *
 * @example writtenBy(trace, op) // of `transpose`: { kind: 'nothing', count: 0 }
 */
export function writtenBy({ tensors, shapes }: StepTrace, { isView, kernels, output }: OpTrace): Written | null {
  if (isView && kernels.length === 0) return { kind: 'nothing', count: 0 };
  const shape = tensors.get(output)?.shape ?? shapes?.[output];
  if (shape === undefined) return null;
  return { kind: isView ? 'copy' : 'result', count: shape.reduce((count, size) => count * size, 1) };
}

/** `28×28` of one example; of what belongs to no example the whole shape. */
export function shapeAlong({ tensors, shapes, batchIds }: StepTrace, id: number, scalar: string): string {
  const shape = tensors.get(id)?.shape ?? shapes?.[id];
  if (shape === undefined) return '';
  const one = shape[0] === batchIds.length && shape.length > 0 ? shape.slice(1) : shape;
  return one.length === 0 ? scalar : shapeLabel(one);
}

/** The length of a gradient, as much of it as was kept: of the whole batch, or of the example looked at. null: not kept. */
export function lengthOf({ tensors }: StepTrace, id: number | undefined): number | null {
  const tensor: TensorData | undefined = id === undefined ? undefined : tensors.get(id);
  return tensor === undefined ? null : normOf(tensor.values);
}

/** Of the gradient that arrives at a node: at the last of its ops that a gradient reached. */
export function arriving(trace: StepTrace, { ops }: GraphNode): number | null {
  const last = ops.findLast(({ backward }) => backward !== null);
  return last === undefined ? null : lengthOf(trace, last.backward!.gradOutput);
}
