import { describe, expect, it } from 'vitest';
import {
  Adam,
  DataLoader,
  Dropout,
  fit,
  Generator,
  hashParameters,
  Linear,
  mse,
  noGrad,
  predictAll,
  randn,
  Sequential,
  SGD,
  StepLR,
  supervisedEvaluate,
  supervisedStep,
  type Tensor,
  TensorDataset,
  type TrainingSetup,
  tensor,
} from '../index.ts';

interface Wrong {
  /** What happens to the outputs before the loss looks at them. */
  readonly change?: (outputs: Tensor, step: number) => Tensor;
  readonly lr?: number;
  readonly data?: Tensor;
  readonly values?: number[];
}

/** Eight examples in batches of two. */
function run({ change = (outputs) => outputs, lr = 0.01, data, values }: Wrong = {}): TrainingSetup {
  const g = new Generator(1);
  const x = data ?? randn([8, 2], { generator: g });
  const dropout = g.fork('dropout');
  const model = new Sequential(new Linear(2, 1, { generator: g }), new Dropout(0.2, { generator: dropout }));
  const optimizer = values === undefined ? new Adam(model.parameters(), { lr }) : new SGD(model.parameters(), { lr });
  let step = 0;
  const loss = (outputs: Tensor, targets: Tensor): Tensor => mse(change(outputs, step), targets);
  const parts = { model, optimizer, loss, measures: {} };
  return {
    name: 'small',
    seed: 1,
    config: {},
    model,
    optimizers: { main: optimizer },
    schedulers: { main: new StepLR(optimizer, { stepSize: 100 }) },
    loader: new DataLoader(new TensorDataset(x, randn([8, 1], { generator: g })), { batchSize: 2 }),
    generators: { dropout },
    epochs: 3,
    schedule: (now) => {
      step = now;
    },
    step: (batch) => supervisedStep(parts, batch),
    evaluate: () => supervisedEvaluate(parts, new DataLoader(new TensorDataset(x, x), { batchSize: 2 })),
  };
}

/** Runs until it ends: the steps reported, and the error. */
async function outcome(setup: TrainingSetup): Promise<{ steps: number; message: string; hashes: string[] }> {
  let steps = 0;
  const hashes = [hashParameters(setup)];
  try {
    for await (const { type } of fit(setup, { terminateOnNaN: true, validate: false })) {
      if (type === 'step') steps++;
      hashes.push(hashParameters(setup));
    }
  } catch (error) {
    return { steps, message: (error as Error).message, hashes };
  }
  return { steps, message: 'done', hashes };
}

describe('fit with terminateOnNaN', () => {
  it('names the step and the op of the forward pass, and leaves the model as it was before', async () => {
    const setup = run({ change: (y, step) => (step === 5 ? y.square().add(1).neg().log() : y) });
    const { steps, message, hashes } = await outcome(setup);
    expect(steps).toBe(5);
    expect(message).toMatch(
      /^fit: the loss of step 5 is NaN. detectAnomaly: forward through 'log' made NaN at \[0, 0\]/,
    );
    expect(message).toMatch(/hint: .*logarithm.* The model is as it was before step 5\.$/);
    expect(hashParameters(setup)).toBe(hashes.at(-1));
    expect([...setup.model.parameters()].every(({ grad }) => grad === null)).toBe(true);
  });

  it('finds a slope that spoilt the weights one step before the loss shows it', async () => {
    // √0 is 0, its slope infinite; times 0 it is NaN
    const setup = run({ change: (y, step) => (step === 2 ? y.add(y.mul(0).abs().sqrt()) : y) });
    const { steps, message, hashes } = await outcome(setup);
    expect(steps).toBe(3);
    expect(message).toMatch(
      /^fit: the loss of step 3 is NaN. It comes from step 2: detectAnomaly: backward through 'sqrt'/,
    );
    expect(message).toMatch(/The model is as it was before step 2\.$/);
    expect(hashParameters(setup)).toBe(hashes[2]);
  });

  it('blames the update where no op is to blame', async () => {
    const { message } = await outcome(run({ lr: 3e38, values: [] }));
    expect(message).toMatch(/It comes from step 0: its update left NaN or infinity in .*weight\nhint: try a smaller/);
  });

  it('tells of a NaN in the data, with its example', async () => {
    const values = Array.from({ length: 16 }, (_, i) => (i === 11 ? Number.NaN : 0.1 * i));
    const { steps, message } = await outcome(run({ data: tensor(values, { shape: [8, 2] }) }));
    expect(steps).toBe(2);
    expect(message).toMatch(/^fit: the loss of step 2 is NaN. tensor 0 of the batch holds a NaN, in example 5/);
    expect(message).toMatch(/hint: .*SimpleImputer/);
  });

  it('tells of weights that were NaN from the start, and of a loss that no op made', async () => {
    const spoilt = run();
    noGrad(() => [...spoilt.model.parameters()][0]!.copyFrom_(tensor([[Number.NaN, 0]])));
    expect((await outcome(spoilt)).message).toMatch(/loss of step 0 is NaN. .*weight was not finite to begin with/);
    const strange = { ...run(), step: () => ({ loss: 1 / 0 }) };
    expect((await outcome(strange)).message).toMatch(/step 0 is Infinity. made once more, no op of it made NaN/);
  });

  it('changes nothing of a run that goes well, and is off by default', async () => {
    const [plain, watched] = [run(), run()];
    for await (const _ of fit(plain, { validate: false }));
    expect((await outcome(watched)).message).toBe('done');
    expect(hashParameters(watched)).toBe(hashParameters(plain));
    const losses: number[] = [];
    for await (const report of fit(run({ change: (y) => y.mul(Number.NaN) }), { validate: false }))
      if (report.type === 'step') losses.push(report.metrics['loss']!);
    expect(losses.every(Number.isNaN)).toBe(true);
    expect(losses).toHaveLength(12);
  });
});

describe('a run without batches', () => {
  const refused = async (setup: TrainingSetup, options = {}): Promise<string> => {
    try {
      for await (const _ of fit(setup, options));
    } catch (error) {
      return (error as Error).message;
    }
    return 'done';
  };

  it('is refused, as is a place or a number of epochs that cannot be', async () => {
    const none = { length: 0, epoch: () => [] } as unknown as DataLoader;
    expect(await refused({ ...run(), loader: none })).toMatch(
      /loader of the run small has no batches\nhint: .*dropLast/,
    );
    expect(await refused(run(), { from: { step: 9, epoch: 1, batch: 4 } })).toMatch(/at batch 4, and the loader has 4/);
    expect(await refused(run(), { epochs: 2.5 })).toMatch(/option epochs is 2.5/);
    expect(await refused({ ...run(), epochs: undefined as never })).toMatch(/undefined epochs/);
    const model = new Linear(2, 1);
    expect(() => predictAll(model, none)).toThrow(/predictAll: the loader has no batches/);
    const parts = { model, optimizer: new SGD(model.parameters(), { lr: 1 }), loss: mse, measures: {} };
    expect(() => supervisedEvaluate(parts, none)).toThrow(/evaluate: the loader has no batches/);
  });
});
