// The small parts of the lab: names, numbers as CSV, the shelf, what "Open in the lab" opens, which figures fit.

import { describe, expect, it } from 'vitest';
import { findRun, opList } from '#framework';
import { lessonRuns } from '../player/lessonRuns.ts';
import type { StepMetrics } from '../player/protocol.ts';
import { curveCsv, stepCsv } from './csv.ts';
import { figuresThatFit, risesItsRate } from './figuresThatFit.ts';
import { allPrograms } from './programs.ts';
import { Shelf, titleOf } from './shelf.ts';
import { starterText } from './starters/index.ts';
import { topLevelNames } from './topLevelNames.ts';
import { tryProgram } from './tryProgram.ts';

describe('names at the top level', () => {
  it.each([
    ['const x = 1, y = [2, 3], z = f(a, b);', ['x', 'y', 'z']],
    ['const { points, labels } = make(1, 2);\nlet [a, b] = c;', ['points', 'labels', 'a', 'b']],
    [
      'for (const i of list) { const inside = 1; }\nconst f = (w) => { const deep = w; return deep; };\nvar v',
      ['f', 'v'],
    ],
    ["// const no = 1\n/* let no = 2 */ const text = 'const no = 3', more = `let no = 4`;", ['text', 'more']],
    ['const a = 1\nconst b = 2\nexport const c = 3\nexport default a', ['a', 'b', 'c']],
    ['const größe = 1, $x = 2;', ['größe', '$x']],
  ])('of %s', (code, names) => {
    expect(topLevelNames(code)).toEqual(names);
  });
});

describe('CSV', () => {
  it('of losses has a column for every number that was reported, every digit of it', () => {
    const metrics = [
      { step: 0, loss: 1 / 3, accuracy: Number.NaN, metrics: { loss: 1 / 3, lr: 0.1 } },
      { step: 1, loss: 2, accuracy: 1, metrics: { loss: 2, 'a, b': 1 } },
    ];
    expect(curveCsv(metrics)).toBe('step,loss,lr,"a, b"\r\n0,0.3333333333333333,0.1,\r\n1,2,,1\r\n');
  });

  it('of a step has every number of every tensor by its address, in the order of the walk', async () => {
    const { traces } = await tryProgram(starterText('unmoved-sum').replace('.sum()', '.reshape([3, 1]).sum()'));
    const rows = stepCsv(traces[0]!)
      .trimEnd()
      .split('\r\n')
      .map((row) => row.split(','));
    expect(rows[0]).toEqual(['step', 'part', 'op', 'tensor', 'name', 'index', 'value']);
    expect(rows.slice(1, 4).map((row) => row.slice(1))).toEqual([
      ['forward', 'softmax', 'input0', 'z', '0', '2'],
      ['forward', 'softmax', 'input0', 'z', '1', '-1'],
      ['forward', 'softmax', 'input0', 'z', '2', '0.5'],
    ]);
    expect(rows.filter(([, , op, tensor]) => op === 'reshape' && tensor === 'output').map((row) => row[5])).toEqual([
      '0 0',
      '1 0',
      '2 0',
    ]);
    const backward = rows.filter(([, part]) => part === 'backward').map(([, , op]) => op);
    expect([backward[0], backward.at(-1)]).toEqual(['sum', 'softmax']);
    const total = rows
      .filter(([, , op, tensor]) => op === 'softmax' && tensor === 'output')
      .reduce((sum, row) => sum + Number(row[6]), 0);
    expect(total).toBeCloseTo(1, 6);
  });
});

/** A browser's storage. */
function storage(): Storage {
  const map = new Map<string, string>();
  return {
    get length() {
      return map.size;
    },
    key: (i: number) => [...map.keys()][i] ?? null,
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, text: string) => void map.set(key, text),
    removeItem: (key: string) => void map.delete(key),
    clear: () => map.clear(),
  };
}

describe('the shelf', () => {
  it('keeps programs by name, the latest first', () => {
    const shelf = new Shelf(() => place);
    const place = storage();
    const a = shelf.save('const a = 1;', null, 1);
    const b = shelf.save('const b = 1;', null, 2);
    expect(shelf.list().map(({ code }) => code)).toEqual(['const b = 1;', 'const a = 1;']);
    const later = shelf.save('const a = 2;', a, 3);
    expect(later).toMatchObject({ id: a.id, hasMoved: false, isKept: true });
    expect(shelf.list().map(({ id }) => id)).toEqual([a.id, b.id]);
    shelf.remove(b.id);
    expect(shelf.list()).toHaveLength(1);
  });

  it('two tabs on one program lose nothing: the second goes on as a copy', () => {
    const place = storage();
    const [one, other] = [new Shelf(() => place), new Shelf(() => place)];
    const begun = one.save('begun', null, 1);
    const mine = one.save('mine', begun, 2);
    const theirs = other.save('theirs', begun, 3);
    expect(theirs.hasMoved).toBe(true);
    expect(theirs.id).not.toBe(mine.id);
    expect(one.list().map(({ code }) => code)).toEqual(['theirs', 'mine']);
    expect(other.save('theirs too', theirs, 4)).toMatchObject({ id: theirs.id, hasMoved: false });
  });

  it('says when nothing is kept, and reads what others have put there without falling over it', () => {
    const refusing = new Shelf(() => {
      throw new Error('refused');
    });
    expect(refusing.save('x', null, 1).isKept).toBe(false);
    expect(refusing.list()).toEqual([]);
    const place = storage();
    place.setItem('chalkgrad.lab.abcdef', '{');
    place.setItem('chalkgrad.lab.abcdeg', '{"code":7}');
    place.setItem('chalkgrad.lab.__proto__', '{"code":"x","version":"y"}');
    expect(new Shelf(() => place).list()).toEqual([]);
  });

  it('calls a program by its first comment or its first line that does something', () => {
    expect(titleOf(starterText('moving-point'))).toMatch(/^Now the weights stay/);
    expect(titleOf(starterText('hidden-softmax'))).toMatch(/^const z = tensor/);
    expect(titleOf('')).toBe('');
  });
});

describe('what fits', () => {
  it('a rising rate has its losses over the rate, a constant or falling one has not', () => {
    const rates = (values: readonly number[]): StepMetrics[] =>
      values.map((lr, step) => ({ step, loss: 1, accuracy: 1, metrics: { loss: 1, lr } }));
    expect(risesItsRate(rates([0.1, 0.2, 0.4, 0.8]))).toBe(true);
    expect(risesItsRate(rates([0.1, 0.1, 0.1, 0.1]))).toBe(false);
    expect(risesItsRate(rates([0.8, 0.4, 0.2]))).toBe(false);
    expect(risesItsRate(rates([0.1, 0.4]))).toBe(false);
  });

  it('one step has no curve; a run of points in the plane has its network and its tracks', async () => {
    const { traces, metrics } = await tryProgram(starterText('hidden-softmax'));
    const one = figuresThatFit({ kind: 'script', trace: traces[0]!, metrics, totalSteps: 1 });
    expect([...one].sort()).toEqual(['backward-stepper', 'graph-view']);
    const finder = await tryProgram(starterText('rate-finder'));
    const many = figuresThatFit({ kind: 'script', trace: finder.traces[0]!, metrics: finder.metrics, totalSteps: 61 });
    expect([...many].sort()).toEqual(['backward-stepper', 'graph-view', 'loss-curve', 'rate-curve']);
  });
});

describe('what "Open in the lab" opens', () => {
  const runs = [...new Set(Object.values(lessonRuns).map(({ run }) => run))];

  it.each(runs)('the run %s: its own source, and it gives that run', async (name) => {
    const { ending } = await tryProgram(allPrograms().get(name)!);
    expect(ending).toMatchObject({ type: 'run', name });
    expect(ending.type === 'run' && ending.knobs.map((told) => told.name)).toEqual(Object.keys(findRun(name).knobs));
  });

  it('an op for nearly every op, and each of them runs', async () => {
    const ops = Object.keys(opList).filter((name) => allPrograms().has(name));
    expect(Object.keys(opList).length - ops.length).toBeLessThanOrEqual(8);
    const failed: string[] = [];
    for (const name of ops) {
      const { ending, lines } = await tryProgram(allPrograms().get(name)!);
      if (ending.type !== 'script' || lines.length !== 1) failed.push(`${name}: ${JSON.stringify(ending)}`);
    }
    expect(failed).toEqual([]);
  }, 60_000);

  it('an op as three lines and a walk back', () => {
    expect(allPrograms().get('relu')).toMatch(/import \{ relu, tensor \}.*const x = tensor\(\[.*const out = relu\(x\);\nout\.square\(\)\.sum\(\)\.backward\(\);.*x\.grad\?\.toArray\(\)\);\n$/s); // biome-ignore format: one line reads better
  });
});
