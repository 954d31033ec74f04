import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode as encodeJpeg } from 'jpeg-js';
import { PNG } from 'pngjs';
import { afterAll, describe, expect, it } from 'vitest';
import { curesOf } from '../index.ts';

const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SLOW = 60_000;
/** A program that plays a GPU has to compile every kernel. */
const GPU_SLOW = 180_000;
const FEW = ['--test-examples', '40'];
const SMALL = ['digits-cnn', '--examples', '96', '--epochs', '3', '--seed', '5', ...FEW];

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Run a command as `npm run` would; with `interruptAt`, send Ctrl-C when that text appears on stderr. */
function cli(command: string, args: readonly string[], interruptAt?: string): Promise<Outcome> {
  const child = spawn(process.execPath, [join(import.meta.dirname, `${command}.ts`), ...args], { cwd: folder });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
    if (interruptAt !== undefined && err.includes(interruptAt)) {
      interruptAt = undefined;
      child.kill('SIGINT');
    }
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

describe('npm run train', () => {
  it(
    'lists the runs',
    async () => {
      const { code, out } = await cli('train', ['--list']);
      expect(code).toBe(0);
      expect(out).toMatch(/^digits-cnn +\S/m);
    },
    SLOW,
  );

  it.each([
    [[], 2, /which run\?\nhint: npm run train/],
    [['nope'], 1, /no run called 'nope'\nhint: known runs: .*digits-cnn/],
    [['digits-cnn', '--epochs', '0'], 2, /--epochs 0 is not usable\nhint: --epochs takes a whole number of at least 1/],
    [['spiral-mlp', '--gpu', '--threads', '2'], 2, /--gpu and --threads do not go together/],
    [['digits-cnn', '--lr', 'fast'], 2, /--lr fast is not usable/],
    [['digits-cnn', '--lr', '30'], 1, /digits-cnn: lr = 30 is not possible, it is a number from 0.0001 to 10/],
    [
      ['ring-gan', '--hidden', '3'],
      1,
      /ring-gan has no knob called 'hidden'\nhint: it has examples, epochs, generatorLr/,
    ],
    [['digits-cnn', '--speed', '3'], 2, /Unknown option '--speed'\nhint: npm run train/],
    [
      ['noisy-moons', '--cure', 'dropuot'],
      2,
      /has no cure called 'dropuot'\nhint: did you mean 'dropout'\? it has data, /,
    ],
    [['digits-cnn', '--cure', 'l2'], 2, /digits-cnn has no cures\nhint: noisy-moons has: --cure help/],
    [['digits-cnn', '--data', 'nowhere'], 1, /nowhere holds neither train-images-idx3-ubyte/],
    [['digits-cnn', '--resume', 'none.safetensors'], 1, /cannot open none\.safetensors \(ENOENT\)\nhint:/],
  ])(
    'answers %o calmly',
    async (args, code, message) => {
      const outcome = await cli('train', args);
      expect(outcome.code).toBe(code);
      expect(outcome.err).toMatch(message);
      expect(outcome.err).not.toMatch(/\n\s+at /);
    },
    SLOW,
  );

  it(
    'trains, ends with one line of JSON, and its weights can be evaluated',
    async () => {
      const { code, out } = await cli('train', [...SMALL, '--json', '--out', 'whole.safetensors']);
      expect(code).toBe(0);
      const lines = out.trim().split('\n');
      expect(lines).toHaveLength(1);
      const result = JSON.parse(lines[0]!) as {
        run: string;
        steps: number;
        loss: number;
        metrics: { accuracy: number };
      };
      expect(result).toMatchObject({ run: 'digits-cnn', steps: 9 });
      const evaluated = await cli('evaluate', [
        'digits-cnn',
        '--weights',
        'whole.safetensors',
        '--seed',
        '5',
        '--json',
        ...FEW,
      ]);
      expect(JSON.parse(evaluated.out)).toEqual({ run: 'digits-cnn', loss: result.loss, metrics: result.metrics });
    },
    SLOW,
  );

  it(
    'saves on Ctrl-C what --resume continues bit for bit',
    async () => {
      const stopped = await cli('train', [...SMALL, '--out', 'part.safetensors'], 'epoch 1/3');
      expect(stopped.code).toBe(130);
      expect(stopped.err).toMatch(
        /saved step \d+ to part\.safetensors\ngo on with: npm run train -- digits-cnn .*--resume part\.safetensors/,
      );
      const resumed = await cli('train', [
        'digits-cnn',
        '--epochs',
        '3',
        '--resume',
        'part.safetensors',
        '--out',
        'resumed.safetensors',
        ...FEW,
      ]);
      expect(resumed.code).toBe(0);
      expect(existsSync(join(folder, 'whole.safetensors'))).toBe(true);
      expect(
        readFileSync(join(folder, 'resumed.safetensors')).equals(readFileSync(join(folder, 'whole.safetensors'))),
      ).toBe(true);
    },
    SLOW,
  );

  it(
    'refuses to resume under other settings',
    async () => {
      const outcome = await cli('train', ['digits-cnn', '--seed', '6', '--resume', 'part.safetensors', ...FEW]);
      expect(outcome.code).toBe(1);
      expect(outcome.err).toMatch(/saved state has seed 5, this run has 6/);
    },
    SLOW,
  );
});

describe('files of the reader', () => {
  /** A folder of two classes, ten pictures each: PNG files with a bright left half, JPEG files with a bright right half. */
  function pictures(name: string): string {
    const place = join(folder, name);
    for (const side of ['left', 'right']) {
      mkdirSync(join(place, side), { recursive: true });
      for (let i = 0; i < 10; i++) {
        const [width, height] = [36 + i, 40];
        const isBright = (x: number): boolean => (side === 'left' ? x < width / 2 : x >= width / 2);
        const data = Uint8Array.from({ length: width * height * 4 }, (_, k) =>
          isBright((k >> 2) % width) ? 250 - i : 9 * i,
        );
        const png = new PNG({ width, height });
        png.data.set(data);
        const bytes = side === 'left' ? PNG.sync.write(png) : encodeJpeg({ width, height, data }, 90).data;
        writeFileSync(join(place, side, `${i}.${side === 'left' ? 'png' : 'jpg'}`), bytes);
      }
    }
    return place;
  }

  it(
    'shapes-cnn learns a folder of PNG and JPEG files, and its weights are examined on the same folder',
    async () => {
      const place = pictures('sides');
      const few = ['--batch-size', '8', '--seed', '5'];
      const args = ['shapes-cnn', '--images', place, '--epochs', '3', ...few, '--json', '--out', 'sides.safetensors'];
      const { code, out, err } = await cli('train', args);
      expect(err).toMatch(/shapes-cnn, seed 5: 16 examples, 3 epochs of 2 steps/);
      expect(code).toBe(0);
      const { steps, ...result } = JSON.parse(out) as { steps: number };
      expect(steps).toBe(6);
      const weights = ['--weights', 'sides.safetensors', '--seed', '5', '--json'];
      const evaluated = await cli('evaluate', ['shapes-cnn', '--images', place, ...weights]);
      expect(JSON.parse(evaluated.out)).toEqual(result);
    },
    SLOW,
  );

  it(
    'a picture that is none is named',
    async () => {
      const place = pictures('spoiled');
      writeFileSync(join(place, 'right', '3.jpg'), 'not a picture');
      const { code, err } = await cli('train', ['shapes-cnn', '--images', place]);
      expect(code).toBe(1);
      expect(err).toMatch(/^right\/3\.jpg: neither a PNG nor a JPEG file\nhint:/);
    },
    SLOW,
  );

  it(
    'tiny-gpt learns a text',
    async () => {
      writeFileSync(join(folder, 'rhyme.txt'), 'one two three four five\n'.repeat(60));
      const args = ['tiny-gpt', '--text', 'rhyme.txt', '--epochs', '1', '--batch-size', '8', '--json'];
      const { code, out } = await cli('train', args);
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ run: 'tiny-gpt', steps: 2, metrics: { pairs: expect.any(Number) } });
    },
    SLOW,
  );

  it.each([
    [['digits-cnn', '--text', 'a.txt'], /digits-cnn has no use for --text\nhint: it takes --data: MNIST/],
    [
      ['line-regression', '--data', '.'],
      /line-regression has no use for --data\nhint: it learns from generated examples only/,
    ],
    [['shapes-cnn', '--data', '.', '--images', '.'], /--data and --images do not go together/],
  ])(
    '%o is refused',
    async (args, message) => {
      const { code, err } = await cli('train', args);
      expect(code).toBe(2);
      expect(err).toMatch(message);
    },
    SLOW,
  );
});

describe('npm run train -- noisy-moons --cure', () => {
  it(
    'explains every cure, and trains with two of them, a typed knob having the last word',
    async () => {
      const page = await cli('train', ['noisy-moons', '--cure', 'help']);
      expect(page.code).toBe(0);
      for (const name of Object.keys(curesOf('noisy-moons')!)) expect(page.out).toMatch(new RegExp(`^  ${name} `, 'm'));
      const told = async (...args: string[]): Promise<unknown> =>
        JSON.parse((await cli('train', ['noisy-moons', ...args, '--json'])).out);
      const both = await told('--cure', 'l2,smaller', '--l2', '0.03');
      expect(both).toEqual(await told('--l2', '0.03', '--hidden', '4'));
      expect(both).not.toEqual(await told('--cure', 'l2,smaller'));
    },
    SLOW,
  );
});

describe('npm run train -- --check', () => {
  it(
    'says which run misses its threshold, and fails',
    async () => {
      const { code, out } = await cli('train', ['--check', 'line-regression', '--epochs', '1', '--lr', '0.001']);
      expect(code).toBe(1);
      expect(out).toMatch(/line-regression/);
      expect((await cli('train', ['--check', '--seed', '3'])).err).toMatch(/--check and --seed do not go together/);
    },
    SLOW,
  );
});

describe('npm run evaluate', () => {
  it(
    'asks for weights, and refuses a file that is none',
    async () => {
      expect((await cli('evaluate', ['digits-cnn'])).err).toMatch(/which weights\?/);
      const { code, err } = await cli('evaluate', ['digits-cnn', '--weights', join(import.meta.dirname, 'train.ts')]);
      expect(code).toBe(1);
      expect(err).toMatch(/train\.ts: not a usable safetensors file/);
    },
    SLOW,
  );
});

describe('npm run train -- --gpu', () => {
  it(
    'trains on the GPU to what the CPU comes to, and saves a file that the CPU reads',
    async () => {
      const small = ['spiral-mlp', '--examples', '60', '--epochs', '2', '--seed', '5', '--json'];
      const gpu = await cli('train', [...small, '--gpu', '--out', 'gpu.safetensors']);
      expect(gpu.err).toMatch(/^on \S/m);
      expect(gpu.code).toBe(0);
      const told = JSON.parse(gpu.out) as { steps: number; loss: number };
      const cpu = JSON.parse((await cli('train', small)).out) as { steps: number; loss: number };
      expect(told.steps).toBe(cpu.steps);
      expect(told.loss).toBeCloseTo(cpu.loss, 3);
      const again = JSON.parse((await cli('train', [...small, '--resume', 'gpu.safetensors'])).out) as typeof told;
      expect(again.steps).toBe(told.steps);
      expect(again.loss).toBeCloseTo(told.loss, 3);
    },
    GPU_SLOW,
  );
});

describe('npm run bench', () => {
  it(
    'ends with the agreed JSON',
    async () => {
      const { out } = await cli('bench', ['--only', 'mlp', '--backend', 'reference', '--seconds', '0.05', '--json']);
      const result = JSON.parse(out) as Record<string, unknown>;
      expect(result).toMatchObject({ backend: 'reference', relaxed: false, threads: 1, matmul: [] });
      expect(result['steps']).toEqual([{ name: 'mlp', medianMs: expect.any(Number), runs: expect.any(Number) }]);
    },
    SLOW,
  );

  it(
    'names the GPU as what it ran on, after that has been shut down',
    async () => {
      const { out } = await cli('bench', ['--only', 'mlp', '--backend', 'webgpu', '--seconds', '0.05', '--json']);
      expect(JSON.parse(out)).toMatchObject({ backend: 'webgpu', relaxed: false, steps: [{ name: 'mlp' }] });
    },
    GPU_SLOW,
  );

  it(
    'takes threads, and tells how many there were',
    async () => {
      const options = ['--only', 'mlp', '--seconds', '0.05', '--json'];
      const { out, err } = await cli('bench', [...options, '--threads', '2']);
      expect(JSON.parse(out)).toMatchObject({ backend: 'simd', threads: 2 });
      expect(err).not.toMatch(/of 2 threads/);
      const refused = await cli('bench', [...options, '--threads', '2', '--backend', 'reference']);
      expect(refused.err).toMatch(/--threads 2: the backend reference computes on one thread/);
    },
    SLOW,
  );

  it(
    'tells what a kernel of a small step costs beside its loop',
    async () => {
      const { out } = await cli('bench', ['--overhead', '--only', 'moons-skip', '--seconds', '0.2', '--json']);
      const { runs } = JSON.parse(out) as {
        runs: { kernels: number; medianMs: number; loops: number; microseconds: number }[];
      };
      expect(runs).toHaveLength(1);
      const [{ kernels, medianMs, loops, microseconds }] = runs as [(typeof runs)[0]];
      expect(kernels).toBe(31); // as in silence.json
      expect(loops).toBeGreaterThan(0);
      expect(loops).toBeLessThan(0.5);
      expect(microseconds).toBeCloseTo((1000 * medianMs * (1 - loops)) / 31, 6);
    },
    SLOW,
  );

  it(
    'names unknown workloads and backends',
    async () => {
      expect((await cli('bench', ['--only', 'mpl'])).err).toMatch(/no workload called 'mpl'/);
      expect((await cli('bench', ['--against', 'no-such-commit'])).err).toMatch(/no commit called 'no-such-commit'/);
      expect((await cli('bench', ['--against', 'HEAD', '--vs', 'tfjs'])).err).toMatch(/--against and --vs/);
      expect((await cli('bench', ['--overhead', '--threads', '2'])).err).toMatch(/--overhead and --threads/);
      expect((await cli('bench', ['--overhead', '--only', 'mlp'])).err).toMatch(/no small run called 'mlp'/);
      expect((await cli('bench', ['--backend', 'gpu'])).err).toMatch(
        /there is no backend 'gpu'\nhint: choose one of: reference/,
      );
    },
    SLOW,
  );
});
