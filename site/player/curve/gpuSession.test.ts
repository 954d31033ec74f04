// A page's training on the GPU, here the one in software: it follows the CPU, examines all that the CPU examines, and outlives a lost device.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { create, globals } from 'webgpu';
import { shutdownWebgpu, webgpuStatus } from '#framework';
import type { LoadOptions, Recovery, StepMetrics } from '../protocol.ts';
import { Session } from '../Session.ts';

// As in a page: adapters come from navigator.gpu.
let kept: GPU | null = null;
beforeAll(() => {
  Object.assign(globalThis, globals);
  kept = create([]);
  Object.defineProperty(globalThis.navigator, 'gpu', { value: kept, configurable: true });
});
afterAll(() => {
  shutdownWebgpu();
  Reflect.deleteProperty(globalThis.navigator, 'gpu');
});

async function open(options: LoadOptions) {
  const steps: StepMetrics[] = [];
  const evaluations: Record<string, number>[] = [];
  const recoveries: Recovery[] = [];
  const session = await Session.open(options, {
    onMetrics: (entry) => steps.push(entry),
    onEvaluation: ({ metrics }) => evaluations.push(metrics),
    onRecovery: (recovery) => recoveries.push(recovery),
  });
  return { session, steps, evaluations, recoveries };
}

const small = { seed: 7, examples: 48, testExamples: 16 } as const;

it.each(['credit-logistic', 'ring-gan'])('%s follows the CPU, epoch by epoch', async (run) => {
  const [here, there] = [await open({ ...small, run }), await open({ ...small, run, backend: 'webgpu' })];
  expect(there.session.info.backend).toBe('webgpu');
  for (const { session } of [here, there]) for (let i = 0; i < 4; i++) await session.advance();
  expect(there.steps.map(({ step }) => step)).toEqual([0, 1, 2, 3]);
  for (const [i, { loss }] of here.steps.entries()) expect(there.steps[i]!.loss).toBeCloseTo(loss, 3);
  expect(Object.keys(there.evaluations[0]!)).toEqual(Object.keys(here.evaluations[0]!));
  expect((await there.session.pictures())?.shape).toEqual((await here.session.pictures())?.shape);
});

it('goes on from its last snapshot when the GPU is lost, with the same numbers', async () => {
  const [whole, broken] = [
    await open({ ...small, run: 'line-regression', backend: 'webgpu' }),
    await open({ ...small, run: 'line-regression', backend: 'webgpu' }),
  ];
  const total = 8; // three steps an epoch: the last snapshot before the loss is at step 6
  while (whole.session.step < total) await whole.session.advance();
  while (broken.session.step < 7) await broken.session.advance();
  shutdownWebgpu();
  expect(webgpuStatus().available).toBe(false);
  await broken.session.advance();
  expect(broken.recoveries).toEqual([{ from: 6, lostAt: 7, reason: 'it was shut down' }]);
  while (broken.session.step < total) await broken.session.advance();
  expect(broken.steps.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6, 6, 7]);
  expect(broken.steps.slice(-2)).toEqual(whole.steps.slice(-2));
});
