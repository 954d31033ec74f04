/**
 * `npm run bench -- --against REF`: this tree and that of another commit, step against step. Both run in processes of their own at the same
 * time, of which one works and the other waits, in turns of a few hundredths of a second (ours, theirs, theirs, ours, …): whatever slows the
 * machine down slows both. A process keeps the luck of its start (where memory lies, what was compiled when) for all its life: a commit against
 * itself came to 0.987 … 1.042 that way, each with an interval that was narrower. So new processes are started again and again; told is the median
 * of what they found, with its interval.
 */
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ChalkgradError } from '../index.ts';
import { medianInterval } from './medianInterval.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SIDE = fileURLToPath(new URL('../../benchmarks/peers/commit.mjs', import.meta.url));
/** How long one turn lasts at least. */
const TURN_MS = 40;
/** Pairs of processes, one after the other: of nine values the second and the eighth hold the median with 96 %. */
const STARTS = 9;
/**
 * Each side runs a workload so long before its time counts. After half a second V8 still interprets part of a step of gpt: of two commits the one
 * with more lines then looked slower by a hundredth, and after 800 steps it did not (2.0 to 2.7 ms of the step's 24 outside the kernels in both).
 */
const WARM_UP_MS = 3000;
/** Turns of both in one pair of processes. */
const LEAST_TURNS = 5;

export interface Against {
  readonly name: string;
  /** Our time over theirs, in the middle: above 1 we are slower. */
  readonly ratio: number;
  /** With 95 % confidence the true median ratio lies between these. */
  readonly interval: readonly [low: number, high: number];
  /** Pairs of processes. */
  readonly starts: number;
  /** Turns of both in them all. */
  readonly pairs: number;
  /** Medians, milliseconds a step. */
  readonly oursMs: number;
  readonly theirsMs: number;
}

/** The tree of a commit in a folder for the time being, with our node_modules and its own kernels. */
function treeOf(ref: string): string {
  const commit = spawnSync('git', ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (commit.status !== 0)
    throw new ChalkgradError(
      `bench: there is no commit called '${ref}'`,
      'name a branch, a tag or a commit: main, HEAD~3, 1a2b3c4.',
    );
  const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-against-'));
  const archive = spawnSync('git', ['archive', commit.stdout.trim()], { cwd: ROOT, maxBuffer: 2 ** 30 });
  const unpacked = spawnSync('tar', ['-x', '-C', folder], { input: archive.stdout });
  if (archive.status !== 0 || unpacked.status !== 0) {
    rmSync(folder, { recursive: true });
    throw new ChalkgradError(`bench: the tree of ${ref} could not be unpacked`, 'it takes git and tar.');
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const build = join(folder, 'framework/kernels/simd/assembly/build.mjs');
  if (existsSync(build)) spawnSync(process.execPath, [build], { cwd: folder });
  return folder;
}

/** One tree's process. */
class Side {
  readonly backend: string;
  readonly names: readonly string[];
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: AsyncIterator<string>;

  private constructor(child: ChildProcessWithoutNullStreams, lines: AsyncIterator<string>, hello: Hello) {
    this.child = child;
    this.lines = lines;
    this.backend = hello.backend;
    this.names = hello.names;
  }

  static async start(root: string, what: string): Promise<Side> {
    const child = spawn(process.execPath, [SIDE, root]);
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => {
      complaint += text.toString();
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const first = await lines.next();
    if (!first.done) return new Side(child, lines, JSON.parse(first.value) as Hello);
    const [said] = complaint.split('\n').filter((line) => /Error/.test(line));
    throw new ChalkgradError(
      `bench: the tree of ${what} does not run${said === undefined ? '' : `: ${said}`}`,
      'is it too old for this Node?',
    );
  }

  /** Milliseconds a step, over one turn. */
  async turn(name: string): Promise<number> {
    this.child.stdin.write(`${JSON.stringify({ name, milliseconds: TURN_MS })}\n`);
    const answer = await this.lines.next();
    if (answer.done)
      throw new ChalkgradError(`bench: the process for ${name} ended`, 'run it again; is there enough memory?');
    return (JSON.parse(answer.value) as { msPerStep: number }).msPerStep;
  }

  stop(): void {
    this.child.stdin.end();
    this.child.kill();
  }
}

interface Hello {
  readonly backend: string;
  readonly names: readonly string[];
}

/** Every wanted workload that both trees have, over about so many seconds each. */
export async function benchAgainst(
  ref: string,
  isWanted: (name: string) => boolean,
  seconds: number,
  onStart: (start: number, starts: number) => void = () => {},
): Promise<Against[]> {
  const folder = treeOf(ref);
  const found = new Map<string, Turns[]>();
  try {
    for (let start = 0; start < STARTS; start++) {
      onStart(start + 1, STARTS);
      const sides: Side[] = [];
      try {
        sides.push(await Side.start(ROOT, 'this folder'), await Side.start(folder, ref));
        const [ours, theirs] = sides as [Side, Side];
        if (ours.backend !== theirs.backend) {
          throw new ChalkgradError(
            `bench: we run on ${ours.backend}, ${ref} on ${theirs.backend}`,
            'their kernels could not be compiled.',
          );
        }
        for (const name of ours.names.filter((known) => isWanted(known) && theirs.names.includes(known))) {
          const turns = await inTurns(name, ours, theirs, seconds / STARTS, start % 2 === 0);
          found.set(name, [...(found.get(name) ?? []), turns]);
        }
      } finally {
        for (const side of sides) side.stop();
      }
    }
    return [...found].map(([name, starts]) => againstOf(name, starts));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds a step of one pair of processes, turn by turn. */
export interface Turns {
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
}

async function inTurns(name: string, ours: Side, theirs: Side, seconds: number, weBegin: boolean): Promise<Turns> {
  const [mine, other]: [number[], number[]] = [[], []];
  for (const side of weBegin ? [ours, theirs] : [theirs, ours]) {
    const warm = performance.now() + WARM_UP_MS;
    while (performance.now() < warm) await side.turn(name); // the first one also builds it
  }
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end || mine.length < LEAST_TURNS) {
    // Who begins changes, so that neither always meets what the other left behind.
    if ((mine.length % 2 === 0) === weBegin) {
      mine.push(await ours.turn(name));
      other.push(await theirs.turn(name));
    } else {
      other.push(await theirs.turn(name));
      mine.push(await ours.turn(name));
    }
  }
  return { ours: mine, theirs: other };
}

/** One row: of each pair of processes the median of its paired ratios, and of these the median. */
export function againstOf(name: string, starts: readonly Turns[]): Against {
  const { median, low, high } = medianInterval(
    starts.map(({ ours, theirs }) => medianInterval(ours.map((ms, i) => ms / theirs[i]!)).median),
  );
  return {
    name,
    ratio: median,
    interval: [low, high],
    starts: starts.length,
    pairs: starts.reduce((sum, { ours }) => sum + ours.length, 0),
    oursMs: medianInterval(starts.flatMap(({ ours }) => ours)).median,
    theirsMs: medianInterval(starts.flatMap(({ theirs }) => theirs)).median,
  };
}

/** `lstm   1.004 ×  (0.997 … 1.012)   3.210 ms, 3.198 ms before   63 pairs of turns in 9 starts` */
export const againstText = ({ name, ratio, interval: [low, high], oursMs, theirsMs, pairs, starts }: Against): string =>
  `${name.padEnd(12)} ${ratio.toFixed(3)} ×  (${low.toFixed(3)} … ${high.toFixed(3)})   ${oursMs.toFixed(3)} ms, ${theirsMs.toFixed(3)} ms before   ${pairs} pairs of turns in ${starts} starts`;
