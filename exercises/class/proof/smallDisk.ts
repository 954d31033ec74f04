/** A file system of a size of ours, to be filled. It takes Linux, and the right to mount. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

export interface SmallDisk {
  readonly path: string;
  readonly resize: (bytes: number) => void;
  readonly remove: () => void;
}

function run(...[file, ...args]: [string, ...string[]]): string | null {
  const { status, error, stderr } = spawnSync(file, args, { encoding: 'utf8' });
  return status === 0 ? null : error ? error.message : stderr.trim();
}

/** The disk, or why there is none: what the system said. */
export function mountSmallDisk(path: string, bytes: number): SmallDisk | { readonly path: null; readonly why: string } {
  mkdirSync(path, { recursive: true });
  const why = run('mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', path);
  if (why !== null) return { path: null, why };
  return {
    path,
    resize: (size) => {
      const complaint = run('mount', '-o', `remount,size=${size}`, path);
      if (complaint !== null) throw new Error(complaint);
    },
    remove: () => void (run('umount', path) === null || run('umount', '-l', path)),
  };
}
