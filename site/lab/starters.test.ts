// The lab's starters, run as they stand: what they print is what the framework says, their steps are what a reader would call steps.

import { describe, expect, it } from 'vitest';
import { risesItsRate } from './figuresThatFit.ts';
import { starterNames, starterText } from './starters/index.ts';
import { tryProgram } from './tryProgram.ts';

/** The lists of numbers in a line. */
const listsIn = (line: string): number[][] =>
  [...line.matchAll(/\[([^[\]]*)\]/g)].map(([, inside = '']) => inside.split(',').map(Number));
const rounded = (values: readonly number[], digits: number): number[] =>
  values.map((value) => Number(value.toFixed(digits)));

describe('a starter', () => {
  it('the maximum that hides softmax: the slope is softmax, up to the seventh digit', async () => {
    const { lines, traces, ending } = await tryProgram(starterText('hidden-softmax'));
    expect(lines).toHaveLength(1);
    const [slope, shares] = listsIn(lines[0]!);
    expect(rounded(slope!, 4)).toEqual([0.6652, 0.2447, 0.09]);
    expect(rounded(shares!, 4)).toEqual([0.6652, 0.2447, 0.09]);
    expect(slope).not.toEqual(shares);
    expect(rounded(slope!, 6)).toEqual(rounded(shares!, 6));
    expect(ending).toMatchObject({ type: 'script', isCut: false, info: { totalSteps: 1 } });
    const [trace] = traces;
    // What is printed is no part of the loss.
    expect(trace!.ops.map(({ name }) => name)).toEqual(['logSumExp']);
    expect(trace!.loss).toBeCloseTo(Math.log(Math.exp(2) + Math.exp(1) + 1), 6);
    expect([...trace!.tensors.values()].map(({ label }) => label)).toContain('z');
  });

  it('the sum nobody can move: no slope at all', async () => {
    const { lines, traces } = await tryProgram(starterText('unmoved-sum'));
    for (const slope of listsIn(lines[0]!)[0]!) expect(Math.abs(slope)).toBeLessThan(1e-7);
    expect(traces[0]!.ops.map(({ label }) => label)).toEqual(['softmax', 'sum']);
    const turned = starterText('unmoved-sum').replace('.sum()', '.mul(tensor([1, 0, 0])).sum()');
    const changed = await tryProgram(turned);
    expect(rounded(listsIn(changed.lines[0]!)[0]!, 4)).toEqual([0.1684, -0.0307, -0.1377]);
  });

  it('who notices a factor of 1000: SGD does, Adam does not', async () => {
    const { lines, metrics, traces } = await tryProgram(starterText('thousandfold'));
    const ends = lines.map((line) => listsIn(line)[0]!);
    expect(lines.map((line) => line.replace(/ \[.*/, ''))).toEqual(['SGD 1', 'Adam 1', 'SGD 1000', 'Adam 1000']);
    expect(rounded(ends[0]!, 3)).toEqual([-3.765, 0.125]);
    expect(rounded(ends[2]!, 0)).toEqual([27436, -124251496]);
    expect(rounded(ends[1]!, 3)).toEqual([-3.94, 0.94]);
    expect(rounded(ends[3]!, 3)).toEqual([-3.94, 0.94]);
    expect(metrics).toHaveLength(12);
    expect(traces.map(({ updates }) => updates.map(({ optimizer }) => optimizer))).toEqual(
      [...Array(3).fill(['SGD']), ...Array(3).fill(['Adam']), ...Array(3).fill(['SGD']), ...Array(3).fill(['Adam'])], // biome-ignore format: one line reads better
    );
  });

  it('one program, two graphs: what the numbers say decides which ops there are', async () => {
    const { lines, traces } = await tryProgram(starterText('two-graphs'));
    expect(traces.map(({ ops }) => ops.map(({ name }) => name))).toEqual([
      ['square', 'mul'],
      ['square', 'log'],
    ]);
    expect(lines.map((line) => Number(Number(line.split(' ')[1]).toFixed(5)))).toEqual([2, 0.66667]);
  });

  it('the learning rate learns: thirty lives end at 3/28, and each is one step although it walks twice', async () => {
    const { lines, metrics, traces } = await tryProgram(starterText('learning-rate-learns'));
    expect(Number(lines[0])).toBeCloseTo(3 / 28, 3);
    expect(Number(lines[0]).toFixed(5)).toBe('0.10714');
    expect(metrics).toHaveLength(30);
    expect(traces[0]!.updates.map(({ label }) => label)).toEqual(['rate']);
    const [first, second] = traces.map(({ tensors, updates }) => tensors.get(updates[0]!.after)!.values[0]!);
    expect(first!.toFixed(4)).toBe('0.0416');
    expect(second!.toFixed(4)).toBe('0.0629');
  });

  it('nothing says that it is the weights that must move: a point walks into class 2', async () => {
    const { lines, metrics, traces } = await tryProgram(starterText('moving-point'));
    const [point, shares] = listsIn(lines[0]!.replaceAll('[[', '[').replaceAll(']]', ']'));
    expect(rounded(point!, 2)).toEqual([-0.19, 0.99]);
    expect(shares![2]!.toFixed(2)).toBe('0.98');
    expect(metrics).toHaveLength(120);
    expect(traces[0]!.updates.map(({ label }) => label)).toEqual(['model.weight', 'model.bias']);
    expect(traces.at(-1)!.updates.map(({ label }) => label)).toEqual(['x']);
  });

  it('how large a rate: the loss is lowest at 10, and has jumped at 15', async () => {
    const { lines, metrics } = await tryProgram(starterText('rate-finder'));
    const table = lines.map((line) => line.split(' ').map(Number) as [number, number]);
    expect(table).toHaveLength(61);
    expect(table[0]![1]).toBe(0.692);
    const lowest = table.reduce((least, row) => (row[1] < least[1] ? row : least));
    expect(lowest).toEqual([10, 0.223]);
    expect(table.find(([rate]) => rate === 15)![1].toFixed(1)).toBe('6.6');
    expect(risesItsRate(metrics)).toBe(true);
    expect(metrics.map((entry) => entry.metrics['lr']!.toPrecision(2))).toEqual(
      lines.map((line) => line.split(' ')[0]),
    );
  });

  it('let the machine turn the knobs: the third of twelve throws wins', async () => {
    const { lines, metrics, traces } = await tryProgram(starterText('seeded-search'));
    expect(lines.map((line) => line.split(' '))).toEqual([
      ['0', '19', '17', '0.815'],
      ['1', '0.14', '20', '0.88'],
      ['2', '3.8', '29', '0.98'],
    ]);
    expect(metrics).toHaveLength(1200);
    expect(risesItsRate(metrics)).toBe(false);
    expect(traces.length).toBeGreaterThan(100);
  });

  it('a run of your own gives a run', async () => {
    const { ending } = await tryProgram(starterText('own-run'));
    expect(ending).toMatchObject({ type: 'run', name: 'own-run' });
    expect(ending.type === 'run' && ending.knobs.map(({ name }) => name)).toEqual([
      'examples', 'batch', 'epochs', 'schedule', 'lr', 'hidden',
    ]); // biome-ignore format: one line reads better
  });

  it('is a file of its own, and every file is one', () => {
    expect(new Set(starterNames.map(starterText)).size).toBe(starterNames.length);
    for (const name of starterNames) expect(starterText(name)).toMatch(/from '#framework';\n/);
  });
});
