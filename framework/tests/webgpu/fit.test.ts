// The training loop with its model on the GPU: reports, examination, state that is captured, saved and restored, and moves in between.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startNodeGpu } from '../../cli/nodeGpu.ts';
import {
  accuracy,
  captureState,
  crossEntropy,
  deviceOf,
  type EpochReport,
  findRun,
  fit,
  Generator,
  Linear,
  loadCheckpoint,
  parameterHash,
  restoreState,
  SGD,
  type StepReport,
  saveCheckpoint,
  shutdownWebgpu,
  startCursor,
  stateOnCpu,
  supervisedOnDevice,
  type TrainingSetup,
} from '../../index.ts';

const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-gpu-'));

beforeAll(async () => {
  await startNodeGpu();
});
afterAll(() => {
  shutdownWebgpu();
  rmSync(folder, { recursive: true });
});

const OPTIONS = { seed: 3, examples: 96, testExamples: 32, epochs: 2, batchSize: 24 };
const built = (name = 'spiral-mlp'): Promise<TrainingSetup> => findRun(name).build(OPTIONS);

async function reportsOf(setup: TrainingSetup, from = startCursor): Promise<(StepReport | EpochReport)[]> {
  const reports: (StepReport | EpochReport)[] = [];
  for await (const report of fit(setup, { from })) reports.push(report);
  return reports;
}

describe('fit with a model on the GPU', () => {
  it('reports what it reports on the CPU, step by step and epoch by epoch', async () => {
    const [here, there] = [await built(), await built()];
    there.model.to('webgpu');
    expect(deviceOf(there.model)).toBe('webgpu');
    const [expected, got] = [await reportsOf(here), await reportsOf(there)];
    expect(got.map(({ type, epoch, next }) => ({ type, epoch, next }))).toEqual(
      expected.map(({ type, epoch, next }) => ({ type, epoch, next })),
    );
    for (const [i, { metrics }] of expected.entries()) {
      for (const [name, value] of Object.entries(metrics)) {
        expect(Math.abs(got[i]!.metrics[name]! - value), `${name} of report ${i}`).toBeLessThan(1e-3);
      }
    }
  });

  it('reads every few steps only, if asked, and says nothing about the others', async () => {
    const setup = await built();
    const model = new Linear(2, 3, { generator: new Generator(1) }).to('webgpu');
    const optimizer = new SGD(model.parameters(), { lr: 0.1 });
    const parts = { model, optimizer, loss: crossEntropy, measures: { accuracy } };
    const onDevice = supervisedOnDevice(parts, setup.loader, { readEvery: 3 });
    const read: string[] = [];
    for (const batch of setup.loader.epoch(0)) read.push(Object.keys(await onDevice.step(batch)).join());
    expect(read).toEqual(['loss,accuracy', '', '', 'loss,accuracy']);
    const { loss, accuracy: right } = await onDevice.evaluate();
    expect(loss).toBeGreaterThan(0);
    expect(right).toBeGreaterThan(0);
  });

  it('stops at the first loss that is NaN if asked to, and says where to look for the op', async () => {
    const setup = await built();
    setup.model.to('webgpu');
    let made = 0;
    const step = () => Promise.resolve({ loss: made++ < 2 ? 1 : Number.NaN });
    const run = fit({ ...setup, onDevice: { ...setup.onDevice!, step } }, { terminateOnNaN: true });
    const steps: number[] = [];
    const all = async (): Promise<void> => {
      for await (const report of run) if (report.type === 'step') steps.push(report.step);
    };
    await expect(all()).rejects.toThrow(/fit: the loss of step 2 is NaN\nhint: .*on the CPU with the same seed/);
    expect(steps).toEqual([0, 1]);
  });

  it('a run without a step for the GPU says so', async () => {
    const { onDevice: _, ...setup } = await built();
    setup.model.to('webgpu');
    await expect(reportsOf(setup)).rejects.toThrow(/has no step for a model on webgpu/);
  });
});

describe('the state of a run on the GPU', () => {
  it('goes to a file and back, and the run goes on with the same bits', async () => {
    const first = await built();
    first.model.to('webgpu');
    const path = join(folder, 'run.safetensors');
    let saved = '';
    for await (const report of fit(first)) {
      if (report.type === 'step' && report.next.step === 3) {
        await saveCheckpoint(path, captureState(first, report.next));
        saved = await parameterHash(first);
      }
    }
    const second = await built();
    second.model.to('webgpu');
    const cursor = restoreState(second, await loadCheckpoint(path));
    expect(await parameterHash(second)).toBe(saved);
    await reportsOf(second, cursor);
    expect(await parameterHash(second)).toBe(await parameterHash(first));
  });

  it('is captured without waiting, stays as it was, and can be brought to the CPU in case the GPU is lost', async () => {
    const setup = await built();
    setup.model.to('webgpu');
    const before = await parameterHash(setup);
    const state = captureState(setup, startCursor);
    await reportsOf(setup);
    expect(await parameterHash(setup)).not.toBe(before);
    const safe = await stateOnCpu(state);
    expect(Object.values(safe.tensors).every(({ device }) => device === 'cpu')).toBe(true);
    restoreState(setup, safe);
    expect(await parameterHash(setup)).toBe(before);
  });

  it('moves to the GPU and back in the middle of a run, with the memories of its optimizer', async () => {
    const [moving, staying] = [await built(), await built()];
    const half = { epochs: 1 };
    for (const setup of [moving, staying]) for await (const _ of fit(setup, half));
    moving.model.to('webgpu');
    const from = { step: 4, epoch: 1, batch: 0 };
    for (const setup of [moving, staying]) await reportsOf(setup, from);
    await moving.model.cpu();
    for (const optimizer of Object.values(moving.optimizers)) await optimizer.follow();
    const [a, b] = [moving, staying].map((setup) => [...setup.model.parameters()].flatMap((p) => [...p.dataSync()]));
    a!.forEach((value, i) => {
      expect(Math.abs(value - b![i]!)).toBeLessThan(1e-3);
    });
    for await (const _ of fit(moving, { from, epochs: 2 })); // and it trains on, on the CPU
  });
});

// Whole, as they are trained; the op and training suites use small models.
describe('the runs on the GPU', () => {
  const STEPS = 20;

  async function firstLosses(name: string, onGpu: boolean, seed = 7): Promise<number[]> {
    const setup = await findRun(name).build({ seed });
    if (onGpu) setup.model.to('webgpu');
    const losses: number[] = [];
    for await (const report of fit(setup)) {
      if (report.type === 'step') losses.push(report.metrics['loss'] ?? Number.NaN);
      if (losses.length === STEPS) break;
    }
    return losses;
  }

  it.each(['digits-cnn', 'names-lstm', 'sort-transformer', 'ring-gan'])(
    '%s follows the losses of the CPU for 20 steps',
    async (name) => {
      const [expected, got] = [await firstLosses(name, false), await firstLosses(name, true)];
      expect(got).toHaveLength(STEPS);
      const difference = Math.max(...got.map((loss, step) => Math.abs(loss - expected[step]!)));
      expect(difference).toBeLessThan(1e-5);
    },
  );
});
