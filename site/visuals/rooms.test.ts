// Whoever reads one room of figures needs to have read the parts and the stage, and no other.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mayEnter, type Room, rooms } from './rooms.ts';

const ROOT = 'site/visuals';
const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && path.includes('/') && !path.endsWith('.test.ts'));

/** Types, scripts loaded later and picked-up texts, too. */
const importsOf = (path: string): string[] =>
  [...readFileSync(join(ROOT, path), 'utf8').matchAll(/(?:\bfrom|\bimport\(?)\s*'(\.[^'?]+)/g)].map(([, to]) =>
    posix.join(posix.dirname(path), to!),
  );

/** Imports that lead into a room that may not be entered: `from → to`. */
function trespassing(importing: (path: string) => readonly string[]): string[] {
  return files.flatMap((path) => {
    const room = path.split('/')[0] as Room;
    return importing(path)
      .filter((to) => !to.startsWith('..'))
      .filter((to) => to.split('/')[0] !== room && !mayEnter(room).includes(to.split('/')[0] as Room))
      .map((to) => `${path} → ${to}`);
  });
}

describe('rooms of the figures', () => {
  it('are these, and nothing lies between them', () => {
    const there = readdirSync(ROOT, { withFileTypes: true });
    expect(there.filter((entry) => entry.isDirectory()).map(({ name }) => name)).toEqual(Object.keys(rooms).sort());
    expect(there.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual([
      'drawn.test.ts',
      'rooms.test.ts',
      'rooms.ts',
    ]);
  });

  it('import only what stands before them', () => {
    expect(files.length).toBeGreaterThan(300);
    expect(trespassing(importsOf)).toEqual([]);
  });

  it('stand one before the other', () => {
    expect(mayEnter('parts')).toEqual([]);
    expect(mayEnter('stage')).toEqual(['parts']);
    expect(mayEnter('images')).toEqual(['parts', 'stage']);
    for (const room of ['asking', 'house'] as const) {
      expect(mayEnter(room)).toContain('images');
      expect(mayEnter(room)).not.toContain('asking');
      expect(mayEnter(room)).not.toContain('house');
    }
  });

  it('are told when one enters another', () => {
    const [first] = files.filter((path) => path.startsWith('images/'));
    const told = trespassing((path) => (path === first ? ['players/arena.ts', 'parts/ink.ts'] : []));
    expect(told).toEqual([`${first} → players/arena.ts`]);
  });

  it('hold no figure of a run in their parts', () => {
    const registered = files.filter(
      (path) => path.startsWith('parts/') && /extends Figure\b/.test(readFileSync(join(ROOT, path), 'utf8')),
    );
    expect(registered).toEqual([]);
  });

  it('import files that are there', () => {
    const lost = files.flatMap((path) => importsOf(path).filter((to) => !existsSync(join(ROOT, to))));
    expect(lost).toEqual([]);
  });
});
