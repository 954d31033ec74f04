// Values of the right type that make no sense where they stand: refused where they are given, by name, before anything is computed.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as cg from '../index.ts';

const { NaN: NAN, POSITIVE_INFINITY: INFINITE } = Number;
const { ones, tensor, zeros } = cg;
const g = (): cg.Generator => new cg.Generator(1);
const ints = (values: cg.NestedNumbers): cg.Tensor => tensor(values, { dtype: 'int32' });
const bools = (values: cg.NestedNumbers): cg.Tensor => tensor(values, { dtype: 'bool' });
const set = (): cg.TensorDataset => new cg.TensorDataset(ones([4, 3]), ints([0, 1, 0, 1]));
const rule = (): cg.Adam => new cg.Adam([ones([2], { requiresGrad: true })], { lr: 0.1 });
const any = (value: unknown): never => value as never;
const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-impossible-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A training whose step reports this. */
const reporting = (metrics: unknown): cg.TrainingSetup => {
  const model = new cg.Linear(3, 2, { generator: g() });
  return {
    name: 'try',
    seed: 1,
    config: {},
    model,
    optimizers: { main: new cg.SGD(model.parameters(), { lr: 0.1 }) },
    loader: new cg.DataLoader(set(), { batchSize: 2 }),
    generators: {},
    epochs: 1,
    step: () => any(metrics),
    evaluate: () => ({}),
  };
};
const firstStep = (setup: cg.TrainingSetup): Promise<unknown> => cg.fit(setup).next();

// biome-ignore format: a table
const cases: readonly (readonly [what: string, run: () => unknown, message: RegExp])[] = [
  ['a fraction beside whole numbers (pad)', () => ints([1]).pad([1, 0], 0.5), /pad: 0\.5 cannot stand in a tensor of int32/],
  ['NaN beside whole numbers (pad)', () => ints([1]).pad([1, 0], NAN), /pad: NaN cannot stand in a tensor of int32/],
  ['a fraction set among whole numbers (scatter)', () => ints([1, 2]).scatter(0, ints([0]), 0.5), /scatter: 0\.5 cannot stand in a tensor of int32/],
  ['a fraction beside truths (pad)', () => bools([1]).pad([1, 0], 0.5), /pad: 0\.5 cannot stand in a tensor of bool/],
  ['more than there is memory for', () => zeros([1e9, 1e9]), /elements of float32 take 4000000000000000000 bytes, more than there is memory for/],
  ['an axis that is a fraction', () => ones([2, 3]).sum(1.5), /sum: axes is 1\.5/],
  ['a mask for places (Subset)', () => new cg.Subset(set(), bools([1, 0, 1, 0])), /Subset.*true and false holds no whole numbers[\s\S]*nonzero/],
  ['a mask for letters (decode)', () => new cg.CharTokenizer(['a', 'b']).decode(bools([1, 0])), /true and false/],
  ['padding below 0', () => new cg.Conv2d(1, 1, 3, { padding: -1 }), /Conv2d: option padding is -1/],
  ['padding NaN', () => new cg.Conv1d(1, 1, 3, { padding: NAN }), /Conv1d: option padding is NaN/],
  ['labels smoothed by more than all', () => new cg.CrossEntropyLoss({ labelSmoothing: 2 }), /option labelSmoothing is 2/],
  ['a weight below 0', () => new cg.BCEWithLogitsLoss({ posWeight: -1 }), /option posWeight is -1/],
  ['a weight of NaN', () => cg.bce(tensor([0.5]), tensor([1]), { weight: NAN }), /bce: option weight is NaN/],
  ['a momentum of statistics above 1', () => new cg.BatchNorm1d(3, { momentum: 2 }), /option momentum is 2/],
  ['an eps below 0', () => new cg.LayerNorm(3, { eps: -1 }), /option eps is -1/],
  ['a factor below 0', () => new cg.Upsample({ scaleFactor: -1 }), /option scaleFactor is -1/],
  ['a size of 0', () => cg.interpolate(ones([1, 1, 2]), { size: 0 }), /option size is 0/],
  ['a spread below 0', () => cg.normal_(ones([2]), 0, -1), /normal_: std is -1/],
  ['a step that is no number of a step', () => new cg.CosineAnnealingWarmRestarts(rule(), { t0: 5 }).rateAt(INFINITE), /rateAt: step is Infinity/],
  ['words cut in the middle', () => cg.Vocabulary.build([['a', 'b']], { maxSize: -1 }), /option maxSize is -1/],
  ['half a word', () => cg.Vocabulary.build([['a', 'b']], { maxSize: 1.5 }), /option maxSize is 1\.5/],
  ['noise below 0', () => cg.generateMoons(4, g(), { noise: -1 }), /option noise is -1/],
  ['clouds that are no number', () => cg.generateRing(4, g(), { modes: NAN }), /option modes is NaN/],
  ['a fence upside down', () => cg.clipTo([1, 2], { low: 2, high: 1 }), /clipTo: a fence from 2 to 1/],
  ['a fence at NaN', () => cg.outside([1, 2], { low: NAN, high: 1 }), /outside: a fence from NaN to 1/],
  ['a misspelt type of a column', () => cg.readTable('a\n1\n', { types: { a: any('int') } }), /option types is an object \{ a \}.*'integer'/],
  ['a column that is none', () => new cg.Table([['a', any({ type: 'float', values: [1] })]]), /Table: column is an object \{ type, values \}/],
  ['a column that is a list', () => cg.Table.of({ a: [1] }).withColumn('b', any([2])), /Table\.withColumn: column is \[2\]/],
  ['a place in a run that is none', () => cg.captureState(reporting({}), { epoch: NAN, batch: 0, step: 0 }), /captureState: cursor/],
  ['classes called by a name they do not have', () => cg.loadCifar100('folder', any('Coarse')), /no labels 'Coarse'/],
  ['a run with an option it does not have', () => cg.findRun('line-regression').build(any({ learningRate: 1 })), /line-regression: there is no option learningRate; did you mean lr\?/],
  ['a step without a report', () => firstStep(reporting(undefined)), /fit: the step returned nothing[\s\S]*itemSync/],
  ['a loss that is a tensor', () => firstStep(reporting({ loss: ones([]) })), /fit: the step reports a tensor of shape \[\] as loss/],
  ['a file of names that a decoder does not read', () => cg.loadImageFolder(folder, { decode: any(() => null) }), /the decoder gave null for cats\/1\.png/],
  ['a picture without pixels', () => cg.loadImageFolder(folder, { decode: any(() => ({ width: 1, height: 1 })) }), /the decoder gave an object \{ width, height \}/],
];

describe('a value that makes no sense where it stands', () => {
  mkdirSync(join(folder, 'cats'));
  writeFileSync(join(folder, 'cats', '1.png'), '');

  it.each(cases)('%s', async (_what, run, message) => {
    const refused = await (async () => run())().then(
      () => null,
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(cg.ChalkgradError);
    expect((refused as Error).message).toMatch(message);
  });

  it.each([
    ['lr', '0.1'],
    ['lr', true],
    ['lr', [0.1]],
    ['lr', null],
    ['eps', '1e-8'],
    ['weightDecay', false],
    ['betas', 0.9],
    ['betas', [0.9, '0.99']],
    ['betas', [0.9, 1]],
  ])('%s = %j of an optimizer, however it is set', (name, value) => {
    const setters: ((optimizer: cg.Adam) => void)[] = [
      ({ groups: [group] }) => Object.assign(group!, { [name]: value }),
      ({ groups: [group] }) => Object.assign(group!, { settings: { ...group!.settings, [name]: value } }),
      (optimizer) => {
        Object.assign(optimizer.groups[0]!.settings, { [name]: value }); // where nobody looks: at the next step
        optimizer.step();
      },
    ];
    for (const set of setters) expect(() => set(rule())).toThrow(new RegExp(`Adam: ${name} = .* is not possible`));
  });

  it('columns may be called as members of every object', () => {
    const table = cg.readTable('__proto__,toString\n1,x\n');
    expect(table.names.map((name) => table.column(name).type)).toEqual(['integer', 'text']);
  });
});
