// Runs as PyTorch programs: what is written can be told here; whether PyTorch trains them as we do is tried where a python3 can import torch
// (Debian: python3-torch), and where none can the skipped tests say so.

import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeSafetensors, findRun, fit, type KnobValues, runs } from '#framework';
import { toPytorch } from './toPytorch.ts';

const run = promisify(execFile);

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

const text = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const python = { train: text('train.py'), tensors: text('tensors.py') };
const STEPS = 10;

/** Which cannot be written, and the sentence that says why. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  'xor-scalars': /its steps depend on the size of the batch/,
  'credit-owners': /fed with something else than the batch/,
  'digits-workers': /fed with something else than the batch/,
  'shapes-cnn': /dropout: its dropout draws other numbers/,
  'ring-gan': /a game of generator and discriminator/,
  'digits-gan': /a game of generator and discriminator/,
};

/** Some of the knobs that change what is written. */
const VARIANTS: readonly (readonly [string, KnobValues])[] = [
  ['digits-cnn', { norm: 'batch', pool: 'avg', optimizer: 'adam' }],
  ['digits-cnn', { norm: 'layer', pool: 'stride', optimizer: 'rmsprop' }],
  ['digits-cnn', { optimizer: 'nesterov', lr: 0.02 }],
  ['digits-cnn', { optimizer: 'adamw' }],
  ['digits-cnn', { optimizer: 'adagrad' }],
];

/** Debian's torchrun 1.13 does not start under Python 3.11 without them (the folder's README says why); to others they are nothing. */
const OLD_TORCHRUN = ['-r', '9:1', '-t', '9:1'];

const found = [process.env['PYTHON'], '/usr/bin/python3', 'python3'].find(
  (command) => command !== undefined && spawnSync(command, ['-c', 'import torch']).status === 0,
);
const here = found === undefined ? ' (not run here: no python3 can import torch)' : '';

const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-pytorch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Exported {
  readonly title: string;
  readonly path: string;
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  readonly losses: readonly number[];
}

async function exported(name: string, knobs: KnobValues = {}): Promise<Exported> {
  // At a rate of 0.2 a hundred digits are too few: rounding grows a thousandfold within eight steps, once a pool's winner changes.
  const examples = name.startsWith('digits') ? 600 : 100;
  const setup = await findRun(name).build({ seed: 7, examples, testExamples: 8, knobs });
  const clip = typeof knobs['clip'] === 'number' ? knobs['clip'] : 0;
  const files = toPytorch(setup, python, { clip });
  const title = [name, ...Object.values(knobs)].join('-');
  const path = join(folder, title);
  mkdirSync(path, { recursive: true });
  for (const [file, content] of files) writeFileSync(join(path, file), content);
  const losses: number[] = [];
  for await (const report of fit(setup, { validate: false })) {
    if (report.type === 'step') losses.push(report.metrics['loss']!);
    if (losses.length === STEPS) break;
  }
  return { title, path, files, losses };
}

describe('a run that cannot be written', () => {
  it.each(Object.entries(REFUSED))('%s says why', async (name, why) => {
    const setup = await findRun(name).build({ seed: 7, examples: 40, testExamples: 8 });
    expect(() => toPytorch(setup, python)).toThrow(why);
  });

  it('digits-cnn that is resumed with its weights alone', async () => {
    const setup = await findRun('digits-cnn').build({
      examples: 64,
      knobs: { optimizer: 'adam', resumeWith: 'weights' },
    });
    expect(() => toPytorch(setup, python)).toThrow(/resumed with less than it had/);
  });

  it('shapes-cnn without dropout flips its pictures at random', async () => {
    const setup = await findRun('shapes-cnn').build({ seed: 7, examples: 40, testExamples: 8, knobs: { dropout: 0 } });
    expect(() => toPytorch(setup, python)).toThrow(/its examples are drawn anew each time/);
  });
});

describe('what is written', () => {
  it('is layers by their names, the loss, and data that any program reads', async () => {
    const { files } = await exported('digits-cnn');
    expect([...files.keys()].sort()).toEqual(
      ['README.md', 'data.safetensors', 'model.py', 'run.json', 'tensors.py', 'train.py', 'weights.safetensors'].sort(),
    );
    const model = files.get('model.py') as string;
    expect(model).toContain('("conv1", nn.Conv2d(1, 8, 3, padding=1, stride=1)),');
    expect(model).toContain('F.cross_entropy(outputs, targets.long())');
    const { tensors } = decodeSafetensors(files.get('data.safetensors') as Uint8Array<ArrayBuffer>);
    expect(tensors['inputs']!.shape).toEqual([600, 1, 28, 28]);
    expect(tensors['order']!.shape).toEqual([3000]); // five epochs
    expect(tensors['rates']!.shape).toEqual([95]);
    expect(tensors['rates']!.dataSync()[0]).toBe(0.2);
  });

  it('keeps a run as it was', async () => {
    const [a, b] = [
      await findRun('digits-cnn').build({ examples: 64 }),
      await findRun('digits-cnn').build({ examples: 64 }),
    ];
    toPytorch(b, python);
    const first = async (setup: typeof a): Promise<number> => {
      for await (const report of fit(setup)) if (report.type === 'step') return report.metrics['loss']!;
      return Number.NaN;
    };
    expect(await first(b)).toBe(await first(a));
    expect(b.optimizers['main']!.lr).toBe(a.optimizers['main']!.lr);
  });
});

describe(`PyTorch trains it as we do${here}`, () => {
  const names = runs.map(({ name }) => name).filter((name) => !Object.hasOwn(REFUSED, name));
  const made: Exported[] = [];
  const theirs = new Map<string, { readonly losses?: readonly number[]; readonly error?: string }>();

  beforeAll(async () => {
    if (found === undefined) return;
    for (const name of names) made.push(await exported(name));
    for (const [name, knobs] of VARIANTS) made.push(await exported(name, knobs));
    made.push(await exported('recall-rnn', { clip: 0.5 }));
    const check = fileURLToPath(new URL('check.py', import.meta.url));
    const said = execFileSync(found, [check, String(STEPS), ...made.map(({ path }) => path)], { encoding: 'utf8' });
    for (const line of said.trim().split('\n')) {
      const { folder: path, ...rest } = JSON.parse(line) as { folder: string };
      theirs.set(path, rest);
    }
  });

  it.skipIf(found === undefined)(`the first ${STEPS} losses of every run, to 1e-5`, () => {
    const rows = made.map(({ title, path, losses }) => {
      const { losses: other = [], error } = theirs.get(path)!;
      const difference = Math.max(...losses.map((loss, i) => Math.abs(loss - other[i]!) / Math.max(1, Math.abs(loss))));
      return { title, steps: other.length === losses.length, difference, error };
    });
    process.stdout.write(
      `${rows.map(({ title, difference }) => `${title.padEnd(36)} ${difference.toExponential(1)}`).join('\n')}\n`,
    );
    expect(
      rows.filter(({ steps, difference, error }) => error !== undefined || !steps || !(difference < 1e-5)),
    ).toEqual([]);
  });

  it.skipIf(found === undefined).each([
    ['digits-cnn', 3, 'started by torchrun'],
    ['names-rnn', 3, 'started by hand'], // whose mean is over letters, not over names
  ])('%s: two processes make the update of one, to 1e-6, after %i steps, %s', async (name, steps, started) => {
    const { path } = await exported(name);
    const weights = (saved: string): Record<string, readonly number[]> =>
      Object.fromEntries(
        Object.entries(decodeSafetensors(new Uint8Array(readFileSync(join(path, saved)))).tensors).map(
          ([key, value]) => [key, Array.from(value.dataSync())],
        ),
      );
    const options = ['--steps', String(steps), '--threads', '1'];
    const environment = { ...process.env, OMP_NUM_THREADS: '1' };
    execFileSync(found!, [join(path, 'train.py'), ...options, '--save', join(path, 'one.safetensors')], {
      env: environment,
    });
    const port = String(await freePort());
    const script = [join(path, 'train.py'), ...options, '--save', join(path, 'two.safetensors')];
    if (started === 'started by torchrun') {
      const arguments_ = ['--nproc_per_node', '2', '--master_port', port, ...OLD_TORCHRUN, ...script];
      await run(found!, ['-m', 'torch.distributed.run', ...arguments_], { env: environment });
    } else {
      const place = { ...environment, WORLD_SIZE: '2', MASTER_ADDR: '127.0.0.1', MASTER_PORT: port };
      await Promise.all([0, 1].map((rank) => run(found!, script, { env: { ...place, RANK: String(rank) } })));
    }
    const [one, two] = [weights('one.safetensors'), weights('two.safetensors')];
    expect(Object.keys(two)).toEqual(Object.keys(one));
    const first = weights('weights.safetensors');
    let moved = 0;
    for (const [key, values] of Object.entries(one)) {
      for (const [i, value] of values.entries()) {
        expect(Math.abs(value - two[key]![i]!), `${key}[${i}]`).toBeLessThan(1e-6);
        moved = Math.max(moved, Math.abs(value - first[key]![i]!));
      }
    }
    expect(moved).toBeGreaterThan(1e-3);
  });
});
