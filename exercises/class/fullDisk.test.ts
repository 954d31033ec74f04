/** A disk that is really full, at one file after the other: the old marks stay, and with room again the class comes to the marks it always has. */
import { mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { NotWritable } from './disk.ts';
import { makeUpClass } from './proof/madeUpClass.ts';
import { type ReplayPlan, replayClass } from './proof/replayClass.ts';
import { mountSmallDisk } from './proof/smallDisk.ts';

const MEBIBYTE = 2 ** 20;
/** By so much the disk grows until the class fits. */
const STEP = 32 * 1024;
const root = mkdtempSync(join(tmpdir(), 'chalkgrad-full-disk-'));
const disk = mountSmallDisk(join(root, 'small'), MEBIBYTE);
afterAll(() => {
  if (disk.path !== null) disk.remove();
  rmSync(root, { recursive: true });
});

const title = 'keeps the old marks to the byte, wherever it is full, and ends with the right ones when there is room';
const names = ['gradebook.csv', 'index.html', 'junit.xml', 'moodle.csv', 'canvas.csv'];
const exercises = ['squared-error'];
const planOf = (name: string, students: number, out: string): ReplayPlan => ({
  ...makeUpClass(join(root, name), { students, exercises, seed: students }),
  exercises,
  out,
  seed: 11,
});
const bytesIn = (out: string, name: string): string => readFileSync(join(out, name), 'utf8');

describe('a full disk', () => {
  it.skipIf(disk.path === null)(
    disk.path === null ? `${title} (skipped: no small file system could be mounted: ${disk.why})` : title,
    async () => {
      if (disk.path === null) return;
      const out = join(disk.path, 'report');
      await replayClass(root, planOf('few', 6, out));
      const many = planOf('many', 30, join(root, 'roomy'));
      await replayClass(root, many);
      const right = bytesIn(many.out, 'gradebook.csv');
      const before = new Map(names.map((name) => [name, bytesIn(out, name)]));
      expect(right).not.toBe(before.get('gradebook.csv'));

      const { blocks, bfree, bsize } = statfsSync(disk.path);
      const used = (blocks - bfree) * bsize;
      const seen: (readonly [name: string, text: string])[] = [];
      let failures = 0;
      // Full at once, in the journal, among the verdicts, in each of the tables, in the report.
      for (let room = 0; ; room += STEP) {
        disk.resize(used + room);
        const ended = await replayClass(root, { ...many, out }).then(
          () => null,
          (error: unknown) => error,
        );
        if (ended === null) break;
        failures++;
        expect(room).toBeLessThan(32 * MEBIBYTE);
        expect(ended, `${room} bytes`).toBeInstanceOf(NotWritable);
        expect(bytesIn(out, 'gradebook.csv'), `${room} bytes`).toBe(before.get('gradebook.csv'));
        seen.push(...names.map((name) => [name, bytesIn(out, name)] as const));
      }
      expect(bytesIn(out, 'gradebook.csv')).toBe(right);
      expect(failures).toBeGreaterThan(5);
      // Every file was at every moment the old one or the new one.
      for (const [name, text] of seen)
        expect([before.get(name), bytesIn(out, name)].includes(text), `${name} was whole`).toBe(true);
    },
    600_000,
  );
});
