// What a reader writes in lesson 22 without a library is what our own importer, made for the files of others, reads.

import { describe, expect, it } from 'vitest';
import { Generator, noGrad, type Tensor, tensor } from '#framework';
import { exportMlp, varint } from '../../../exercises/onnx-mlp/solution.ts';
import { decodeOnnx } from './bytes.ts';
import { OnnxNetwork } from './OnnxNetwork.ts';

describe('the file of exercise onnx-mlp', () => {
  const random = new Generator(3);
  const numbers = (count: number): number[] => Array.from({ length: count }, () => random.normal());
  const rows = (count: number, width: number): number[][] => Array.from({ length: count }, () => numbers(width));
  const sizes = [6, 40, 4];
  const model = {
    mean: numbers(6),
    std: numbers(6).map((value) => 0.5 + Math.abs(value)),
    layers: sizes
      .slice(1)
      .map((out, k) => ({ weight: rows(out, sizes[k]!), bias: numbers(out), relu: k === 0, dropout: 0.5 })),
  };
  const network = new OnnxNetwork(decodeOnnx(exportMlp(model)));

  it.each([1, 5])('is read and answers a batch of %i as the network does', (count) => {
    const x = rows(count, 6);
    const wanted = x.map((row) => {
      let now = row.map((value, i) => (value - model.mean[i]!) / model.std[i]!);
      for (const { weight, bias, relu } of model.layers) {
        now = weight.map((w, o) => w.reduce((sum, value, i) => sum + value * now[i]!, bias[o]!));
        if (relu) now = now.map((value) => Math.max(0, value));
      }
      return now;
    });
    const given = noGrad(() => network.forward(tensor(x)) as Tensor).dataSync();
    for (const [i, value] of wanted.flat().entries()) expect(given[i]).toBeCloseTo(value, 4);
  });

  it('names what goes in and what comes out', () => {
    expect(network.inputs.map(({ name, shape }) => [name, shape])).toEqual([['x', [null, 6]]]);
    expect(network.outputs).toEqual(['logits']);
    expect(varint(300)).toEqual([172, 2]);
  });
});
