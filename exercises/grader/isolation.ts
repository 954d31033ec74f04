/**
 * How far a child process is kept from everything else, and the command line that does it. "bwrap" (bubblewrap, Linux):
 * namespaces of its own for processes, files, network and users, so there is nobody to signal, nothing to read and no
 * network. "podman" and "docker": a container, where an instructor asks for one (containers.ts). "student": only what Node and
 * the system offer everywhere. Unless told, bubblewrap where it works, and "student" elsewhere.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { containerCommand, defaultImage, type Engine } from './containers.ts';
import type { Isolation } from './verdict.ts';

export type ProcessIsolation = Exclude<Isolation, 'browser'>;

/** Node's own limits: no files, processes, workers or addons; no inspector; no code from strings. */
export const nodeFlags: readonly string[] = [
  '--permission',
  '--disable-sigusr1',
  '--no-warnings',
  '--disallow-code-generation-from-strings',
];

/** Ends a child that outlived a grader killed outright, where no namespace does it: seconds of processor time. */
const ORPHAN_CPU_SECONDS = 120;

const libraryFolders = ['/usr/lib', '/lib', '/usr/lib64', '/lib64', '/etc/ld.so.cache', '/nix/store'];

/** Where Node lies inside the namespace: its real path would tell where the course is. */
const NODE_INSIDE = '/node';

const namespaceFlags = [
  ...['--unshare-all', '--die-with-parent', '--new-session', '--clearenv'],
  ...['--cap-drop', 'ALL', '--uid', '65534', '--gid', '65534'],
  ...libraryFolders.flatMap((folder) => ['--ro-bind-try', folder, folder]),
  ...['--ro-bind', realpathSync(process.execPath), NODE_INSIDE, '--chdir', '/', '--'],
];

function findProgram(name: string): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return join(folder, name);
    } catch {
      // not in this folder
    }
  }
  return null;
}

let known: string | null | undefined;

/** The path of a bubblewrap that can start this Node, or null. Tried once: a kernel may forbid what bubblewrap needs. */
function bubblewrap(): string | null {
  if (known !== undefined) return known;
  const path = process.platform === 'linux' ? findProgram('bwrap') : null;
  if (path === null) known = null;
  else {
    const trial = [...namespaceFlags, NODE_INSIDE, '--version'];
    const { status, stdout } = spawnSync(path, trial, { env: {}, timeout: 10_000, encoding: 'utf8' });
    known = status === 0 && stdout.trim() === process.version ? path : null;
  }
  return known;
}

/** The best level that works on this machine. */
export const bestIsolation = (): ProcessIsolation => (bubblewrap() === null ? 'student' : 'bwrap');

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** Empty, but for the client of a container engine, which has to find its engine. It hands none of it on. */
  readonly env?: NodeJS.ProcessEnv;
  /** Where frames come out: descriptor 3, or a container's standard output. */
  readonly framesOn?: 1;
  /** What else has to be run to end it. */
  readonly end?: { readonly file: string; readonly args: readonly string[] };
}

/** A container's client sees who asks and where the engine listens, nothing else. */
const engineEnv = (): NodeJS.ProcessEnv => {
  const names = [
    'PATH',
    'HOME',
    'USER',
    'XDG_RUNTIME_DIR',
    'DOCKER_HOST',
    'DOCKER_CONTEXT',
    'CONTAINER_HOST',
    'SYSTEMROOT',
    'USERPROFILE',
  ];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
};

let image = defaultImage;

/** The image that containers are made of from here on. */
export function useImage(name: string): void {
  image = name;
}

const isEngine = (level: ProcessIsolation): level is Engine => level === 'podman' || level === 'docker';

/** The command that starts Node with these arguments at a level. Spawn it with an empty environment, unless it brings one. */
export function isolatedNode(level: ProcessIsolation, args: readonly string[]): Command {
  if (isEngine(level)) return { ...containerCommand(level, image, args), env: engineEnv(), framesOn: 1 };
  if (level === 'bwrap') {
    const file = bubblewrap();
    if (file === null) throw new Error('bubblewrap does not work on this machine');
    return { file, args: [...namespaceFlags, NODE_INSIDE, ...args] };
  }
  if (process.platform === 'win32') return { file: process.execPath, args };
  const limited = `ulimit -c 0; ulimit -t ${ORPHAN_CPU_SECONDS}; exec "$0" "$@"`;
  return { file: '/bin/sh', args: ['-c', limited, process.execPath, ...args] };
}
