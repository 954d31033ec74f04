import { beforeAll, describe, expect, it } from 'vitest';
import type { StepTrace } from '../../../player/protocol.ts';
import { fanIn } from './fanIn.ts';
import { stepOf } from './recordedStep.ts';

let trace: StepTrace;
beforeAll(async () => {
  trace = await stepOf('names-lstm', 3);
}, 60_000);

const opAt = (label: string) => trace.ops.find((op) => op.label === label)!;

describe('fanIn', () => {
  it('finds everyone who used a hidden state: the next step, and the output', () => {
    const { parts } = fanIn(trace, opAt('recurrent.l0.t3.hidden'), [0, 0]);
    expect(parts.map(({ from }) => from)).toEqual(['recurrent.l0.output', 'recurrent.l0.t4.fromHidden']);
  });

  it('the parts add up to the gradient that arrived, in every cell, but for float32 rounding', () => {
    for (const label of ['recurrent.l0.t3.hidden', 'recurrent.l0.t5.cell']) {
      const op = opAt(label);
      const [rows = 0, columns = 0] = trace.tensors.get(op.output)!.shape;
      for (let row = 0; row < rows; row++)
        for (let column = 0; column < columns; column++) {
          const { parts, total } = fanIn(trace, op, [row, column]);
          const sum = parts.reduce((so, { value }) => so + value!, 0);
          const size = parts.reduce((so, { value }) => so + Math.abs(value!), 0);
          expect(parts.length).toBeGreaterThan(1);
          expect(Math.abs(sum - total!)).toBeLessThanOrEqual(4 * 2 ** -24 * size);
        }
    }
  });

  it('says that a part was not kept, never that it is zero', () => {
    const op = opAt('recurrent.l0.t3.hidden');
    const bare = { ...trace, tensors: new Map() };
    const { parts, total } = fanIn(bare, op, [0, 0]);
    expect(parts.every(({ value }) => value === null)).toBe(true);
    expect(total).toBeNull();
  });
});
