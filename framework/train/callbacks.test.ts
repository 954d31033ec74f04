import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  accumulatedStep,
  accuracy,
  checkpointing,
  crossEntropy,
  DataLoader,
  type EarlyStoppingOptions,
  type EarlyStoppingResult,
  type EpochReport,
  earlyStopping,
  fit,
  Generator,
  hashParameters,
  Linear,
  loadCheckpoint,
  logCsv,
  logJson,
  noGrad,
  parseCsv,
  ReLU,
  type Report,
  randn,
  restoreState,
  Sequential,
  SGD,
  type Supervised,
  supervisedEvaluate,
  supervisedStep,
  TensorDataset,
  type TrainingSetup,
} from '../index.ts';

const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-callbacks-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface SmallRun extends TrainingSetup {
  readonly parts: Supervised;
}

function smallRun(seed = 1): SmallRun {
  const g = new Generator(seed);
  const x = randn([22, 3], { generator: g });
  const y = x.slice(1, 0, 1).squeeze(1).gt(0).to('int32');
  const model = new Sequential(new Linear(3, 8, { generator: g }), new ReLU(), new Linear(8, 2, { generator: g }));
  const optimizer = new SGD(model.parameters(), { lr: 0.2, momentum: 0.9 });
  const data = new TensorDataset(x, y);
  const parts = { model, optimizer, loss: crossEntropy, measures: { accuracy } };
  return {
    name: 'small',
    seed,
    config: {},
    model,
    optimizers: { main: optimizer },
    loader: new DataLoader(data, { batchSize: 6, shuffle: true, seed }),
    generators: {},
    epochs: 4,
    step: (batch) => supervisedStep(parts, batch),
    evaluate: () => supervisedEvaluate(parts, new DataLoader(data, { batchSize: 22 })),
    parts,
  };
}

async function drain(reports: AsyncIterable<Report>): Promise<Report[]> {
  const seen: Report[] = [];
  for await (const report of reports) seen.push(report);
  return seen;
}

/** Epoch reports with a given course of the validation loss; the model's first weight is set to the epoch's number. */
async function* course(losses: readonly number[], model: Sequential): AsyncGenerator<EpochReport> {
  for (const [epoch, loss] of losses.entries()) {
    const [weight] = model.parameters();
    noGrad(() => weight!.copyFrom_(new Float32Array(weight!.size).fill(epoch)));
    yield { type: 'epoch', epoch, metrics: { loss, score: -loss }, next: { step: epoch, epoch: epoch + 1, batch: 0 } };
  }
}

async function stopOn(
  losses: readonly number[],
  options: Partial<EarlyStoppingOptions> = {},
): Promise<{ seen: number; weight: number; result: EarlyStoppingResult }> {
  const model = new Sequential(new Linear(1, 1, { generator: new Generator(0) }));
  let result: EarlyStoppingResult | undefined;
  const onEnd = (end: EarlyStoppingResult): void => {
    result = end;
  };
  const reports = await drain(earlyStopping(course(losses, model), { model, patience: 2, onEnd, ...options }));
  return { seen: reports.length, weight: [...model.parameters()][0]!.itemSync(), result: result! };
}

describe('earlyStopping', () => {
  it('stops after so many epochs without getting better, with the best weights', async () => {
    expect(await stopOn([5, 4, 3, 3.5, 3.2, 1])).toEqual({
      seen: 5,
      weight: 2,
      result: { stopped: true, bestEpoch: 2, bestValue: 3 },
    });
  });

  it('keeps going while it gets better in time, and gives the best weights at the end too', async () => {
    expect(await stopOn([5, 6, 4, 6, 3, 3.5])).toEqual({
      seen: 6,
      weight: 4,
      result: { stopped: false, bestEpoch: 4, bestValue: 3 },
    });
  });

  it('can wait one epoch, look at another number, and ignore small changes', async () => {
    expect((await stopOn([5, 6, 1], { patience: 1 })).seen).toBe(2);
    expect((await stopOn([5, 4, 6, 6, 1], { metric: 'score', mode: 'max' })).result.bestEpoch).toBe(1);
    expect((await stopOn([5, 4.9, 4.8, 4.7], { minDelta: 0.15 })).result).toMatchObject({
      bestEpoch: 2,
      stopped: false,
    });
    expect((await stopOn([5, 4.9, 4.8, 4.7], { minDelta: 1 })).result).toMatchObject({ bestEpoch: 0, stopped: true });
  });

  it('never takes NaN for better, but anything for better than NaN', async () => {
    expect((await stopOn([5, Number.NaN, Number.NaN, 1])).result).toMatchObject({ bestEpoch: 0, stopped: true });
    expect((await stopOn([Number.NaN, 7])).result).toMatchObject({ bestEpoch: 1, stopped: false });
  });

  it('works on fit, and a reader who leaves finds the weights as they are', async () => {
    const setup = smallRun();
    for await (const report of earlyStopping(fit(setup), { model: setup.model, patience: 1 })) {
      if (report.type === 'step' && report.step === 5) break;
    }
    const plain = smallRun();
    for await (const report of fit(plain)) if (report.type === 'step' && report.step === 5) break;
    expect(hashParameters(setup)).toBe(hashParameters(plain));
  });

  it('explains a metric that is not there, and an impossible patience', async () => {
    await expect(stopOn([1], { metric: 'f1' })).rejects.toThrow(/reports have no 'f1'\nhint: they have loss, score/);
    await expect(stopOn([1], { patience: 0 })).rejects.toThrow(/patience of 0/);
    await expect(stopOn([1], { mode: 'Min' as 'min' })).rejects.toThrow(
      /earlyStopping: mode 'Min'\nhint: .*'min' for a loss/,
    );
    await expect(stopOn([1], { minDelta: Number.NaN })).rejects.toThrow(/minDelta = NaN/);
  });
});

describe('checkpointing', () => {
  it('saves after every epoch a state from which the run goes on with the same bits', async () => {
    const whole = smallRun();
    await drain(fit(whole));
    const path = join(folder, 'run.safetensors');
    const first = smallRun();
    for await (const report of checkpointing(fit(first), first, { path }))
      if (report.type === 'epoch' && report.epoch === 1) break;
    const second = smallRun();
    const from = restoreState(second, await loadCheckpoint(path));
    expect(from).toEqual({ step: 8, epoch: 2, batch: 0 });
    await drain(fit(second, { from }));
    expect(hashParameters(second)).toBe(hashParameters(whole));
  });

  it('saves every so many steps, in files named by the place', async () => {
    const setup = smallRun();
    const path = ({ step }: { step: number }): string => join(folder, `step-${step}.safetensors`);
    await drain(checkpointing(fit(setup), setup, { path, everySteps: 5 }));
    expect([4, 5, 10, 15, 16].map((step) => existsSync(path({ step })))).toEqual([false, true, true, true, false]);
  });

  it('saves only the best epochs when asked to', async () => {
    const setup = smallRun();
    const path = ({ epoch }: { epoch: number }): string => join(folder, `best-${epoch}.safetensors`);
    const reports = course([5, 6, 4], setup.model as Sequential);
    await drain(checkpointing(reports, setup, { path, best: { metric: 'loss', mode: 'min' } }));
    expect([1, 2, 3].map((epoch) => existsSync(path({ epoch })))).toEqual([true, false, true]);
  });

  it('says where it could not write, and refuses steps together with the best', async () => {
    const setup = smallRun();
    const into = (path: string): Promise<Report[]> => drain(checkpointing(fit(setup), setup, { path, everySteps: 1 }));
    await expect(into(join(folder, 'no', 'such', 'x'))).rejects.toThrow(/cannot write .*ENOENT/);
    const best = { metric: 'loss', mode: 'min' } as const;
    await expect(drain(checkpointing(fit(setup), setup, { path: 'x', everySteps: 1, best }))).rejects.toThrow(
      /only the best/,
    );
  });
});

describe('logs', () => {
  it('as CSV hold one line an epoch, and a resumed run goes on in the same file', async () => {
    const path = join(folder, 'log.csv');
    const setup = smallRun();
    const reports = await drain(logCsv(fit(setup, { epochs: 2 }), path));
    await drain(logCsv(fit(setup, { from: { step: 8, epoch: 2, batch: 0 } }), path));
    const rows = parseCsv(readFileSync(path, 'utf8')).map(({ fields }) => fields);
    expect(rows[0]).toEqual(['step', 'epoch', 'loss', 'accuracy']);
    expect(rows.slice(1).map(([step, epoch]) => [step, epoch])).toEqual([
      ['4', '0'],
      ['8', '1'],
      ['12', '2'],
      ['16', '3'],
    ]);
    const first = reports.find(({ type }) => type === 'epoch')!;
    expect(Number(rows[1]![2])).toBe(first.metrics['loss']);
  });

  it('as JSON hold one object a line, for steps as well', async () => {
    const path = join(folder, 'log.jsonl');
    await drain(logJson(fit(smallRun(), { epochs: 1 }), path, { every: 'step' }));
    const lines = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ type, step, epoch }) => [type, step, epoch])).toEqual(
      [1, 2, 3, 4].map((step) => ['step', step, 0]),
    );
    expect(lines[0]!['metrics']).toHaveProperty('loss');
  });

  it('refuse a metric that comes later, and a file that cannot be written', async () => {
    async function* changing(): AsyncGenerator<EpochReport> {
      const next = { step: 1, epoch: 1, batch: 0 };
      yield { type: 'epoch', epoch: 0, metrics: { loss: 1 }, next };
      yield { type: 'epoch', epoch: 1, metrics: { loss: 1, extra: 2 }, next };
    }
    await expect(drain(logCsv(changing(), join(folder, 'c.csv')))).rejects.toThrow(/'extra' was not among the metrics/);
    await expect(drain(logJson(changing(), join(folder, 'no', 'c')))).rejects.toThrow(/cannot add to .*ENOENT/);
  });
});

describe('the steps in a chain', () => {
  it('pass every report on, in order', async () => {
    const plain = await drain(fit(smallRun()));
    const setup = smallRun();
    const chain = logJson(
      checkpointing(earlyStopping(fit(setup), { model: setup.model, patience: 9 }), setup, {
        path: join(folder, 'chain'),
      }),
      join(folder, 'chain.jsonl'),
    );
    const shown = ({ type, metrics, next }: Report): unknown => [type, metrics, next];
    expect((await drain(chain)).map(shown)).toEqual(plain.map(shown));
  });
});

describe('accumulatedStep', () => {
  it.each([1, 4, 6, 100])('in pieces of %i makes the same update as the whole batch', (pieceSize) => {
    const [pieces, whole] = [smallRun(), smallRun()];
    const loader = new DataLoader(whole.loader.dataset, { batchSize: 22 });
    for (const batch of loader.epoch(0)) {
      const a = accumulatedStep(pieces.parts, batch, pieceSize);
      const b = supervisedStep(whole.parts, batch);
      for (const name of ['loss', 'accuracy']) expect(a[name]).toBeCloseTo(b[name]!, 6);
    }
    const [ours, theirs] = [pieces, whole].map(({ model }) => [...model.parameters()]);
    ours!.forEach((parameter, i) => {
      expect(Math.max(...parameter.sub(theirs![i]!).abs().dataSync())).toBeLessThan(1e-6);
    });
  });

  it('refuses pieces of nothing', () => {
    const setup = smallRun();
    const [batch] = setup.loader.epoch(0);
    expect(() => accumulatedStep(setup.parts, batch!, 0)).toThrow(
      /pieceSize is 0, it must be a whole number of at least 1/,
    );
  });
});
