/** The bytes of a shipped state, for the site's build: made by makeStates.ts, and kept in `.astro/recordings` as recorded frames are. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lessonRuns } from '../lessonRuns.ts';
import { sourcesHash } from '../recordedFrame.ts';
import { nameOfState } from './shippedStates.ts';

/** Every state that the site ships: its file's name, and the run it is of. */
export const shippedFiles = (): { readonly file: string; readonly frame: string }[] =>
  Object.entries(lessonRuns).flatMap(([frame, { ships = [] }]) =>
    ships.map((step) => ({ file: nameOfState(frame, step), frame })),
  );

const made = new Map<string, Promise<void>>();

/** @example await shippedFile('tiny-gpt', 'tiny-gpt-100.safetensors') */
export async function shippedFile(frame: string, file: string): Promise<Uint8Array<ArrayBuffer>> {
  const folder = join('.astro', 'recordings', `states.${sourcesHash()}`);
  if (!existsSync(join(folder, file))) {
    const making = made.get(frame) ?? make(frame, folder);
    made.set(frame, making);
    await making;
  }
  return new Uint8Array(readFileSync(join(folder, file)));
}

async function make(frame: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await promisify(execFile)(process.execPath, [join('site', 'player', 'shipped', 'makeStates.ts'), frame, folder]);
}
