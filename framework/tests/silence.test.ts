// Nothing listens, nothing costs: how many kernels a step calls and how many tensors it makes, run by run, as written down in silence.json
// (`npx vitest run framework/tests/silence.test.ts -u` writes it anew; a number that grows wants a reason). The same after somebody listened.

import { describe, expect, it, vi } from 'vitest';
import { backendName, countTensors, fit, listen, type Run, runs, scope, type TrainingSetup } from '../index.ts';
import { reference } from '../kernels/reference/index.ts';
import { simd } from '../kernels/simd/index.ts';

const SLOW_TEST = { timeout: 60_000 };

async function atSecondStep(run: Run): Promise<TrainingSetup> {
  const setup = await run.build({ seed: 7, examples: 6, testExamples: 4, batchSize: 2, epochs: 2 });
  await fit(setup, { validate: false }).next(); // optimizers make their memories in the first
  return setup;
}

/** What one step costs. */
function cost(setup: TrainingSetup): { kernels: number; tensors: number } {
  const [batch] = setup.loader.epoch(0, Math.min(1, setup.loader.length - 1));
  let kernels = 0;
  const loops = backendName() === 'simd' ? simd : reference;
  const spies = Object.entries(loops).map(([name, kernel]) =>
    vi.spyOn(loops, name as 'map').mockImplementation(((...args: never[]) => {
      kernels++;
      return (kernel as (...given: never[]) => unknown)(...args);
    }) as never),
  );
  const made = countTensors();
  try {
    scope(() => setup.step(batch!));
    return { kernels, tensors: made.tensors };
  } finally {
    made.stop();
    for (const spy of spies) spy.mockRestore();
  }
}

describe('a step that nobody watches', () => {
  const costs: Record<string, unknown> = {};

  it.each(runs.map((run) => [run.name, run] as const))('of %s costs what it did', SLOW_TEST, async (name, run) => {
    const [setup, heard] = [await atSecondStep(run), await atSecondStep(run)];
    costs[name] = cost(setup);
    let events = 0;
    const stop = listen(() => events++);
    cost(heard);
    stop();
    expect(events).toBeGreaterThan(0);
    expect(cost(heard)).toEqual(costs[name]);
  });

  it('is written down for every run', async () => {
    const spaced = (counts: unknown): string => JSON.stringify(counts).replace(/[{:,]/g, '$& ').replace('}', ' }'); // as Biome writes it
    const text = Object.entries(costs).map(([name, counts]) => `  ${JSON.stringify(name)}: ${spaced(counts)}`);
    await expect(`{\n${text.join(',\n')}\n}\n`).toMatchFileSnapshot('silence.json');
  });
});
