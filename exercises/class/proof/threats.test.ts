/** Every row of the list of threats has a proof, and every proof is there. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { corpus } from '../../grader/corpus.ts';
import { threats } from './threats.ts';

const exercises = new URL('../../', import.meta.url);
const specimens = new Set(corpus().map(({ verdict, name }) => `${verdict}/${name}`));

describe('the list of threats', () => {
  it('has its rows in their order, each once', () => {
    expect(threats.map(({ row }) => row)).toEqual(threats.map((_, i) => i + 1));
    expect(threats).toHaveLength(60);
  });

  it.each(threats)('$row: $tries', ({ proofs }) => {
    expect(proofs.length).toBeGreaterThan(0);
    for (const proof of proofs) {
      const [, file, title] = /^([^:]+\.test\.ts): (.+)$/.exec(proof) ?? [];
      if (file === undefined || title === undefined) expect(specimens, proof).toContain(proof);
      else {
        expect(existsSync(new URL(file, exercises)), file).toBe(true);
        expect(readFileSync(new URL(file, exercises), 'utf8'), proof).toContain(title);
      }
    }
  });

  it('leaves no specimen of the corpus without a line that says what it tries', () => {
    for (const { source, verdict, name } of corpus())
      expect(source, `${verdict}/${name}`).toMatch(/^\uFEFF?(?:\/\/ \S|#)/);
  });
});
