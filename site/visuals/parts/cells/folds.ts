/**
 * A long step as a short chain: ops folded by module, by time step, by layer, as their paths say. The chain unfolds from the top, the
 * fullest fold first, as long as it stays short enough to be taken in. Pure: it knows paths and nothing of what the ops do.
 */
import type { OpTrace } from '../../../player/protocol.ts';

export interface Fold {
  /** `recurrent.l0.t3`, or the path of its only op. */
  readonly path: string;
  /** In forward order. */
  readonly ops: readonly OpTrace[];
}

interface Branch extends Fold {
  readonly depth: number;
}

/** So many links a reader can still look over; figures keep below sixty nodes. */
export const LONGEST_CHAIN = 24;

/**
 * @example foldOps(trace.ops).map(({ path }) => path) // ['embedding', 'recurrent.l0.fromInput', 'recurrent.l0.t0', …, 'crossEntropy']
 */
export function foldOps(ops: readonly OpTrace[], longest = LONGEST_CHAIN): Fold[] {
  let branches: Branch[] = [{ path: '', ops, depth: 0 }];
  const closed = new Set<Branch>();
  for (;;) {
    const open = branches.filter((branch) => branch.ops.length > 1 && !closed.has(branch));
    const fullest = open.sort((a, b) => b.ops.length - a.ops.length)[0];
    if (fullest === undefined) return inOrder(branches);
    const parts = split(fullest);
    if (branches.length - 1 + parts.length > longest) closed.add(fullest);
    else branches = branches.flatMap((branch) => (branch === fullest ? parts : [branch]));
  }
}

/** By the next word of the path. Ops whose path ends here stand alone. */
function split({ ops, depth }: Branch): Branch[] {
  const parts = new Map<string, OpTrace[]>();
  for (const op of ops) {
    const path = op.label
      .split('.')
      .slice(0, depth + 1)
      .join('.');
    parts.set(path, [...(parts.get(path) ?? []), op]);
  }
  return [...parts].map(([path, inside]) => ({ path, ops: inside, depth: depth + 1 }));
}

const inOrder = (folds: readonly Fold[]): Fold[] => [...folds].sort((a, b) => a.ops[0]!.index - b.ops[0]!.index);

/** `recurrent.l0.t3` → what leads there, and its own name. */
export function nameParts(path: string): { readonly lead: string; readonly name: string } {
  const at = path.lastIndexOf('.');
  return { lead: path.slice(0, Math.max(at, 0)), name: path.slice(at + 1) };
}
