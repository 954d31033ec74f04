import { describe, expect, it } from 'vitest';
import {
  Adam,
  accuracy,
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
  hashParameters,
  Linear,
  ReLU,
  randn,
  restoreState,
  Sequential,
  SGD,
  startCursor,
  supervisedEvaluate,
  supervisedStep,
  type Tensor,
  TensorDataset,
  type TrainingSetup,
  type TrainingState,
  tensor,
  zeros,
} from '../index.ts';

/** A small run with everything that has a state: momentum or Adam's memories, dropout, shuffled ragged batches. */
function smallRun(seed = 1, optimizerName: 'sgd' | 'adam' = 'adam'): TrainingSetup {
  const g = new Generator(seed);
  const x = randn([22, 3], { generator: g.fork('data') });
  const y = x.slice(1, 0, 1).squeeze(1).gt(0).to('int32');
  const dropout = g.fork('dropout');
  const weights = g.fork('weights');
  const model = new Sequential(
    new Linear(3, 8, { generator: weights }),
    new ReLU(),
    new Dropout(0.3, { generator: dropout }),
    new Linear(8, 2, { generator: weights }),
  );
  const optimizer =
    optimizerName === 'adam'
      ? new Adam(model.parameters(), { lr: 0.05 })
      : new SGD(model.parameters(), { lr: 0.1, momentum: 0.9 });
  const data = new TensorDataset(x, y);
  const parts = { model, optimizer, loss: crossEntropy, measures: { accuracy } };
  return {
    name: 'small',
    seed,
    config: { lr: optimizer.lr, optimizer: optimizerName },
    model,
    optimizers: { main: optimizer },
    loader: new DataLoader(data, { batchSize: 4, shuffle: true, seed }),
    generators: { dropout },
    epochs: 4,
    step: (batch) => supervisedStep(parts, batch),
    evaluate: () => supervisedEvaluate(parts, new DataLoader(data, { batchSize: 5 })),
  };
}

/** Run on until step `until` (or the end); returns losses and where it stands. */
async function advance(
  setup: TrainingSetup,
  from: Cursor,
  until = Number.POSITIVE_INFINITY,
): Promise<{ losses: number[]; cursor: Cursor }> {
  const losses: number[] = [];
  let cursor = from;
  if (from.step >= until) return { losses, cursor };
  for await (const report of fit(setup, { from })) {
    cursor = report.next;
    if (report.type === 'step') losses.push(report.metrics['loss']!);
    if (cursor.step >= until) break;
  }
  return { losses, cursor };
}

describe('fit', () => {
  it('learns, and reports an epoch after each pass', async () => {
    const setup = smallRun();
    const epochs: number[] = [];
    const losses: number[] = [];
    for await (const report of fit(setup)) {
      if (report.type === 'epoch') epochs.push(report.metrics['loss']!);
      else losses.push(report.metrics['loss']!);
    }
    expect(epochs).toHaveLength(4);
    expect(losses).toHaveLength(24);
    expect(epochs.at(-1)!).toBeLessThan(epochs[0]! * 0.8);
  });

  it('makes one step each time it is asked, and none in between', async () => {
    const setup = smallRun();
    const before = hashParameters(setup);
    const run = fit(setup);
    expect(hashParameters(setup)).toBe(before);
    const first = await run.next();
    expect(first.value.step).toBe(0);
    const after = hashParameters(setup);
    expect(after).not.toBe(before);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(hashParameters(setup)).toBe(after);
  });

  it('leaves parameters and dropout streams alone while validating', () => {
    const setup = smallRun();
    const before = [hashParameters(setup), setup.generators['dropout']!.getState()];
    setup.evaluate();
    expect([hashParameters(setup), setup.generators['dropout']!.getState()]).toEqual(before);
    expect(setup.model.training).toBe(true);
  });
});

describe.each(['sgd', 'adam'] as const)('a run with %s', (optimizer) => {
  it.each([1, 5, 6, 7, 13])('interrupted after step %i and resumed from its file gives the same bits', async (stop) => {
    const whole = smallRun(3, optimizer);
    const { losses } = await advance(whole, startCursor);
    const first = smallRun(3, optimizer);
    const part = await advance(first, startCursor, stop);
    const file = encodeCheckpoint(captureState(first, part.cursor));
    const second = smallRun(3, optimizer);
    const cursor = restoreState(second, decodeCheckpoint(file, 'file'));
    const rest = await advance(second, cursor);
    expect([...part.losses, ...rest.losses]).toEqual(losses);
    expect(hashParameters(second)).toBe(hashParameters(whole));
  });

  it('rewound to a keyframe makes the same steps again', async () => {
    const setup = smallRun(3, optimizer);
    const { cursor } = await advance(setup, startCursor, 5);
    const keyframe = captureState(setup, cursor);
    const once = await advance(setup, cursor, 15);
    restoreState(setup, keyframe);
    expect(await advance(setup, cursor, 15)).toEqual(once);
  });
});

describe('a schedule of the learning rate', () => {
  const scheduledRun = (): TrainingSetup => {
    const setup = smallRun(3, 'adam');
    return { ...setup, schedulers: { main: new CosineAnnealingLR(setup.optimizers['main']!, { tMax: 24 }) } };
  };

  it('moves on after each update, down to zero at the end', async () => {
    const setup = scheduledRun();
    expect(setup.optimizers['main']!.lr).toBe(0.05);
    const { cursor } = await advance(setup, startCursor, 12);
    expect(setup.optimizers['main']!.lr).toBeCloseTo(0.025, 12);
    await advance(setup, cursor);
    expect(setup.optimizers['main']!.lr).toBeCloseTo(0, 12);
  });

  it('is part of the saved state: resumed from a file the run has the same bits', async () => {
    const whole = scheduledRun();
    const { losses } = await advance(whole, startCursor);
    const first = scheduledRun();
    const part = await advance(first, startCursor, 7);
    const state = decodeCheckpoint(encodeCheckpoint(captureState(first, part.cursor)), 'file');
    expect(state.manifest.schedulers['main']!.steps).toBe(7);
    const second = scheduledRun();
    const rest = await advance(second, restoreState(second, state));
    expect([...part.losses, ...rest.losses]).toEqual(losses);
    expect(hashParameters(second)).toBe(hashParameters(whole));
  });

  it('that the saved state does not know is refused', () => {
    const state = captureState(smallRun(3, 'adam'), startCursor);
    expect(() => restoreState(scheduledRun(), state)).toThrow(/no schedule/);
    const { schedulers: _, ...rest } = state.manifest;
    const damaged = { tensors: state.tensors, manifest: JSON.parse(JSON.stringify(rest)) as typeof state.manifest };
    expect(() => restoreState(scheduledRun(), damaged)).toThrow(/has schedulers undefined, where a table must stand/);
  });
});

describe('a saved state', () => {
  const stateOf = (setup: TrainingSetup): TrainingState => captureState(setup, { step: 3, epoch: 0, batch: 3 });

  it('is a copy that training does not touch', async () => {
    const setup = smallRun();
    const state = stateOf(setup);
    const before = state.tensors['model/0.weight']!.toArray();
    await advance(setup, startCursor, 2);
    expect(state.tensors['model/0.weight']!.toArray()).toEqual(before);
  });

  it('is refused by another run, seed or setting, and nothing is changed', () => {
    const state = stateOf(smallRun(1, 'sgd'));
    const other = smallRun(2, 'sgd');
    const before = hashParameters(other);
    expect(() => restoreState(other, state)).toThrow(
      /saved state has seed 1, this run has 2\nhint: resume with the same/,
    );
    expect(() => restoreState(smallRun(1, 'adam'), state)).toThrow(/has lr 0.1, this run has 0.05/);
    expect(hashParameters(other)).toBe(before);
  });

  it('is refused when the file holds plain weights or a broken manifest', () => {
    expect(() => decodeCheckpoint(encodeSafetensors({ w: zeros([1]) }), 'w.safetensors')).toThrow(
      /w.safetensors: holds weights but not the state/,
    );
    expect(() => decodeCheckpoint(encodeSafetensors({}, { chalkgrad: '{"cursor":{"step":-1}}' }), 'x')).toThrow(
      /x: not a usable state of a run: its manifest has format version undefined, this program reads 3\nhint: /,
    );
  });
});

describe('accuracy', () => {
  it('counts rows whose largest logit is at the label', () => {
    const logits: Tensor = tensor([
      [2, 1],
      [0, 3],
      [1, 1],
    ]);
    expect(accuracy(logits, tensor([0, 0, 0], { dtype: 'int32' }))).toBeCloseTo(2 / 3);
  });

  it('is averaged right over ragged batches', () => {
    const setup = smallRun();
    const [x, y] = setup.loader.dataset.batch(Int32Array.from({ length: 22 }, (_, i) => i)) as [Tensor, Tensor];
    setup.model.eval();
    const direct = accuracy((setup.model as Sequential).forward(x), y);
    expect(setup.evaluate()['accuracy']).toBeCloseTo(direct, 12);
  });
});
