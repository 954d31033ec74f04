// A program becomes a timeline: where its steps begin and end, what stands in them, what it prints, and how it fails, with the line.

import { describe, expect, it } from 'vitest';
import { findRun, fit } from '#framework';
import type { StepTrace } from '../player/protocol.ts';
import { MOST_LINES } from './ProgramHost.ts';
import { starterText } from './starters/index.ts';
import { tryProgram } from './tryProgram.ts';

const head = "import { Linear, SGD, mse, noGrad, tensor, relu } from '#framework';\n";
const names = (trace: StepTrace | undefined): string[] => (trace?.ops ?? []).map(({ name }) => name);

describe('the steps of a program', () => {
  it('are its walks back, with the updates behind them', async () => {
    const { metrics, traces } = await tryProgram(`${head}
const model = new Linear(1, 1);
const rule = new SGD(model.parameters(), { lr: 0.1 });
const x = tensor([[1], [2]]), y = tensor([[2], [4]]);
for (let i = 0; i < 4; i++) {
  rule.zeroGrad();
  const loss = mse(model.forward(x), y);
  loss.backward();
  console.log(loss.itemSync(), mse(model.forward(x), y).itemSync());
  rule.step();
}`);
    expect(metrics.map(({ step }) => step)).toEqual([0, 1, 2, 3]);
    for (const trace of traces) {
      expect(names(trace)).toEqual(['linear', 'mse']);
      expect(trace.updates.map(({ label }) => label)).toEqual(['model.weight', 'model.bias']);
      expect(trace.lr).toBe(0.1);
      expect(trace.batchIds).toEqual([0, 1]);
      expect([...trace.tensors.get(trace.targets)!.values]).toEqual([2, 4]);
      expect(trace.passes).toHaveLength(1);
    }
  });

  it('carry the numbers of that moment, also of memory that is used again', async () => {
    const { lines, traces } = await tryProgram(`${head}
const w = tensor([3], { requiresGrad: true });
const rule = new SGD([w], { lr: 0.1 });
for (let i = 0; i < 3; i++) {
  rule.zeroGrad();
  w.square().sum().backward();
  console.log(w.itemSync());
  rule.step();
}`);
    const before = traces.map(({ updates, tensors }) => tensors.get(updates[0]!.before)!.values[0]);
    expect(before).toEqual(lines.map(Number));
    const slopes = traces.map(({ updates, tensors }) => tensors.get(updates[0]!.gradient)!.values[0]!);
    for (const [i, slope] of slopes.entries()) expect(slope).toBeCloseTo(2 * before[i]!, 5);
  });

  it('are two where two losses have nothing in common, and one where gradients add up before an update', async () => {
    const two = await tryProgram(`${head}
const a = tensor(2, { requiresGrad: true }), b = tensor(3, { requiresGrad: true });
a.square().backward();
b.mul(5).backward();`);
    expect(two.metrics.map(({ loss }) => loss)).toEqual([4, 15]);
    expect(two.traces.map(names)).toEqual([['square'], ['mul']]);
  });

  it('are one where the second walk goes through the first', async () => {
    const { metrics, traces } = await tryProgram(`${head}
const x = tensor(2, { requiresGrad: true });
const y = x.square().mul(3);
y.backward({ retainGraph: true });
y.mul(2).backward();`);
    expect(metrics.map(({ loss }) => loss)).toEqual([24]);
    expect(names(traces[0])).toEqual(['square', 'mul', 'mul']);
  });

  it('of a program that only computes are one, forwards', async () => {
    const { traces, ending } = await tryProgram(`${head}console.log(relu(tensor([-1, 2])).add(1).toArray());`);
    expect(names(traces[0])).toEqual(['relu', 'add']);
    expect(traces[0]!.ops.every(({ backward }) => backward === null)).toBe(true);
    expect(ending).toMatchObject({ type: 'script', info: { totalSteps: 1 } });
  });

  it('of a program that computes nothing are none', async () => {
    const { traces, metrics, lines } = await tryProgram(
      "console.log('hello', [1, -0, NaN], { a: [true] }, new Float32Array(2));",
    );
    expect([traces, metrics]).toEqual([[], []]);
    expect(lines).toEqual(['hello [1, -0, NaN] { a: [true] } [0, 0]']);
  });

  it('of a program that trains with fit are those of fit', async () => {
    const { metrics, traces } = await tryProgram(`import { findRun, fit } from '#framework';
const setup = await findRun('line-regression').build({ seed: 7 });
for await (const report of fit(setup)) if (report.type === 'step' && report.step === 5) break;`);
    const setup = await findRun('line-regression').build({ seed: 7 });
    const losses: number[] = [];
    for await (const report of fit(setup, { validate: false })) {
      if (report.type === 'step') losses.push(report.metrics['loss']!);
      if (losses.length === 6) break;
    }
    expect(metrics.map(({ loss }) => loss)).toEqual(losses);
    expect(traces[3]!.batchIds.length).toBeGreaterThan(1);
  });

  it('are found again by running it once more, those about the wanted one and no others', async () => {
    const source = starterText('rate-finder');
    const whole = await tryProgram(source);
    const again = await tryProgram(source, { from: 30, to: 34 });
    expect(again.traces.map(({ step }) => step)).toEqual([30, 31, 32, 33, 34]);
    expect(again.traces.map(({ loss }) => loss)).toEqual(whole.metrics.slice(30, 35).map(({ loss }) => loss));
    expect(again.metrics).toHaveLength(35);
    expect(again.ending).toMatchObject({ type: 'script', isCut: true });
  });
});

describe('a program that goes wrong', () => {
  it.each([
    [
      'with the framework’s sentence and hint',
      `${head}\nconst x = tensor([[1, 2]]);\nnew Linear(3, 1).forward(x);`,
      4,
      /linear: .*\[1, 2\]/,
      /./,
    ],
    [
      'with a name that was not imported',
      'const x = 1;\nconst y = softmax(x);',
      2,
      /softmax is not defined/,
      /import \{ softmax \} from '#framework'/,
    ],
    [
      'with an import that is none',
      "import {\n  tensor,\n  crossEntrpy,\n} from '#framework';",
      3,
      /exports no crossEntrpy/,
      /crossEntropy/,
    ],
    ['with an error of JavaScript', '\n\nnull.x;', 3, /null/, /^$/],
    ['with what is no error', "\nthrow 'a text';", 0, /a text/, /^$/],
  ])('is told %s, at its line', async (_, source, line, message, hint) => {
    const { ending } = await tryProgram(source);
    expect(ending.type).toBe('programFailed');
    if (ending.type !== 'programFailed') return;
    expect(ending.failure.line).toBe(line);
    expect(ending.failure.message).toMatch(message);
    expect(ending.failure.hint).toMatch(hint);
  });

  it('keeps what it had printed, and the steps before', async () => {
    const { lines, traces, ending } = await tryProgram(`${head}
const w = tensor([1], { requiresGrad: true });
for (let i = 0; ; i++) {
  w.square().sum().backward();
  console.log(i);
  if (i === 2) throw new Error('enough');
}`);
    expect(lines).toEqual(['0', '1', '2']);
    expect(traces).toHaveLength(3);
    expect(ending).toMatchObject({ type: 'programFailed', failure: { message: 'enough', line: 7 } });
  });

  it('that prints for ever fills no memory', async () => {
    const { lines } = await tryProgram(`for (let i = 0; i < ${3 * MOST_LINES}; i++) console.log(i);`);
    expect(lines).toHaveLength(MOST_LINES);
    expect(lines.at(-1)).toBe('…');
  });

  it('that prints what harms whoever reads it is only printed badly', async () => {
    const { lines, ending } = await tryProgram(
      "const trap = { get a() { throw new Error('trap'); } };\nconst round = [];\nround.push(round);\nconsole.log(trap, round, () => 1, 'x'.repeat(9999));",
    );
    expect(ending.type).toBe('script');
    expect(lines[0]).toMatch(/^\? \[+…\]+ \(function\) x+ …$/);
  });
});

describe('a program that gives a run', () => {
  it('is a timeline: it trains, goes back, and is the same there', async () => {
    const { host, told } = await tryProgram(starterText('own-run'));
    const spec = { run: 'program', seed: 7, options: {}, bugs: [], answers: [], forks: [] };
    const until = async (type: string, count: number): Promise<void> => {
      for (let i = 0; i < 400 && told.filter((message) => message.type === type).length < count; i++)
        await new Promise((resolve) => setTimeout(resolve, 10));
    };
    const traces = (): StepTrace[] =>
      told.flatMap((message) => (message.type === 'traces' ? [message.traces[0]!] : []));
    host.receive({ type: 'open', tracks: [spec, { ...spec, forks: [{ at: 4, edits: [{ kind: 'option', key: 'lr', value: '2' }] }] }], clock: 'updates', item: 0, observes: [], reading: null, request: 1 }); // biome-ignore format: one line reads better
    await until('opened', 1);
    host.receive({ type: 'seek', step: 20 });
    await until('traces', 1);
    host.receive({ type: 'seek', step: 3 });
    await until('traces', 2);
    host.receive({ type: 'seek', step: 20 });
    await until('traces', 3);
    expect(traces().map(({ step }) => step)).toEqual([20, 3, 20]);
    expect(traces()[2]!.loss).toBe(traces()[0]!.loss);
    const last = told.findLast((message) => message.type === 'traces');
    expect(last?.type === 'traces' && last.traces[1]!.lr).toBe(2);
    expect(last?.type === 'traces' && last.traces[1]!.loss).not.toBe(traces()[0]!.loss);
  });

  it('tells an error in its step with its line', async () => {
    const source = starterText('own-run').replace(
      'loss: crossEntropy,',
      'loss: (out) => {\n    return crossEntropy(out, out.sum());\n  },',
    );
    const { host, told } = await tryProgram(source);
    const spec = { run: 'program', seed: 7, options: {}, bugs: [], answers: [], forks: [] };
    host.receive({ type: 'open', tracks: [spec], clock: 'updates', item: 0, observes: [], reading: null, request: 1 });
    host.receive({ type: 'seek', step: 0 });
    for (let i = 0; i < 200 && !told.some(({ type }) => type === 'failed'); i++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    const failed = told.find((message) => message.type === 'programFailed');
    const line = source.split('\n').findIndex((row) => row.includes('return crossEntropy')) + 1;
    expect(failed?.type === 'programFailed' && failed.failure.line).toBe(line);
    expect(told.some(({ type }) => type === 'failed')).toBe(true);
  });
});
