import { beforeAll, describe, expect, it } from 'vitest';
import type { OpTrace, StepTrace } from '../../../player/protocol.ts';
import { indexOf } from '../../parts/cells/cellLayout.ts';
import { recordedStep, stepOf } from '../../parts/cells/recordedStep.ts';
import type { Part } from '../../parts/cells/shownTensor.ts';
import { opLinks } from './index.ts';
import { type Cells, linkedCells, symOfPart } from './linkedCells.ts';
import { termNumber } from './written.ts';

const steps: StepTrace[] = [];
beforeAll(async () => {
  steps.push(await recordedStep(true));
  for (const run of ['names-lstm', 'sort-transformer', 'line-regression', 'clouds-logistic'])
    steps.push(await stepOf(run, 1));
}, 120_000);

/** Every op of that name, each with its step. */
const opsOf = (name: string): [StepTrace, OpTrace][] =>
  steps.flatMap((trace) => trace.ops.filter((op) => op.name === name).map((op): [StepTrace, OpTrace] => [trace, op]));

/** A cell in the middle of a part, and the cells that made it, as numbers. */
function makings(trace: StepTrace, op: OpTrace, part: Part) {
  const id =
    'place' in part
      ? part.kind === 'input'
        ? op.inputs[part.place]!
        : op.backward!.gradInputs[part.place]!
      : op.output;
  const { shape, values } = trace.tensors.get(id)!;
  const at = Math.floor(values.length / 2);
  const index = indexOf(shape, at);
  if (shape[0] === trace.batchIds.length && shape.length > 1) index[0] = trace.item;
  const cells: Cells = linkedCells(trace, op, { part, index });
  const link = opLinks.get(op.name)!;
  const numbers = (sym: string): number[] =>
    (cells.get(sym) ?? []).map((cell) => termNumber(trace, op, link, sym, cell)!);
  return { numbers, value: termNumber(trace, op, link, symOfPart(op.name, part), index)! };
}

const dot = (a: number[], b: number[]): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const total = (a: number[]): number => a.reduce((sum, value) => sum + value, 0);
const close = (a: number, b: number): void => expect(Math.abs(a - b)).toBeLessThan(1e-5 + 1e-4 * Math.abs(b));

describe('the cells that made a cell give it back', () => {
  it.each(['matmul', 'linear', 'conv2d'])('%s, forwards and backwards', (name) => {
    const found = opsOf(name);
    expect(found.length).toBeGreaterThan(0);
    for (const [trace, op] of found) {
      const forward = makings(trace, op, { kind: 'output' });
      close(dot(forward.numbers('x'), forward.numbers('W')) + total(forward.numbers('b')), forward.value);
      if (op.backward === null) continue;
      if (op.backward.gradInputs[0] !== null) {
        const { numbers, value } = makings(trace, op, { kind: 'gradInput', place: 0 });
        if (
          name !== 'matmul' ||
          trace.tensors.get(op.inputs[0]!)!.shape.length === trace.tensors.get(op.output)!.shape.length
        )
          close(dot(numbers('dout'), numbers('W')), value);
      }
      if (name === 'conv2d') continue; // a kernel's gradient is a sum over the batch, of which one example is shown
      const { numbers, value } = makings(trace, op, { kind: 'gradInput', place: 1 });
      if (numbers('x').length > 0) close(dot(numbers('dout'), numbers('x')), value);
    }
  });

  it('elementwise: one cell each, and what broadcasting stretched gathers', () => {
    for (const [trace, op] of opsOf('add')) {
      const { numbers, value } = makings(trace, op, { kind: 'output' });
      close(numbers('x')[0]! + numbers('W')[0]!, value);
    }
    for (const [trace, op] of opsOf('mul')) {
      const { numbers, value } = makings(trace, op, { kind: 'output' });
      close(numbers('x')[0]! * numbers('W')[0]!, value);
    }
    for (const [trace, op] of [...opsOf('relu'), ...opsOf('tanh')]) {
      const forward = makings(trace, op, { kind: 'output' });
      const [x] = forward.numbers('x') as [number];
      close(op.name === 'relu' ? Math.max(0, x) : Math.tanh(x), forward.value);
    }
  });

  it('softmax, cross-entropy and the squared distance', () => {
    for (const [trace, op] of opsOf('softmax')) {
      const { numbers, value } = makings(trace, op, { kind: 'output' });
      expect(numbers('z').every((z) => !Number.isNaN(z))).toBe(true);
      const back = makings(trace, op, { kind: 'gradInput', place: 0 });
      expect(value).toBeGreaterThanOrEqual(0);
      expect(back.numbers('dp').length).toBe(back.numbers('p').length);
    }
    const [trace, op] = opsOf('crossEntropy')[0]!;
    const { numbers, value } = makings(trace, op, { kind: 'output' });
    close(-total(numbers('p').map(Math.log)) / trace.batchIds.length, value);
    const [clouds, bce] = opsOf('bceWithLogits')[0]!;
    const prices = makings(clouds, bce, { kind: 'output' });
    const labels = prices.numbers('y');
    close(
      total(prices.numbers('z').map((z, i) => Math.log1p(Math.exp(labels[i] === 1 ? -z : z)))) / labels.length,
      prices.value,
    );
    const pulled = makings(clouds, bce, { kind: 'gradInput', place: 0 });
    close((1 / (1 + Math.exp(-pulled.numbers('z')[0]!)) - pulled.numbers('y')[0]!) / labels.length, pulled.value);
    const [line, mse] = opsOf('mse')[0]!;
    const squared = makings(line, mse, { kind: 'output' });
    const [x, y] = [squared.numbers('x'), squared.numbers('y')];
    close(total(x.map((one, i) => (one - y[i]!) ** 2)) / x.length, squared.value);
  });
});
