import { beforeAll, describe, expect, it } from 'vitest';
import { recordedStep } from '../visuals/parts/cells/recordedStep.ts';
import { lightTrace } from './lightTrace.ts';
import type { StepTrace } from './protocol.ts';

let trace: StepTrace;
beforeAll(async () => {
  trace = await recordedStep();
}, 60_000);

const numbers = ({ tensors }: StepTrace): number =>
  [...tensors.values()].reduce((sum, { values }) => sum + values.filter((value: number) => value !== 0).length, 0);

describe('lightTrace', () => {
  it('keeps everything where there is room', () => {
    expect(lightTrace(trace, Number.POSITIVE_INFINITY).tensors.size).toBe(trace.tensors.size);
  });

  it('stays within its budget, and changes no number that it keeps', () => {
    const light = lightTrace(trace, 30_000);
    expect(numbers(light)).toBeLessThanOrEqual(30_000);
    for (const [id, tensor] of light.tensors) expect(tensor).toBe(trace.tensors.get(id));
  });

  it('says the shapes of what it leaves out, and of nothing else', () => {
    const light = lightTrace(trace, 10_000);
    const left = [...trace.tensors.keys()].filter((id) => !light.tensors.has(id));
    expect(left.length).toBeGreaterThan(0);
    expect(light.shapes).toEqual(Object.fromEntries(left.map((id) => [id, trace.tensors.get(id)!.shape])));
  });

  it('keeps the batch before the ops, and what is wanted before the rest', () => {
    const conv2 = trace.ops.find(({ label }) => label === 'conv2')!;
    const size = trace.tensors.get(conv2.output)!.values.length;
    const batch = lightTrace({ ...trace, ops: [] }, 24_000);
    expect(batch.tensors.has(trace.inputs)).toBe(true);
    const room = numbers({ ...trace, tensors: new Map([[trace.inputs, trace.tensors.get(trace.inputs)!]]) });
    const parameters = conv2.inputs.slice(1); // read on the way, so wanted as well
    const weights = parameters.reduce((sum, id) => sum + trace.tensors.get(id)!.values.length, 0);
    const light = lightTrace(trace, room + 2.5 * size + 1.1 * weights, ['conv2']);
    for (const id of parameters) expect(light.tensors.has(id)).toBe(true);
    expect(light.tensors.has(conv2.output)).toBe(true);
    expect(light.tensors.has(conv2.backward!.gradOutput)).toBe(true);
  });
});
