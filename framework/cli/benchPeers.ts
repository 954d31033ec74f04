/**
 * Other libraries beside ours, for `npm run bench -- --vs`: each is a process (benchmarks/peers/) that times a workload when it is asked to,
 * so that both sides take turns. They are no dependency of this package: what is missing is said, with the command that installs it.
 */
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ChalkgradError } from '../index.ts';

const FOLDER = new URL('../../benchmarks/', import.meta.url);
const INSTALL = 'npm install --prefix benchmarks';

const script = (name: string): string => fileURLToPath(new URL(`peers/${name}`, FOLDER));

/** How to start a peer: null with the reason where it cannot be. */
type Start = () => { readonly command: string; readonly args: readonly string[] } | { readonly missing: string };

/** A library written for Node, installed in benchmarks/. */
const inNode =
  (file: string, needs: string, ...args: readonly string[]): Start =>
  () =>
    existsSync(new URL(`node_modules/${needs}/package.json`, FOLDER))
      ? { command: process.execPath, args: [script(file), ...args] }
      : { missing: `${needs} is not installed: ${INSTALL}` };

/** The first Python that can import torch. */
function torch(): ReturnType<Start> {
  for (const command of [process.env['PYTHON'] ?? 'python3', '/usr/bin/python3']) {
    if (spawnSync(command, ['-c', 'import torch']).status === 0) return { command, args: [script('torch_peer.py')] };
  }
  return {
    missing: 'no python3 can import torch: install PyTorch (Debian: python3-torch), or name a Python in PYTHON',
  };
}

const starts: Readonly<Record<string, Start>> = {
  'jax-js': inNode('jax-js.mjs', '@jax-js/jax'),
  tfjs: inNode('tfjs.mjs', '@tensorflow/tfjs'),
  'tfjs-cpu': inNode('tfjs.mjs', '@tensorflow/tfjs', 'cpu'),
  torch,
};

/** What `--vs` knows. */
export const peerNames: readonly string[] = Object.keys(starts);

/** What a peer says about a workload: its time, or why it has none. */
export type PeerAnswer =
  | { readonly medianMs: number; readonly runs: number; readonly losses: readonly number[] }
  | { readonly cannot: string };

/** A running peer. */
export class Peer {
  readonly name: string;
  /** Library, version, backend. */
  readonly about: string;
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: AsyncIterator<string>;

  private constructor(
    name: string,
    about: string,
    child: ChildProcessWithoutNullStreams,
    lines: AsyncIterator<string>,
  ) {
    this.name = name;
    this.about = about;
    this.child = child;
    this.lines = lines;
  }

  /** Start it and wait until it is ready. Errors: it is not installed, or it died. */
  static async start(name: string): Promise<Peer> {
    const how = starts[name]!();
    if ('missing' in how) throw new ChalkgradError(`bench: cannot measure against ${name}`, how.missing);
    const child = spawn(how.command, how.args, { env: { ...process.env, OMP_NUM_THREADS: '1' } });
    child.stderr.resume();
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const first = await lines.next();
    if (first.done)
      throw new ChalkgradError(`bench: ${name} did not start`, `try it alone: ${how.command} ${how.args.join(' ')}`);
    return new Peer(name, (JSON.parse(first.value) as { about: string }).about, child, lines);
  }

  /** Its median over about so many seconds. */
  async time(workload: string, seconds: number): Promise<PeerAnswer> {
    this.child.stdin.write(`${JSON.stringify({ name: workload, seconds })}\n`);
    const answer = await this.lines.next();
    return answer.done ? { cannot: 'the process ended' } : (JSON.parse(answer.value) as PeerAnswer);
  }

  stop(): void {
    this.child.stdin.end();
    this.child.kill();
  }
}
