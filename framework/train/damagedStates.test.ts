// A saved state comes from a file, and a file may say anything. Whatever is changed in one, anywhere: it is refused and the run is as it was,
// to the bit, or the run goes on with the same bits as if nothing had been changed.

import { describe, expect, it } from 'vitest';
import {
  Adam,
  accuracy,
  ChalkgradError,
  CosineAnnealingLR,
  type Cursor,
  captureState,
  crossEntropy,
  DataLoader,
  Dropout,
  decodeCheckpoint,
  encodeCheckpoint,
  encodeSafetensors,
  fit,
  Generator,
  Linear,
  RMSprop,
  randn,
  restoreState,
  Sequential,
  SGD,
  supervisedEvaluate,
  supervisedStep,
  type Tensor,
  TensorDataset,
  type TrainingSetup,
  type TrainingState,
  tensor,
  zeros,
} from '../index.ts';

const rules = {
  adam: (model: Sequential) => new Adam(model.parameters(), { lr: 0.05 }),
  sgd: (model: Sequential) => new SGD(model.parameters(), { lr: 0.1, momentum: 0.9, nesterov: true }),
  // Two groups, and memories that only some settings have.
  rmsprop: (model: Sequential) =>
    new RMSprop(
      [{ params: [...model.parameters()].slice(0, 2), centered: true }, { params: [...model.parameters()].slice(2) }],
      {
        lr: 0.01,
        momentum: 0.5,
      },
    ),
};

/** A small run with everything that has a state. */
function smallRun(rule: keyof typeof rules): TrainingSetup {
  const g = new Generator(4);
  const x = randn([14, 3], { generator: g.fork('data') });
  const y = x.slice(1, 0, 1).squeeze(1).gt(0).to('int32');
  const dropout = g.fork('dropout');
  const weights = g.fork('weights');
  const model = new Sequential(
    new Linear(3, 4, { generator: weights }),
    new Dropout(0.3, { generator: dropout }),
    new Linear(4, 2, { generator: weights }),
  );
  const optimizer = rules[rule](model);
  const data = new TensorDataset(x, y);
  const parts = { model, optimizer, loss: crossEntropy, measures: { accuracy } };
  return {
    name: 'small',
    seed: 4,
    config: { rule, lr: optimizer.lr, examples: 14, real: false },
    model,
    optimizers: { main: optimizer },
    schedulers: { main: new CosineAnnealingLR(optimizer, { tMax: 12 }) },
    loader: new DataLoader(data, { batchSize: 4, shuffle: true, seed: 4 }),
    generators: { dropout },
    epochs: 3,
    step: (batch) => supervisedStep(parts, batch),
    evaluate: () => supervisedEvaluate(parts, new DataLoader(data, { batchSize: 5 })),
  };
}

async function advance(setup: TrainingSetup, from: Cursor, steps: number): Promise<Cursor> {
  let cursor = from;
  for await (const report of fit(setup, { from, validate: false })) {
    cursor = report.next;
    if (cursor.step >= from.step + steps) break;
  }
  return cursor;
}

const START: Cursor = { step: 0, epoch: 0, batch: 0 };

/** Everything a run is, as bytes. */
const bitsOf = (setup: TrainingSetup, cursor: Cursor): string =>
  Buffer.from(encodeCheckpoint(captureState(setup, cursor))).toString('latin1');

/** One change, and how it is called. */
interface Change {
  readonly name: string;
  readonly apply: (state: TrainingState) => TrainingState;
}

type Path = readonly (string | number)[];

function* pathsOf(value: unknown, path: Path = []): Generator_<Path> {
  if (path.length > 0) yield path;
  if (typeof value === 'object' && value !== null)
    for (const key of Object.keys(value)) yield* pathsOf((value as Record<string, unknown>)[key], [...path, key]);
}
type Generator_<T> = globalThis.Generator<T>;

const MISSING = Symbol('missing');

function changed(value: unknown, [key, ...rest]: Path, to: unknown): unknown {
  if (key === undefined) return to;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  const inner = changed(copy[key], rest, to);
  if (inner !== MISSING) copy[key] = inner;
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else delete copy[key];
  return copy;
}

const wrongValues: Readonly<Record<string, unknown>> = {
  deleted: MISSING,
  null: null,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  'a text': 'x',
  'an empty text': '',
  'a number as a text': '3',
  true: true,
  'a list': [1, 1, 1],
  'an empty list': [],
  'a table': { step: 1 },
  'a table that is no text': { toString: 1, valueOf: 1, length: 3 },
  'a tensor': zeros([1]),
  negative: -5,
  huge: 1e300,
  'a fraction of a count': 0.37,
};

/** Half numbers that a run might really have had: only the checksum of a file can tell. */
const plausible: Readonly<Record<string, unknown>> = { one: 1, two: 2, 'a small number': 0.001 };

function manifestChanges({ manifest }: TrainingState, values: Readonly<Record<string, unknown>>): Change[] {
  return [...pathsOf(manifest)].flatMap((path) =>
    Object.entries(values)
      .filter(([name]) => !(name.endsWith('of a count') && path.some((key) => key === 'groups' || key === 'baseRates')))
      .map(([name, value]) => ({
        name: `${path.join('.')} ${name}`,
        apply: (state: TrainingState) => ({
          ...state,
          manifest: changed(state.manifest, path, value) as typeof manifest,
        }),
      })),
  );
}

/** Tables and lists get an entry more. */
function additions({ manifest }: TrainingState): Change[] {
  const tables = [[], ...pathsOf(manifest)].filter((path) => typeof at(manifest, path) === 'object');
  return tables.map((path) => ({
    name: `${path.join('.')} + an entry`,
    apply: (state: TrainingState) => {
      const whole = at(manifest, path);
      const more = Array.isArray(whole) ? [...whole, 1] : { ...(whole as object), stranger: 1 };
      return { ...state, manifest: changed(state.manifest, path, more) as typeof manifest };
    },
  }));
}

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], value);

const wrongTensors: Readonly<Record<string, (x: Tensor) => unknown>> = {
  deleted: () => MISSING,
  null: () => null,
  'a number': () => 3,
  'a list': (x) => [...x.dataSync()],
  float64: (x) => x.to('float64'),
  int32: (x) => x.to('int32'),
  'of one more': (x) => zeros([...x.shape.slice(0, -1), (x.shape.at(-1) ?? 0) + 1]),
  'of another shape': (x) => x.reshape([x.size, 1]),
  empty: () => zeros([0]),
  'a scalar': () => tensor(1),
};

function tensorChanges({ tensors }: TrainingState): Change[] {
  const change = (name: string, edit: (copy: Record<string, unknown>) => void): Change => ({
    name,
    apply: (state) => {
      const copy: Record<string, unknown> = { ...state.tensors };
      edit(copy);
      return { ...state, tensors: copy as Record<string, Tensor> };
    },
  });
  const names = Object.keys(tensors);
  const wrong = names.flatMap((name) =>
    Object.entries(wrongTensors).map(([how, of]) =>
      change(`${name} ${how}`, (copy) => {
        const value = of(tensors[name]!);
        if (value === MISSING) delete copy[name];
        else copy[name] = value;
      }),
    ),
  );
  const renamed = names.flatMap((name) =>
    [`${name}x`, name.toUpperCase(), `x/${name}`, name.replace('main', 'other'), '__proto__'].map((to) =>
      change(`${name} called ${to}`, (copy) => {
        delete copy[name];
        Object.defineProperty(copy, to, { value: tensors[name], enumerable: true });
      }),
    ),
  );
  const more = [
    'stranger',
    'model/stranger',
    'optimizer/main/0.stranger',
    'optimizer/main/99.mean',
    'optimizer/x/0.mean',
  ].map((name) => change(`+ ${name}`, (copy) => Object.assign(copy, { [name]: zeros([3]) })));
  return [...wrong, ...renamed.filter(({ name }) => !name.endsWith('called undefined')), ...more];
}

describe.each(Object.keys(rules) as (keyof typeof rules)[])('a damaged state of a run with %s', (rule) => {
  /** A state after five steps, and what becomes of a run that goes on from it. */
  async function saved(): Promise<{ state: TrainingState; future: string }> {
    const first = smallRun(rule);
    const cursor = await advance(first, START, 5);
    const state = captureState(first, cursor);
    return { state, future: bitsOf(first, await advance(first, cursor, 3)) };
  }

  it('in memory is refused and the run is as it was, or makes no difference', async () => {
    const { state, future } = await saved();
    const changes = [...manifestChanges(state, wrongValues), ...additions(state), ...tensorChanges(state)];
    expect(changes.length).toBeGreaterThan(500);
    let refused = 0;
    const wrong: string[] = [];
    const setup = smallRun(rule);
    const here = await advance(setup, START, 2);
    const before = bitsOf(setup, here);
    for (const { name, apply } of changes) {
      try {
        const cursor = restoreState(setup, apply(state));
        if (bitsOf(setup, await advance(setup, cursor, 3)) !== future)
          wrong.push(`${name}: taken, and changed the run`);
        restoreState(setup, decodeCheckpoint(Uint8Array.from(Buffer.from(before, 'latin1')), 'before'));
      } catch (error) {
        refused++;
        if (!(error instanceof ChalkgradError)) wrong.push(`${name}: ${String(error)}`);
        if (bitsOf(setup, here) !== before) wrong.push(`${name}: refused, but changed the run`);
      }
    }
    expect(wrong).toEqual([]);
    expect(refused).toBeGreaterThan(changes.length / 2);
  });

  it('in a file is refused whatever was changed, also where a run might have been so', async () => {
    const { state } = await saved();
    const file = encodeCheckpoint(state);
    const { checksum, text } = partsOf(file);
    const changes = [...manifestChanges(state, { ...wrongValues, ...plausible }), ...additions(state)];
    const taken: string[] = [];
    for (const { name, apply } of changes) {
      const manifest = JSON.stringify(apply(state).manifest);
      if (manifest === text) continue; // 3 for 3
      const forged = encodeSafetensors(state.tensors, { chalkgrad: manifest, 'chalkgrad-checksum': checksum });
      if (!isRefused(() => decodeCheckpoint(forged, 'file'))) taken.push(name);
    }
    for (const [name, value] of Object.entries(state.tensors)) {
      for (const number of [Number.NaN, -1, 1e30, value.dataSync()[0]! + 1e-3]) {
        const values = value.dataSync();
        values[0] = number;
        const tensors = { ...state.tensors, [name]: tensor([...values]).reshape(value.shape) };
        const forged = encodeSafetensors(tensors, { chalkgrad: text, 'chalkgrad-checksum': checksum });
        if (!isRefused(() => decodeCheckpoint(forged, 'file'))) taken.push(`${name} = ${number}`);
      }
    }
    expect(taken).toEqual([]);
    expect(decodeCheckpoint(file, 'file').manifest).toEqual(state.manifest);
  });

  it('in a file is refused when any single byte is another', async () => {
    const { state } = await saved();
    const file = encodeCheckpoint(state);
    const taken: number[] = [];
    for (let place = 0; place < file.length; place += 7) {
      const damaged = file.slice();
      damaged[place] = damaged[place]! ^ (1 << (place % 8));
      if (!isRefused(() => decodeCheckpoint(damaged, 'file'))) taken.push(place);
    }
    expect(taken).toEqual([]);
  });
});

function partsOf(file: Uint8Array): { checksum: string; text: string } {
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length))) as {
    __metadata__: { chalkgrad: string; 'chalkgrad-checksum': string };
  };
  return { checksum: header.__metadata__['chalkgrad-checksum'], text: header.__metadata__.chalkgrad };
}

function isRefused(read: () => unknown): boolean {
  try {
    read();
    return false;
  } catch (error) {
    if (!(error instanceof ChalkgradError)) throw error;
    return true;
  }
}
