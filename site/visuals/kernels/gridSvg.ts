/**
 * One moment of a dispatch as SVG text, so that the build and the page draw the same: threads on the left, memory on the right, sixteen
 * words a row, because 64 bytes are what memory sends at a time. Thin lines are reads, thick ones writes; what lies outside is dashed.
 * Cells of one look are one path: a few elements instead of some hundred. Colours are the style sheet's.
 */
import type { ThreadRecord, Triple } from '../../../exercises/grader/wgsl/record.ts';
import { type Moment, type Moments, neighboursOf, statesAt, WORDS_PER_LINE, writtenBefore } from './gridMoments.ts';

const CELL = 10;
const WIDTH = WORDS_PER_LINE * CELL;
const GAP = 44;
const HEAD = 20;
const BETWEEN = 10;
/** More lines than this are a thicket: then only those of the chosen thread and its neighbours are drawn. */
const MOST_LINES = 130;

export interface GridScene {
  readonly moments: Moments;
  readonly at: number;
  /** Number in the dispatch of the thread that is looked at. */
  readonly thread: number;
  readonly groupSize: Triple;
  readonly memories: readonly { readonly name: string; readonly length: number; readonly used: number }[];
  /** Words that the emulator found fault with at this moment, by memory. */
  readonly raced: ReadonlyMap<string, ReadonlySet<number>>;
  readonly groupTitle: (group: number) => string;
  /** The sentence that says the same. */
  readonly label: string;
}

type Point = readonly [x: number, y: number];

const box = ([x, y]: Point, inset = 0): string => {
  const side = CELL - 2 * inset;
  return `M${x + inset} ${y + inset}h${side}v${side}h${-side}z`;
};
const path = (kind: string, cells: readonly string[]): string =>
  cells.length === 0 ? '' : `<path class="grid-${kind}" d="${cells.join('')}"/>`;
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Where each thread stands: group below group, rows as its program sees them. */
function placeThreads(threads: readonly ThreadRecord[], groupSize: Triple, title: (group: number) => string) {
  const wide = groupSize[1] > 1 ? Math.min(groupSize[0], WORDS_PER_LINE) : WORDS_PER_LINE;
  const rows = Math.ceil((groupSize[0] * groupSize[1]) / wide);
  const groups = [...new Set(threads.map(({ group }) => group))];
  const topOf = (group: number): number => groups.indexOf(group) * (rows * CELL + HEAD + BETWEEN) + HEAD;
  const places = new Map<number, Point>(
    threads.map(({ id, group, place }) => [
      id,
      [(place % wide) * CELL, topOf(group) + Math.floor(place / wide) * CELL],
    ]),
  );
  const texts = groups.map((group) => `<text x="0" y="${topOf(group) - 5}">${escaped(title(group))}</text>`);
  return { places, texts, height: groups.length * (rows * CELL + HEAD + BETWEEN) };
}

/** Rows of a memory, also those behind its end that somebody reaches for. */
const rowsOf = (length: number, moment: Moment | undefined, name: string): number => {
  const reached = (moment?.touches ?? []).filter(({ buffer }) => buffer === name).map(({ index }) => index + 1);
  return Math.ceil(Math.max(length, 1, ...reached) / WORDS_PER_LINE);
};

export function gridSvg(scene: GridScene): string {
  const { moments, at, thread, groupSize, memories, raced, groupTitle, label } = scene;
  const moment = moments.moments[at];
  const states = statesAt(moments, at);
  const { places, texts, height } = placeThreads(moments.threads, groupSize, groupTitle);
  const parts: string[] = [...texts];
  const inState = (...wanted: string[]): string[] =>
    [...states].filter(([, state]) => wanted.includes(state)).map(([id]) => box(places.get(id)!, 1));
  for (const state of ['between', 'read', 'write', 'outside', 'waiting', 'stuck', 'left'])
    parts.push(path(`thread-${state}`, inState(state)));

  let top = HEAD;
  const tops = new Map<string, number>();
  const left = WIDTH + GAP;
  const cellAt = (name: string, index: number): Point => [
    left + (index % WORDS_PER_LINE) * CELL,
    tops.get(name)! + Math.floor(index / WORDS_PER_LINE) * CELL,
  ];
  // Rows stay where they are from moment to moment: as many as the longest reach of all moments.
  for (const { name, length, used } of memories) {
    tops.set(name, top);
    const rows = Math.max(...moments.moments.map((one) => rowsOf(length, one, name)), rowsOf(length, undefined, name));
    const cells = Array.from({ length: rows * WORDS_PER_LINE }, (_, index) => index);
    const written = writtenBefore(moments, at, name);
    const here = (moment?.touches ?? []).filter(({ buffer }) => buffer === name);
    const now = (by: string): Set<number> => new Set(here.filter((one) => one.by === by).map(({ index }) => index));
    const [reads, writes] = [now('read'), now('write')];
    const of = (is: (index: number) => boolean, inset = 0): string[] =>
      cells.filter(is).map((index) => box(cellAt(name, index), inset));
    parts.push(
      `<text x="${left}" y="${top - 5}">${escaped(name)}</text>`,
      path(
        'word',
        of((index) => index < used),
      ),
      path(
        'word-spare',
        of((index) => index >= used && index < length),
      ),
      path(
        'word-none',
        of((index) => index >= length && (reads.has(index) || writes.has(index))),
      ),
      path(
        'word-written',
        of((index) => written.has(index) && index < used, 2),
      ),
      path(
        'word-read',
        of((index) => reads.has(index) && index < length, 1),
      ),
      path(
        'word-write',
        of((index) => writes.has(index) && index < used, 1),
      ),
      path(
        'word-stray',
        of((index) => (writes.has(index) || written.has(index)) && index >= used, 1),
      ),
      path(
        'word-raced',
        of((index) => raced.get(name)?.has(index) ?? false),
      ),
    );
    top += rows * CELL + HEAD + BETWEEN;
  }

  const lines = { read: [] as string[], write: [] as string[], mine: [] as string[] };
  const touches = (moment?.touches ?? []).filter(({ buffer }) => tops.has(buffer));
  const near = neighboursOf(moments.threads, thread);
  for (const touch of touches.length > MOST_LINES ? touches.filter((one) => near.has(one.thread)) : touches) {
    const from = places.get(touch.thread);
    if (from === undefined) continue;
    const to = cellAt(touch.buffer, touch.index);
    const half = CELL / 2;
    const line = `M${from[0] + half} ${from[1] + half}L${to[0] + half} ${to[1] + half}`;
    lines[touch.by].push(line);
    if (touch.thread === thread) lines.mine.push(line);
  }
  parts.push(path('reads', lines.read), path('writes', lines.write), path('mine', lines.mine));
  const me = places.get(thread);
  if (me !== undefined) parts.push(path('thread-chosen', [box(me, -0.5)]));
  if (moment?.barrier != null)
    parts.push(`<path class="grid-barrier" d="M${WIDTH + GAP / 2} ${HEAD - 8}V${Math.max(height, top) - BETWEEN}"/>`);
  const tall = Math.max(height, top) - BETWEEN + 2;
  return `<svg viewBox="-2 0 ${2 * WIDTH + GAP + 4} ${tall}" role="img" aria-label="${escaped(label)}">${parts.join('')}</svg>`;
}

/** The thread whose cell lies under a point of the drawing; null beside all. */
export function threadAt({ moments, groupSize, groupTitle }: GridScene, [x, y]: Point): number | null {
  const { places } = placeThreads(moments.threads, groupSize, groupTitle);
  for (const [id, [left, top]] of places) if (x >= left && x < left + CELL && y >= top && y < top + CELL) return id;
  return null;
}
