/**
 * The command that starts Node in a container, for machines without bubblewrap: no network, nothing to write, no capabilities, a
 * user that owns nothing, and caps on memory and processes. The program travels as an argument, so nothing of this machine is
 * mounted. A container outlives the client that asked for it; so it ends itself after a while, and there is a command that ends it.
 */
import { randomUUID } from 'node:crypto';

export type Engine = 'podman' | 'docker';

/** Any image with `sh`, `timeout` and a Node of 22.18 or newer. Never fetched by us: what runs is what the instructor chose. */
export const defaultImage = 'docker.io/library/node:24-slim';

/** Heap, buffers and Node itself; the same as memoryWatch.ts allows elsewhere, and room for the container's own processes. */
const MEMORY = '768m';
/** Ends a container whose grader was killed outright: seconds of wall clock. */
const ORPHAN_SECONDS = 180;

export interface ContainerCommand {
  readonly file: Engine;
  readonly args: readonly string[];
  /** Ends what the command started: to kill the client is not enough. */
  readonly end: { readonly file: Engine; readonly args: readonly string[] };
}

/** Frames leave through the container's standard output, for an engine passes no other descriptor on; what the engine of JavaScript says goes to the other stream. */
const inside = `ulimit -c 0; exec timeout -s KILL ${ORPHAN_SECONDS} node "$@" 3>&1 1>&2`;

/**
 * @param image named with a digest it is the same on every machine: `node@sha256:…`
 * @param args of Node
 */
export function containerCommand(engine: Engine, image: string, args: readonly string[]): ContainerCommand {
  const name = `chalkgrad-${randomUUID()}`;
  const closed = [
    ...['--network', 'none', '--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
    ...['--user', '65534:65534', '--pids-limit', '64', '--memory', MEMORY, '--memory-swap', MEMORY],
    // The engine's own limit of processes is as high as the system's, and a system that has less refuses to start.
    ...['--ulimit', 'core=0:0', '--ulimit', 'nofile=64:64', '--ulimit', 'nproc=1024:1024'],
    ...['--workdir', '/', '--pull', 'never', '--log-driver', 'none'],
  ]; // biome-ignore format: a table
  const run = ['run', '--rm', '--interactive', '--name', name, ...closed, '--entrypoint', '/bin/sh', image];
  return {
    file: engine,
    args: [...run, '-c', inside, 'sh', ...args],
    end: { file: engine, args: ['kill', '--signal', 'KILL', name] },
  };
}
