import { describe, expect, it } from 'vitest';
import {
  Conv2d,
  ConvTranspose1d,
  ConvTranspose2d,
  Dropout,
  Embedding,
  Flatten,
  isListening,
  Linear,
  LSTM,
  type ModelSummary,
  Module,
  ReLU,
  Sequential,
  type SummaryRow,
  summary,
  type Tensor,
  tensor,
  zeros,
} from '../index.ts';

const row = ({ rows }: ModelSummary, name: string): SummaryRow => rows.find((entry) => entry.name === name)!;

describe('summary', () => {
  const model = new Sequential({
    conv: new Conv2d(3, 4, 3, { padding: 1, groups: 1 }),
    act: new ReLU(),
    drop: new Dropout(0.5),
    flatten: new Flatten(),
    out: new Linear(4 * 5 * 6, 7),
  });
  const measured = summary(model, [2, 3, 5, 6]);

  it('counts shapes, parameters, work and memory of each module', () => {
    const outputs = 2 * 4 * 5 * 6;
    expect(row(measured, 'conv')).toEqual({
      name: 'conv',
      type: 'Conv2d',
      outputShape: [2, 4, 5, 6],
      parameters: 4 * 3 * 9 + 4,
      flops: 2 * outputs * 27 + outputs,
      activationBytes: 4 * outputs,
    });
    expect(row(measured, 'act').flops).toBe(outputs);
    expect(row(measured, 'drop')).toMatchObject({ flops: 0, activationBytes: 0 });
    expect(row(measured, 'flatten')).toMatchObject({ outputShape: [2, 120], flops: 0, activationBytes: 0 });
    expect(row(measured, 'out')).toMatchObject({ flops: 2 * 2 * 7 * 120 + 14, activationBytes: 4 * 14 });
  });

  it('adds up to the row of the model itself', () => {
    const [total, ...parts] = measured.rows;
    const sum = (of: (entry: SummaryRow) => number): number => parts.map(of).reduce((a, b) => a + b);
    expect(total).toMatchObject({ name: '', type: 'Sequential', outputShape: [2, 7] });
    expect(total!.parameters).toBe(sum((entry) => entry.parameters));
    expect(total!.flops).toBe(sum((entry) => entry.flops));
    expect(total!.activationBytes).toBe(sum((entry) => entry.activationBytes));
  });

  it('prints a table', () => {
    const lines = String(measured).split('\n');
    expect(lines).toHaveLength(7);
    expect(lines[0]).toMatch(/^module +type +output +parameters +FLOPs +activation bytes$/);
    expect(lines[1]).toMatch(/^model +Sequential +\[2, 7\] +959 +/);
    expect(lines[2]).toMatch(/^ {2}conv +Conv2d +\[2, 4, 5, 6\] +112 +13 200 +960$/);
  });

  it('leaves the model as it was', () => {
    model.train();
    summary(model, [1, 3, 5, 6]);
    expect([...model.namedModules()].every(([, module]) => module.training)).toBe(true);
    expect(isListening()).toBe(false);
    expect(() => summary(model, [1, 2, 5, 6])).toThrow(/conv2d: input has 2 channels/);
    expect(isListening()).toBe(false);
    expect([...model.parameters()].every((parameter) => parameter.grad === null)).toBe(true);
  });

  it('counts what runs inside a module of several ops, and a shared module twice', () => {
    class Twice extends Module {
      readonly layer = new Linear(3, 3, { bias: false });

      forward(x: Tensor): Tensor {
        return this.layer.forward(this.layer.forward(x).add(x));
      }
    }
    const twice = summary(new Twice(), [4, 3]);
    expect(row(twice, 'layer')).toMatchObject({ parameters: 9, flops: 2 * 2 * 4 * 3 * 3 });
    expect(row(twice, '').flops).toBe(row(twice, 'layer').flops + 12);
  });

  it('measures embeddings, several outputs, and transposed convolutions', () => {
    const words = summary(new Embedding(10, 4), [2, 3], { dtype: 'int32' });
    expect(row(words, '')).toMatchObject({ outputShape: [2, 3, 4], parameters: 40, flops: 0, activationBytes: 96 });
    expect(row(summary(new LSTM(2, 3), [zeros([5, 1, 2])]), '')).toMatchObject({
      outputShape: [5, 1, 3],
      parameters: 84,
    });
    const up = summary(new ConvTranspose2d(2, 3, 2, { stride: 2, bias: false }), [1, 2, 4, 4]);
    expect(row(up, '')).toMatchObject({ outputShape: [1, 3, 8, 8], flops: 2 * 32 * 12 });
    const longer = summary(new ConvTranspose1d(2, 3, 2, { stride: 2, bias: false }), [1, 2, 4]);
    expect(row(longer, '')).toMatchObject({ outputShape: [1, 3, 8], flops: 2 * 8 * 6 });
  });

  it('refuses what is no shape', () => {
    expect(() => summary(new Linear(2, 2), [1.5, 2])).toThrow(/1.5,2 is not a shape/);
    expect(() => summary(new Linear(2, 2), [tensor([1, 2]).reshape([1, 2])])).not.toThrow();
  });
});
