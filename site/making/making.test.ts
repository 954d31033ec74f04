// Every skeleton works as it is written: the op is differentiated right, the run learns, the figure's reader passes its own test's claim, the
// lesson keeps the rules of lessons. They are tried in a folder beside their real place, so that their imports hold.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transform } from 'sucrase';
import { afterAll, describe, expect, it } from 'vitest';
import { checkRun, Generator, type Run, type Tensor, tensor } from '#framework';
import { course } from '../layouts/course.ts';
import { typedNumbers } from '../layouts/numbersIn.ts';
import { sectionsOf } from '../layouts/sectionsOf.ts';
import { isProblem, parseMoment } from '../player/Moment.ts';
import { exercise } from './exercise.ts';
import { figure } from './figure.ts';
import { lesson } from './lesson.ts';
import { op } from './op.ts';
import { run } from './run.ts';
import { type Skeleton, withLine } from './Skeleton.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const scratch = mkdtempSync(join(root, 'site/making/.try-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** The module as it would stand at its path: relative imports lead to the repository. */
async function loaded<Module>(path: string, text: string): Promise<Module> {
  const from = dirname(join(root, path));
  const rooted = text.replaceAll(/(from |import )'(\.[^']*)'/g, (_, word: string, target: string) => {
    return `${word}'${pathToFileURL(join(from, target)).href}'`;
  });
  const file = join(scratch, path.replaceAll('/', '-'));
  writeFileSync(file, rooted);
  return (await import(/* @vite-ignore */ file)) as Module;
}

const fileOf = ({ files }: Skeleton, ending: string): readonly [string, string] =>
  Object.entries(files).find(([path]) => path.endsWith(ending))!;

/** A place of the course without a lesson; undefined while all are written. */
const free = course.find((slug) => !readdirSync(join(root, 'lessons')).some((name) => name.slice(3) === slug));

const all: readonly (readonly [string, Skeleton])[] = [
  ['op', op('triple-cube')],
  ['run', run('my-first-line')],
  ['figure', figure('gradient-bars', 'network')],
  ['exercise', exercise('mean-of-mine')],
  ['lesson', lesson(free ?? course[1]!)],
]; // biome-ignore format: a table

describe('npm run new', () => {
  it.each(all)(
    '%s: every file is new and can be parsed, every line finds its place',
    (kind, { files, lines, next }) => {
      for (const [path, text] of Object.entries(files)) {
        expect(existsSync(join(root, path)), path).toBe(kind === 'lesson' && free === undefined);
        if (path.endsWith('.ts')) expect(() => transform(text, { transforms: ['typescript'] }), path).not.toThrow();
      }
      for (const line of lines) {
        const text = readFileSync(join(root, line.path), 'utf8');
        expect(withLine(text, line).split('\n').length).toBe(text.split('\n').length + 1);
      }
      expect(next.length).toBeGreaterThan(0);
    },
  );

  it('op: its derivative is that of its formula', async () => {
    const [path, text] = fileOf(op('triple-cube'), 'tripleCube.ts');
    const { tripleCube } = await loaded<{ tripleCube: (x: Tensor) => Tensor }>(path, text);
    const x = new Generator(1).fork('x');
    const numbers = Array.from({ length: 5 }, () => 2 * x.uniform() - 1);
    const given = tensor(Float64Array.from(numbers), { dtype: 'float64', requiresGrad: true });
    expect([...tripleCube(given).dataSync()]).toEqual(numbers.map((value) => value * value * value));
    const y = tripleCube(given);
    y.sum().backward();
    for (const [i, slope] of [...given.grad!.dataSync()].entries()) expect(slope).toBeCloseTo(3 * numbers[i]! ** 2, 12);
  });

  it('run: it learns what it promises', async () => {
    const [path, text] = fileOf(run('my-first-line'), 'myFirstLine.ts');
    const { myFirstLine } = await loaded<{ myFirstLine: Run }>(path, text);
    expect(myFirstLine.name).toBe('my-first-line');
    const { kept, qualities } = await checkRun(myFirstLine);
    expect(kept, qualities.join(', ')).toBe(true);
  });

  it('figure: its reader says the largest number of every gradient', async () => {
    const [path, text] = fileOf(figure('gradient-bars', 'network'), 'readGradientBars.ts');
    const { readGradientBars } = await loaded<{ readGradientBars: (trace: unknown) => unknown }>(path, text);
    const ops = [
      { label: 'linear', backward: { gradOutput: 3 } },
      { label: 'labels', backward: null },
    ];
    const tensors = new Map([[3, { values: Float32Array.of(1, -4, 2) }]]);
    expect(readGradientBars({ ops, tensors })).toEqual([{ op: 'linear', largest: 4 }]);
    expect(() => figure('bars', 'network')).toThrow('needs a hyphen');
    expect(() => figure('gradient-bars')).toThrow(/ROOM[\s\S]*optimization descent/);
    expect(() => figure('gradient-bars', 'attic')).toThrow('ROOM');
  });

  it('lesson: it keeps the rules, and its moment can be read', () => {
    const [, text] = fileOf(all.find(([kind]) => kind === 'lesson')![1], 'index.mdx');
    expect(typedNumbers(text)).toEqual([]);
    expect(sectionsOf(text)).toEqual([{ id: 'first', title: 'Say it as a question' }]);
    const [, demos] = fileOf(all.find(([kind]) => kind === 'lesson')![1], 'demos.ts');
    expect(isProblem(parseMoment(/moment: '([^']+)'/.exec(demos)![1]!))).toBe(false);
    expect(() => lesson('no-such-place')).toThrow('The course has no place');
  });

  it('refuses a line whose place is not there', () => {
    expect(() => withLine('a\nb', { path: 'x.ts', behind: 'c', line: 'd' })).toThrow('x.ts should hold this line once');
  });
});
