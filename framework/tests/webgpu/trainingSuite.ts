// Whole networks on the GPU: small versions of the runs' models, trained on both devices from the same seed, must tell the same story.

import { describe, expect, it } from 'vitest';
import {
  Adam,
  AdamW,
  BatchNorm2d,
  bceWithLogits,
  Conv2d,
  crossEntropy,
  type Device,
  Dropout,
  Embedding,
  Flatten,
  Generator,
  GRU,
  LayerNorm,
  Linear,
  LSTM,
  MaxPool2d,
  type Module,
  mse,
  ReLU,
  randint,
  randn,
  Sequential,
  SGD,
  SinusoidalPositionalEncoding,
  scope,
  type Tensor,
  TransformerEncoder,
  webgpuCounts,
  webgpuSettled,
} from '../../index.ts';

/** Makes one step on its device and gives the loss, unread. */
type Step = () => Tensor;
type Model = (device: Device) => Step;

/** Forward, backward, update. */
function stepOf(rule: { zeroGrad(): void; step(): void }, loss: () => Tensor): Tensor {
  rule.zeroGrad();
  const value = loss();
  value.backward();
  rule.step();
  return value.detach();
}

const placed = <M extends Module>(model: M, device: Device): M => (device === 'cpu' ? model : model.to(device));

const cnn: Model = (device) => {
  const g = new Generator(3);
  const model = placed(
    new Sequential(
      new Conv2d(1, 4, 3, { padding: 1, generator: g }),
      new BatchNorm2d(4),
      new ReLU(),
      new MaxPool2d(2),
      new Conv2d(4, 6, 3, { generator: g }),
      new ReLU(),
      new MaxPool2d(2),
      new Flatten(),
      new Dropout(0.2, { generator: g }),
      new Linear(24, 5, { generator: g }),
    ),
    device,
  );
  const rule = new SGD(model.parameters(), { lr: 0.1, momentum: 0.9 });
  const images = randn([10, 1, 12, 12], { generator: g, device });
  const labels = randint(0, 5, [10], { generator: g, device });
  return () => stepOf(rule, () => crossEntropy(model.forward(images), labels));
};

const recurrent = (kind: typeof LSTM | typeof GRU, device: Device): Step => {
  const g = new Generator(4);
  const embed = placed(new Embedding(9, 6, { generator: g }), device);
  const cell = placed(new kind(6, 8, { batchFirst: true, generator: g }), device);
  const read = placed(new Linear(8, 9, { generator: g }), device);
  const rule = new Adam(
    [embed, cell, read].flatMap((layer: Module) => [...layer.parameters()]),
    { lr: 0.01 },
  );
  const words = randint(0, 9, [5, 7], { generator: g, device });
  const next = randint(0, 9, [35], { generator: g, device });
  return () =>
    stepOf(rule, () => {
      const [outputs] = cell.forward(embed.forward(words));
      return crossEntropy(read.forward(outputs).reshape([-1, 9]), next);
    });
};

const lstm: Model = (device) => recurrent(LSTM, device);
const gru: Model = (device) => recurrent(GRU, device);

const transformer: Model = (device) => {
  const g = new Generator(5);
  const width = 8;
  const embed = placed(new Embedding(11, width, { generator: g }), device);
  const places = new SinusoidalPositionalEncoding(width, { maxLength: 20 });
  const options = {
    numLayers: 2,
    dimFeedforward: 16,
    dropout: 0.1,
    activation: 'gelu',
    normFirst: true,
    generator: g,
  } as const;
  const blocks = placed(new TransformerEncoder(width, 2, options), device);
  const norm = placed(new LayerNorm(width), device);
  const read = placed(new Linear(width, 11, { generator: g }), device);
  const rule = new AdamW(
    [embed, blocks, norm, read].flatMap((layer: Module) => [...layer.parameters()]),
    { lr: 0.01 },
  );
  const text = randint(0, 11, [4, 9], { generator: g, device });
  const next = randint(0, 11, [36], { generator: g, device });
  return () =>
    stepOf(rule, () => {
      const thought = blocks.forward(places.forward(embed.forward(text)), { causal: true });
      return crossEntropy(read.forward(norm.forward(thought)).reshape([-1, 11]), next);
    });
};

const gan: Model = (device) => {
  const g = new Generator(6);
  const network = (inputs: number, outputs: number): Sequential =>
    placed(
      new Sequential(new Linear(inputs, 12, { generator: g }), new ReLU(), new Linear(12, outputs, { generator: g })),
      device,
    );
  const [generatorNet, discriminator] = [network(3, 2), network(2, 1)];
  const [generatorRule, discriminatorRule] = [generatorNet, discriminator].map(
    (player) => new Adam(player.parameters(), { lr: 0.01 }),
  ) as [Adam, Adam];
  const noise = (): Tensor => randn([16, 3], { generator: g, device });
  return () => {
    const fake = generatorNet.forward(noise());
    const real = randn([16, 2], { generator: g, device });
    stepOf(discriminatorRule, () => {
      const [yes, no] = [discriminator.forward(real), discriminator.forward(fake.detach())];
      return bceWithLogits(yes, yes.detach().mul(0).add(1)).add(bceWithLogits(no, no.detach().mul(0)));
    });
    return stepOf(generatorRule, () => {
      const said = discriminator.forward(fake);
      return bceWithLogits(said, said.detach().mul(0).add(1));
    });
  };
};

const models = { cnn, lstm, gru, transformer, gan } as const;
const STEPS = 20;
/** How far 20 steps may drift apart: rounding differs in the last bit, and every step builds on the one before. */
const DRIFT = 2e-3;

async function losses(model: Model, device: Device, steps: number): Promise<number[]> {
  const step = model(device);
  const told: Tensor[] = [];
  for (let i = 0; i < steps; i++) told.push(scope(step)); // read at the end: nothing waits for the GPU in between
  return Promise.all(told.map((loss) => loss.item()));
}

/** @param steps how many the test of flat memory makes */
export function describeTraining(steps = 2000): void {
  describe('a network on the GPU follows the CPU for twenty steps', () => {
    it.each(Object.entries(models))('%s', async (_, model) => {
      const expected = await losses(model, 'cpu', STEPS);
      const got = await losses(model, 'webgpu', STEPS);
      expect(expected.every(Number.isFinite)).toBe(true);
      expect(new Set(expected).size).toBe(STEPS); // it does learn something at every step
      for (const [i, loss] of expected.entries()) {
        expect(Math.abs(got[i]! - loss), `step ${i}: got ${got[i]}, expected ${loss}`).toBeLessThanOrEqual(DRIFT);
      }
    });
  });

  describe('the same seed on the same adapter', () => {
    it.each(Object.entries(models))('gives the same bits: ten steps of the %s twice', async (_, model) => {
      expect(await losses(model, 'webgpu', 10)).toEqual(await losses(model, 'webgpu', 10));
    });
  });

  it(`${steps} training steps hold GPU memory flat`, async () => {
    const g = new Generator(8);
    const model = new Sequential(new Linear(2, 4, { generator: g }), new ReLU(), new Linear(4, 1, { generator: g })).to(
      'webgpu',
    );
    const rule = new SGD(model.parameters(), { lr: 0.01, momentum: 0.9 });
    const [x, y] = [
      randn([8, 2], { generator: g, device: 'webgpu' }),
      randn([8, 1], { generator: g, device: 'webgpu' }),
    ];
    const step = (): void => scope(() => void stepOf(rule, () => mse(model.forward(x), y)));
    for (let i = 0; i < 20; i++) step();
    await webgpuSettled();
    const before = webgpuCounts();
    for (let i = 1; i <= steps; i++) {
      step();
      if (i % 100 === 0) await webgpuSettled(); // as a loop does that reads its loss now and then
    }
    const after = webgpuCounts();
    // Not equal: the collector may meanwhile have found what earlier tests left behind.
    for (const count of ['buffers', 'bytes', 'bytesInUse'] as const)
      expect(after[count], count).toBeLessThanOrEqual(before[count]);
    expect(after.bindGroups - before.bindGroups).toBeLessThan(200); // and the caches do not grow with the steps
    expect(after.pipelines).toBe(before.pipelines);
  });
}
