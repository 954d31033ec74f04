/** For the site's build: what the terminal's grader makes of some programs, as VerdictLens draws it first. Made by recordLens.ts, once for each. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LensReading } from './lensFacts.ts';

const made = new Map<string, Promise<LensReading>>();

/** @example await recordedLens('line-at', ['theta1 * x']) */
export function recordedLens(slug: string, expressions: readonly string[]): Promise<LensReading> {
  const key = JSON.stringify([slug, ...expressions]);
  const known = made.get(key) ?? make(slug, expressions);
  made.set(key, known);
  return known;
}

async function make(slug: string, expressions: readonly string[]): Promise<LensReading> {
  const program = join('site', 'visuals', 'house', 'grading', 'recordLens.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [program, slug, ...expressions]);
  return JSON.parse(stdout) as LensReading;
}
