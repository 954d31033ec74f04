/**
 * The recorded first picture of a run's page, for the site's build: made by recordFrame.ts, and kept in `.astro/recordings` under a hash of
 * everything it depends on, so that it is made again when the framework, the player or the choice of step changes, and only then.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PackedRecording } from './recording.ts';
import { ruleOf } from './ruleOf.ts';

const LARGEST = 64 * 1024 * 1024;
const sources = ['framework', 'site/player'];
const isSource = (path: string): boolean => /\.(ts|wasm|mjs)$/.test(path) && !/\.test\.ts$|tests\//.test(path);

let hash: string | null = null;

/** Of everything that a recording depends on. */
export function sourcesHash(): string {
  if (hash !== null) return hash;
  const sum = createHash('sha256');
  for (const folder of sources)
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isSource).sort())
      sum.update(path).update(readFileSync(join(folder, path)));
  hash = sum.digest('hex').slice(0, 16);
  return hash;
}

const frames = new Map<string, Promise<string>>();

/** As JSON, ready to be sent. */
export function recordedFrame(run: string): Promise<string> {
  const known = frames.get(run) ?? findOrMake(run);
  frames.set(run, known);
  return known;
}

async function findOrMake(run: string): Promise<string> {
  const folder = join('.astro', 'recordings');
  const file = join(folder, `${run}.${sourcesHash()}.json`);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const { stdout } = await promisify(execFile)(process.execPath, [join('site', 'player', 'recordFrame.ts'), run], {
    maxBuffer: LARGEST,
  });
  mkdirSync(folder, { recursive: true });
  const neighbour = `${file}.${process.pid}`;
  writeFileSync(neighbour, stdout);
  renameSync(neighbour, file);
  return stdout;
}

/** Names of the ops that one step of the run makes, each once. */
export async function opsOfRecordedStep(run: string): Promise<readonly string[]> {
  const { trace } = JSON.parse(await recordedFrame(run)) as PackedRecording;
  return [...new Set(trace.ops.map(({ name }) => name))];
}

/** Names of the optimizers that update in one step of the run, each once, with what each of them remembers. */
export async function rulesOfRecordedStep(run: string): Promise<readonly string[]> {
  const { trace } = JSON.parse(await recordedFrame(run)) as PackedRecording;
  return [...new Set(trace.updates.map(ruleOf))];
}

/** Paths of the ops that one step of the run makes. */
export async function pathsOfRecordedStep(run: string): Promise<readonly string[]> {
  const { trace } = JSON.parse(await recordedFrame(run)) as PackedRecording;
  return trace.ops.map(({ label }) => label);
}
