// Small files that mean large ones are refused before they take memory: measured in a process of its own.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Peak, quickBombs } from './bombs.ts';

const MOST_MEGABYTES = 64;

describe.skipIf(process.platform === 'win32')('a bomb', () => {
  it('of any kind is told in a sentence, and takes next to nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-bombs-'));
    try {
      for (const [i, { make }] of quickBombs.entries()) await make(join(folder, String(i)));
      const program = join(import.meta.dirname, 'bombs.ts');
      const answer = execFileSync(process.execPath, [program, 'all', folder], { encoding: 'utf8' });
      const peaks = (JSON.parse(answer) as Peak[]).map((peak, i) => ({ kind: quickBombs[i]!.kind, ...peak }));
      expect(peaks.length).toBeGreaterThan(15);
      expect(peaks.filter(({ told, megabytes }) => told === '' || megabytes > MOST_MEGABYTES)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
