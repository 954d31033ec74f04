import { describe, expect, it } from 'vitest';
import { threads as words } from '../../i18n/en/threads.ts';
import { linesOf, neighboursOf, statesAt } from './gridMoments.ts';
import { factsOf, firstMoment, type GridChoice, racedWords, runGrid, tellingMoment } from './gridRun.ts';
import { sceneOf } from './gridScene.ts';
import { gridSvg, threadAt } from './gridSvg.ts';
import { litLines, momentText, outcomeTexts, threadText, touchRows } from './gridText.ts';
import { type ProgramName, programs, type Settings } from './programs.ts';
import { readCounts } from './readCounts.ts';

const run = (program: ProgramName, settings: Settings, variant = 'right', rest: Partial<GridChoice> = {}) =>
  runGrid({ program, settings, variant, order: 'up', group: null, ...rest });

/** What each program is launched on in the lessons. */
const launched: readonly (readonly [ProgramName, Settings])[] = [
  ['map', { n: 100, size: 64, spare: 0 }],
  ['transpose', { rows: 16, columns: 16 }],
  ['transpose', { rows: 5, columns: 7 }],
  ['sum', { size: 64 }],
  ['product', { n: 9, tile: 8 }],
  ['softmax', { n: 20, size: 16 }],
];

describe('the programs of ThreadGrid', () => {
  it.each(launched)('%s on %o: right in every order, and nothing found', (program, settings) => {
    for (const order of ['up', 'down', 'shuffled'] as const) {
      const { wrong, stray, result } = run(program, settings, 'right', { order });
      expect([result.fault, result.record.findings, wrong, stray]).toEqual([null, [], 0, 0]);
    }
  });

  it('are all valid at the bounds of their dials', () => {
    for (const [name, { dials, variants }] of Object.entries(programs)) {
      for (const end of ['least', 'most'] as const) {
        const settings = Object.fromEntries(
          Object.entries(dials).map(([dial, bounds]) => [
            dial,
            'of' in bounds ? bounds.of.at(end === 'least' ? 0 : -1)! : bounds[end],
          ]),
        );
        for (const variant of variants) expect(run(name as ProgramName, settings, variant).result.fault).toBeNull();
        expect(run(name as ProgramName, settings).wrong).toBe(0);
      }
    }
  });

  it('the missing guard shows in events alone, until somebody else’s words lie behind the end', () => {
    const bare = run('map', { n: 100, size: 64, spare: 0 }, 'missing-guard');
    expect(bare.wrong).toBe(0);
    expect(factsOf(bare)).toMatchObject({ outside: 28, stops: 0, idle: 28 });
    const { thread, at } = tellingMoment(bare);
    expect(threadText(bare, at, thread, words)).toBe(
      'Thread 100, place 36 of group 1: line 9 reaches for x[100], which is not there.',
    );
    expect(run('map', { n: 100, size: 64, spare: 28 }, 'missing-guard')).toMatchObject({ wrong: 0, stray: 28 });
    expect(run('map', { n: 100, size: 64, spare: 28 })).toMatchObject({ wrong: 0, stray: 0 });
  });

  it('asking for the place in the group leaves 36 numbers unwritten, and two threads on each of the others', () => {
    const { wrong, result } = run('map', { n: 100, size: 64, spare: 0 }, 'local-for-global-id');
    expect(wrong).toBe(36);
    expect(result.record.findings.map(({ kind }) => kind)).toContain('race');
  });

  it('sixteen neighbours need one line or sixteen, and exchanging x and y exchanges them', () => {
    expect(factsOf(run('transpose', { rows: 16, columns: 16 }))).toMatchObject({
      'lines-read': 1,
      'lines-written': 16,
    });
    expect(factsOf(run('transpose', { rows: 16, columns: 16 }, 'rows-first'))).toMatchObject({
      'lines-read': 16,
      'lines-written': 1,
      wrong: 0,
    });
    expect(run('transpose', { rows: 16, columns: 16 }, 'row-col-swapped').wrong).toBe(240);
  });

  it('a tree takes six rounds for 64 and eight for 256; without barriers only the order down is right', () => {
    expect(factsOf(run('sum', { size: 64 }))).toMatchObject({ rounds: 6, orders: 0 });
    expect(factsOf(run('sum', { size: 256 })).rounds).toBe(8);
    const raced = run('sum', { size: 64 }, 'missing-barrier');
    expect(factsOf(raced).orders).toBe(2);
    expect(outcomeTexts(raced, true, words).at(-1)).toMatch(/^Threads up: 1\. Down: 2080\. .* Right would be 2080\.$/);
    expect(racedWords(raced).get('s')?.size).toBeGreaterThan(0);
  });

  it('of the group at the edge, 56 of 64 threads are missing at the barrier', () => {
    const early = run('product', { n: 9, tile: 8 }, 'returns-early', { group: 1 });
    expect(factsOf(early).missing).toBe(56);
    const { at } = tellingMoment(early);
    expect(momentText(early, at, words)).toMatch(/8 threads wait for 56 that have left/);
    expect([...statesAt(early.moments, at).values()].filter((state) => state === 'stuck')).toHaveLength(8);
  });

  it('without its second barrier the product races over tileA, and so does softmax over its memory', () => {
    expect(racedWords(run('product', { n: 9, tile: 8 }, 'missing-second-barrier')).has('tileA')).toBe(true);
    expect(racedWords(run('softmax', { n: 20, size: 16 }, 'no-barrier-between')).has('s')).toBe(true);
    expect(factsOf(run('softmax', { n: 20, size: 16 })).barriers).toBe(1 + 4 + 1 + 1 + 4);
  });
});

describe('a moment', () => {
  const squares = run('map', { n: 100, size: 64, spare: 0 });
  const at = firstMoment(squares);

  it('holds every access of the record once', () => {
    for (const [program, settings] of launched) {
      const one = run(program, settings);
      const events = one.moments.threads.flatMap((thread) => thread.events);
      const touches = one.moments.moments.flatMap((moment) => moment.touches);
      expect(touches).toHaveLength(events.length);
      expect(touches.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(
        events.reduce((sum, { value }) => sum + value, 0),
        3,
      );
    }
  });

  it('says who reads, who has ended, and how many lines of memory neighbours need', () => {
    expect(momentText(squares, at, words)).toBe('Line 10: 100 threads read x. 28 have ended.');
    const beside = neighboursOf(squares.moments.threads, 70);
    expect([...beside]).toEqual(Array.from({ length: 16 }, (_, i) => 64 + i));
    const touches = squares.moments.moments[at]!.touches.filter(({ thread }) => beside.has(thread));
    expect(linesOf(touches, 'x', 'read')).toBe(1);
    expect([...litLines(squares, at).now]).toEqual([10]);
    expect(touchRows(squares, at, words)).toHaveLength(100);
  });

  it('is drawn with a line for every access of a memory that is shown, and finds a thread under the pointer', () => {
    const svg = gridSvg(sceneOf(squares, at, 70, words));
    const reads = /class="grid-reads" d="([^"]*)"/.exec(svg)![1]!;
    expect(reads.match(/M/g)).toHaveLength(100);
    const left = /class="grid-thread-left" d="([^"]*)"/.exec(svg)![1]!;
    expect(left.match(/M/g)).toHaveLength(28);
    expect(svg).not.toMatch(/NaN|undefined/);
    expect(threadAt(sceneOf(squares, at, 70, words), [5, 20])).toBe(0);
    expect(threadAt(sceneOf(squares, at, 70, words), [200, 20])).toBeNull();
  });

  it('is a barrier where all wait, between the phases', () => {
    const tree = run('sum', { size: 64 });
    const barriers = tree.moments.moments.filter(({ barrier }) => barrier !== null);
    expect(barriers).toHaveLength(7);
    const first = tree.moments.moments.indexOf(barriers[0]!);
    expect(momentText(tree, first, words)).toBe('Line 8 is a barrier: 64 threads wait for each other.');
    expect(momentText(tree, first + 1, words)).toMatch(/^Line 10: 32 threads read s, 32 threads write s\./);
  });
});

describe('readCounts', () => {
  it('finds 2K reads a thread without tiles, and 2⌈K/16⌉ with tiles of 16', () => {
    const counts = Object.fromEntries(readCounts(96).map(({ kernel, reads }) => [kernel, reads]));
    expect(counts).toEqual({ g0: 192, g1: 192, 'g2-8': 24, g2: 12 });
  });
});
