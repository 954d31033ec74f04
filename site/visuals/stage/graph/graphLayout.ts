/**
 * Where the nodes of a graph stand: in ranks, each after all that it reads (Sugiyama, Tagawa & Toda, 1981). Long edges get a place in
 * every rank that they cross, so that none runs through a node. Pure geometry; `along` is the direction of the forward pass.
 */
import type { Graph } from './graph.ts';

export interface Size {
  readonly along: number;
  readonly across: number;
}

export interface Placed {
  readonly along: number;
  readonly across: number;
}

export interface GraphLayout {
  /** Middle of each node, by path. */
  readonly nodes: ReadonlyMap<string, Placed>;
  /** For each edge of the graph the points it goes through, from the end of its first node to the beginning of its last. */
  readonly edges: readonly (readonly Placed[])[];
  readonly length: number;
  readonly breadth: number;
  /** Rank of each node, from 0. */
  readonly ranks: ReadonlyMap<string, number>;
}

export interface Spacing {
  readonly node: Size;
  /** Between ranks. */
  readonly rankGap: number;
  /** Between neighbours in a rank. */
  readonly gap: number;
}

interface Slot {
  readonly key: string;
  readonly rank: number;
  readonly size: number;
  across: number;
  readonly before: Slot[];
  readonly after: Slot[];
}

const THREAD = 14;
const SWEEPS = 6;

export function layOut({ nodes, edges }: Graph, { node, rankGap, gap }: Spacing): GraphLayout {
  const order = new Map(nodes.map(({ path }, place) => [path, place]));
  const isAhead = (from: string, to: string): boolean => order.get(from)! < order.get(to)!;
  const ranks = rank(
    nodes,
    edges.filter(({ from, to }) => isAhead(from, to)),
  );
  const rows: Slot[][] = [];
  const slot = (key: string, at: number, size: number): Slot => {
    const made: Slot = { key, rank: at, size, across: 0, before: [], after: [] };
    rows[at] = [...(rows[at] ?? []), made];
    return made;
  };
  const own = new Map(nodes.map(({ path }) => [path, slot(path, ranks.get(path)!, node.across)]));
  const threads = edges.map(({ from, to }, place) => {
    const [first, last] = isAhead(from, to) ? [own.get(from)!, own.get(to)!] : [own.get(to)!, own.get(from)!];
    const way = [first];
    for (let at = first.rank + 1; at < last.rank; at++) way.push(slot(`${place}@${at}`, at, THREAD));
    way.push(last);
    for (let i = 1; i < way.length; i++) {
      way[i - 1]!.after.push(way[i]!);
      way[i]!.before.push(way[i - 1]!);
    }
    return isAhead(from, to) ? way : way.toReversed();
  });
  place(rows, gap);
  const least = Math.min(0, ...rows.flat().map(({ across, size }) => across - size / 2));
  const breadth = Math.max(...rows.flat().map(({ across, size }) => across + size / 2)) - least;
  const pitch = node.along + rankGap;
  const middle = ({ rank: at, across }: Slot): Placed => ({
    along: at * pitch + node.along / 2,
    across: across - least,
  });
  return {
    nodes: new Map([...own].map(([path, at]) => [path, middle(at)])),
    edges: threads.map((way) => route(way, middle, node.along / 2)),
    length: rows.length * pitch - rankGap,
    breadth,
    ranks,
  };
}

/** From edge to edge of the nodes, straight through the ranks between. */
function route(way: readonly Slot[], middle: (slot: Slot) => Placed, half: number): Placed[] {
  const turn = way[0]!.rank <= way.at(-1)!.rank ? 1 : -1;
  return way.flatMap((slot, i) => {
    const at = middle(slot);
    const leaves = { ...at, along: at.along + turn * half };
    const arrives = { ...at, along: at.along - turn * half };
    if (i === 0) return [leaves];
    return i === way.length - 1 ? [arrives] : [arrives, leaves];
  });
}

/** One further than the furthest that it reads. */
function rank(nodes: Graph['nodes'], edges: Graph['edges']): Map<string, number> {
  const ranks = new Map<string, number>();
  for (const { path } of nodes) {
    const before = edges.filter(({ to }) => to === path).map(({ from }) => (ranks.get(from) ?? 0) + 1);
    ranks.set(path, Math.max(0, ...before));
  }
  // What only feeds others stands just before the first of them: labels beside the loss, not at the other end.
  for (const { path } of nodes) {
    if (edges.some(({ to }) => to === path)) continue;
    const after = edges.filter(({ from }) => from === path).map(({ to }) => ranks.get(to)!);
    if (after.length > 0) ranks.set(path, Math.min(...after) - 1);
  }
  return ranks;
}

/** Order in each rank by the middle of the neighbours, and then places near it without overlap. */
function place(rows: readonly Slot[][], gap: number): void {
  for (const row of rows) spread(row, gap, (_, i) => i);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const forwards = sweep % 2 === 0;
    for (const row of forwards ? rows : rows.toReversed()) {
      const wish = (slot: Slot): number => mean(forwards ? slot.before : slot.after) ?? slot.across;
      const wishes = new Map(row.map((slot) => [slot, wish(slot)]));
      row.sort((a, b) => wishes.get(a)! - wishes.get(b)!);
      spread(row, gap, (slot) => wishes.get(slot)!);
    }
  }
}

/** Each near its wish, none over its neighbour; the row as a whole where its wishes are. */
function spread(row: readonly Slot[], gap: number, wish: (slot: Slot, place: number) => number): void {
  let free = Number.NEGATIVE_INFINITY;
  let shift = 0;
  row.forEach((slot, i) => {
    const wanted = wish(slot, i);
    slot.across = Math.max(wanted, free + slot.size / 2);
    shift += slot.across - wanted;
    free = slot.across + slot.size / 2 + gap;
  });
  for (const slot of row) slot.across -= shift / row.length;
}

const mean = (slots: readonly Slot[]): number | null =>
  slots.length === 0 ? null : slots.reduce((sum, { across }) => sum + across, 0) / slots.length;
