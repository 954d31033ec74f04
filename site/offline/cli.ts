// `npm run offline`: the built site and a small server in one folder, for a lecture room without a network. Node is all it needs.
//
//   npm run offline                    builds the site, writes chalkgrad-offline/
//   npm run offline -- --built         takes the site in dist/ as it is
//   npm run offline -- --to DIR        into another folder; it must be empty, or have been written by this
//   npm run offline -- --zip           and DIR.zip beside it

import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { encodeZip } from '#framework';

const root = fileURLToPath(new URL('../../', import.meta.url));
const dist = join(root, 'dist');
const server = fileURLToPath(new URL('start.mjs', import.meta.url));
const NAMES = ['READ-ME.txt', 'site', 'start.mjs'];

const readMe = `Chalkgrad, to be used without a network.

    node start.mjs            then open the address it prints
    node start.mjs --room     the same for everybody in the room

Any Node from version 18 on will do; nothing is installed. A browser may share memory between threads only on this machine (localhost):
over the room's network a run trains on one thread, and everything else is the same. To present a lesson, add ?present to its address.
`;

function build(): void {
  const done = spawnSync(process.execPath, [join(root, 'node_modules/astro/bin/astro.mjs'), 'build'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CHALKGRAD_BASE: '/', ASTRO_TELEMETRY_DISABLED: '1' },
  });
  if (done.status !== 0) throw new Error('The site could not be built; what went wrong stands above.');
}

/** A folder that this program wrote, or an empty one; anything else is left alone. */
function clear(folder: string): void {
  const there = existsSync(folder) ? readdirSync(folder) : [];
  const foreign = there.filter((name) => !NAMES.includes(name));
  if (foreign.length > 0) throw new Error(`${folder} holds ${foreign[0]}: choose an empty folder with --to.`);
  for (const name of there) rmSync(join(folder, name), { recursive: true });
}

async function zip(folder: string): Promise<string> {
  const name = basename(folder);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const members = files.map(({ parentPath, name: file }) => {
    const path = join(parentPath, file);
    return [`${name}/${relative(folder, path).replaceAll('\\', '/')}`, new Uint8Array(readFileSync(path))] as const;
  });
  const target = `${folder}.zip`;
  writeFileSync(target, await encodeZip(new Map(members.sort(([a], [b]) => (a < b ? -1 : 1))), { compress: true }));
  return target;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { built: { type: 'boolean' }, to: { type: 'string' }, zip: { type: 'boolean' } },
  });
  const target = resolve(values.to ?? join(root, 'chalkgrad-offline'));
  clear(target);
  if (values.built !== true) build();
  const list = join(dist, 'offline.json');
  if (!existsSync(list)) throw new Error('dist/ holds no built site. Leave --built out, and it is built.');
  const { base } = JSON.parse(readFileSync(list, 'utf8')) as { base: string };
  if (base !== '/') throw new Error(`The site in dist/ was built to live under ${base}. Leave --built out.`);
  mkdirSync(target, { recursive: true });
  cpSync(dist, join(target, 'site'), { recursive: true });
  copyFileSync(server, join(target, 'start.mjs'));
  writeFileSync(join(target, 'READ-ME.txt'), readMe);
  console.log(`Wrote ${target}. On any machine with Node: node ${join(basename(target), 'start.mjs')}`);
  if (values.zip === true) console.log(`Wrote ${await zip(target)}`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
