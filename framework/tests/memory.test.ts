// Memory over the whole framework: nothing relies on zeros in fresh memory or reads what was given back, a training step gives everything
// back, and a loop without scopes leaves nothing behind for the garbage collector to miss.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  Adam,
  countTensors,
  fit,
  Generator,
  isFloat,
  Linear,
  memory,
  mse,
  Parameter,
  type Run,
  randn,
  resetPeakMemory,
  runs,
  Sequential,
  scope,
  setPoison,
  Tanh,
  type Tensor,
  type TrainingSetup,
  useBackend,
} from '../index.ts';
import { arena } from '../kernels/simd/arena.ts';
import { isResident } from '../kernels/simd/stage.ts';
import { tensorFrom } from '../tensor/Tensor.ts';
import { type ExampleCall, exampleCalls } from './exampleCalls.ts';

afterEach(() => setPoison(false));

/** Numbers of an op's result and of its gradients. */
function resultsOf(call: ExampleCall): unknown[] {
  const inputs = call.inputs.map((x) => (x.dtype === 'float64' ? x.detach().requiresGrad_() : x));
  const output = call.run(inputs);
  if (output.requiresGrad && isFloat(output.dtype)) {
    const weights = randn(output.shape, { dtype: 'float64', generator: new Generator(3) });
    output.mul(weights).sum().backward();
  }
  const numbers = [output, ...inputs.map((x) => x.grad)].map((x) => x && [...x.dataSync()]);
  for (const x of inputs) x.grad = null; // the examples live outside: they would keep their gradients
  return [output.shape, ...numbers];
}

describe('on memory full of NaN', () => {
  it.each(exampleCalls().map((call) => [`${call.op}, example ${call.example}`, call] as const))(
    'gives the same numbers and gradients, and gives everything back: %s',
    (_, call) => {
      const expected = resultsOf(call);
      setPoison(true);
      expect(resultsOf(call)).toEqual(expected);
      const before = memory();
      // Twice: the second time on buffers that the first has given back.
      for (let i = 0; i < 2; i++) expect(scope(() => resultsOf(call))).toEqual(expected);
      expect(memory().tensors).toBe(before.tensors);
      expect(memory().bytes).toBe(before.bytes);
    },
  );
});

const small = (run: Run): Promise<TrainingSetup> =>
  run.build({ seed: 7, examples: 24, testExamples: 20, batchSize: 8, epochs: 1 });

const STEPS = 3;

describe.each(runs.map((run) => [run.name, run] as const))('a step of %s', (_, run) => {
  beforeEach(() => setPoison(true));

  it('in a scope, on memory full of NaN, is the step without', { timeout: 60_000 }, async () => {
    const free = await small(run);
    const expected: unknown[] = [];
    setPoison(false);
    let number = 0;
    for (const batch of free.loader.epoch(0)) {
      if (number === STEPS) break;
      free.schedule?.(number);
      number++;
      expected.push(await free.step(batch));
      for (const scheduler of Object.values(free.schedulers ?? {})) scheduler.step();
    }
    expected.push(await free.evaluate());
    setPoison(true);
    const scoped = await small(run);
    const seen: unknown[] = [];
    const tensors: number[] = [];
    for await (const report of fit(scoped, { validate: false })) {
      if (report.type === 'step') seen.push(report.metrics);
      tensors.push(memory().tensors);
      if (seen.length === STEPS) break;
    }
    seen.push(await scope(() => scoped.evaluate()));
    expect(seen).toEqual(expected);
    expect(tensors[2]).toBe(tensors[1]); // the first step makes gradients and optimizer state
  });
});

const WIDTH = 64;
const EXAMPLES = 32;

function regression(): { step: () => number; parameterBytes: number; rule: Adam; forward: () => Tensor } {
  const generator = new Generator(1);
  const layer = (): Linear => new Linear(WIDTH, WIDTH, { generator });
  const model = new Sequential(layer(), new Tanh(), layer(), new Tanh(), layer());
  const rule = new Adam(model.parameters(), { lr: 1e-3 });
  const x = randn([EXAMPLES, WIDTH], { generator });
  const y = randn([EXAMPLES, WIDTH], { generator });
  const forward = (): Tensor => mse(model.forward(x), y);
  const step = (): number => {
    rule.zeroGrad();
    const loss = forward();
    loss.backward();
    rule.step();
    return loss.itemSync();
  };
  const parameterBytes = [...model.parameters()].reduce((sum, p) => sum + 4 * p.size, 0);
  return { step, parameterBytes, rule, forward };
}

describe('a training step in a scope', () => {
  it('takes at most twice what parameters, optimizer state and activations need', () => {
    const { step, parameterBytes, forward } = regression();
    const before = memory().bytes;
    const activations = scope(() => {
      forward();
      return memory().bytes - before;
    });
    scope(step); // makes gradients and optimizer state: from now on they are counted
    resetPeakMemory();
    for (let i = 0; i < 3; i++) scope(step);
    const peak = memory().peakBytes - before + parameterBytes; // the parameters were made outside of scopes
    expect(peak).toBeLessThanOrEqual(2 * (3 * parameterBytes + activations));
  });

  it('makes nothing new after the first', () => {
    const { step } = regression();
    for (let i = 0; i < 2; i++) scope(step);
    const { tensors, bytes, poolBytes } = memory();
    for (let i = 0; i < 20; i++) scope(step);
    expect(memory()).toMatchObject({ tensors, bytes, poolBytes });
  });
});

describe('a loop without scopes', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;

  it('has as many tensors after 10,000 steps as after 100', async () => {
    const generator = new Generator(2);
    const model = new Sequential(new Linear(2, 4, { generator }), new Tanh(), new Linear(4, 1, { generator }));
    const rule = new Adam(model.parameters());
    const [x, y] = [randn([8, 2], { generator }), randn([8, 1], { generator })];
    let last: Tensor | null = null;
    const steps = (count: number): void => {
      for (let i = 0; i < count; i++) {
        rule.zeroGrad();
        last = mse(model.forward(x), y);
        last.backward();
        rule.step();
      }
    };
    const inScopes = memory().tensors;
    const count = countTensors();
    /** Nothing is left but a gradient and two moments for each of four parameters (17 numbers), and the last loss. */
    const settled = (): Promise<void> =>
      vi.waitFor(
        () => {
          collect(); // finalisers report some time later
          expect([count.tensors, count.bytes]).toEqual([4 * 3 + 1, 4 * (17 * 3 + 1)]);
        },
        { timeout: 60_000, interval: 10 },
      );
    try {
      steps(100);
      await settled();
      for (let round = 0; round < 10; round++) {
        steps(990);
        await new Promise((resolve) => setTimeout(resolve));
      }
      await settled();
      expect(last!.itemSync()).toBeLessThan(2);
      expect(memory().tensors).toBeLessThanOrEqual(inScopes); // none of these is a scope's business
    } finally {
      count.stop();
    }
  });
});

describe('parameters', () => {
  it('lie where the kernels read them, and give their place back when nobody has them any more', async () => {
    useBackend('simd');
    const collect = runInNewContext('gc') as () => void;
    const before = arena.bytesInUse();
    const build = (): boolean => isResident(new Linear(1000, 1000).weight.buffer);
    expect(build()).toBe(true);
    expect(arena.bytesInUse()).toBeGreaterThanOrEqual(before + 4e6);
    await vi.waitFor(
      () => {
        collect(); // finalisers report some time later
        expect(arena.bytesInUse()).toBeLessThanOrEqual(before);
      },
      { timeout: 60_000, interval: 10 },
    );
  });

  it('stay in an array that somebody else holds', () => {
    useBackend('simd');
    const own = Float32Array.of(1, 2);
    const parameter = new Parameter(tensorFrom(own, [2], 'float32'));
    own[0] = 5;
    expect(parameter.toArray()).toEqual([5, 2]);
    expect(isResident(parameter.buffer)).toBe(false);
  });
});
