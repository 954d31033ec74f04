// `npm run new -- KIND NAME`, of a figure its room, too: what is wanted, small, and working already, to be changed into what it is to be.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exercise } from './exercise.ts';
import { figure } from './figure.ts';
import { lesson } from './lesson.ts';
import { op } from './op.ts';
import { run } from './run.ts';
import { type Maker, withLine } from './Skeleton.ts';

const makers: Readonly<Record<string, Maker>> = { lesson, exercise, figure, run, op };
const usage = `npm run new -- KIND NAME    KIND: ${Object.keys(makers).join(', ')}; NAME: small letters, digits and hyphens, mean-of-squares; a figure names its room, too: figure NAME ROOM`;
const root = fileURLToPath(new URL('../../', import.meta.url));

/** Nothing is written unless all of it can be. */
function write(maker: Maker, slug: string, room?: string): void {
  const { files, lines, next } = maker(slug, room);
  const there = Object.keys(files).find((path) => existsSync(join(root, path)));
  if (there !== undefined) throw new Error(`${there} is there already, and stays as it is.`);
  const changed = new Map<string, string>();
  for (const line of lines) {
    const text = changed.get(line.path) ?? readFileSync(join(root, line.path), 'utf8');
    changed.set(line.path, withLine(text, line));
  }
  for (const [path, text] of [...Object.entries(files), ...changed]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    process.stdout.write(`${changed.has(path) ? 'Changed' : 'Wrote'} ${path}\n`);
  }
  for (const sentence of next) process.stdout.write(`${sentence}\n`);
}

const [kind = '', slug = '', room, ...rest] = process.argv.slice(2);
const maker = Object.hasOwn(makers, kind) ? makers[kind] : undefined;
if (
  maker === undefined ||
  (room !== undefined && kind !== 'figure') ||
  rest.length > 0 ||
  !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(slug)
) {
  process.stderr.write(`${usage}\n`);
  process.exitCode = 2;
} else {
  try {
    write(maker, slug, room);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
}
