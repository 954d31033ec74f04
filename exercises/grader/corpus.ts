/**
 * The corpus of submissions that misbehave, in earnest or by mistake: `corpus/<VERDICT>/<name>.ts`, filed by the verdict they
 * must get. Each begins with a line that says what it tries. `solution` and `solve` in a comment stand for the solution of
 * cross-entropy-gradient, under its own name or as a function to misbehave round.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { VerdictWord } from './verdict.ts';

const folder = new URL('./corpus/', import.meta.url);
const solution = readFileSync(new URL('../cross-entropy-gradient/solution.ts', import.meta.url), 'utf8');
const solve = solution.replace('export function crossEntropyGradient', 'function solve');

export interface Specimen {
  readonly verdict: VerdictWord;
  readonly name: string;
  readonly source: string;
}

export const specimen = (verdict: VerdictWord, name: string): Specimen => ({
  verdict,
  name,
  source: readFileSync(new URL(`${verdict}/${name}.ts`, folder), 'utf8')
    .replace('/* solution */', () => solution)
    .replace('/* solve */', () => solve),
});

/** All of them, in the order of their verdicts and names. */
export const corpus = (): readonly Specimen[] =>
  readdirSync(folder)
    .sort()
    .flatMap((verdict) =>
      readdirSync(new URL(`${verdict}/`, folder))
        .sort()
        .map((file) => specimen(verdict as VerdictWord, file.replace(/\.ts$/, ''))),
    );
