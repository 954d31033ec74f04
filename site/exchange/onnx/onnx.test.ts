// Every run's model as an ONNX file: read back by our own reader it gives our answers, and ours are those that ONNX Runtime Web gave when
// recordAnswers.ts ran. That package weighs 139 MB and is not installed here: what is compared with it are the committed numbers.

import { afterAll, describe, expect, it } from 'vitest';
import { Conv2d, findRun, Linear, Module, Parameter, Sequential, type Tensor, tensor, zeros } from '#framework';
import { graphOf, type Runnable } from '../graph.ts';
import { partsOf } from '../parts.ts';
import { decodeOnnx, encodeOnnx } from './bytes.ts';
import { answerOf, apart, exampleModels, runsWithModel, WITHOUT_MODEL } from './exampleModels.ts';
import type { OnnxModel, OnnxNode } from './messages.ts';
import { OnnxNetwork } from './OnnxNetwork.ts';
import { recordedAnswers, sampled } from './recordedAnswers.ts';
import { OPSET, toOnnx } from './toOnnx.ts';

const CLOSE = 1e-5;

describe('every run whose model answers', () => {
  const recorded = new Map(recordedAnswers().models.map((one) => [one.name, one]));
  const seen = new Set<string>();

  it.each(runsWithModel().map((run) => [run.name, run] as const))('%s: batches of 1 and 5', async (_, run) => {
    for (const { name, model, file, inputs } of await exampleModels(run)) {
      seen.add(name);
      const network = new OnnxNetwork(decodeOnnx(file, name));
      const answers = recorded.get(name);
      expect(answers?.bytes, `${name} is recorded`).toBe(file.length);
      for (const { examples, values } of answers!.batches) {
        const own = answerOf(model, inputs(examples));
        const read = answerOf(network, inputs(examples));
        expect(read.shape).toEqual(own.shape);
        expect(apart(read.dataSync(), own.dataSync()).difference).toBeLessThan(CLOSE / 10);
        expect(apart(sampled(own.dataSync()), values).difference).toBeLessThan(CLOSE);
      }
    }
  });

  it('was within 1e-5 in ONNX Runtime, in all its numbers', () => {
    for (const { name, difference } of recorded.values()) expect(difference, name).toBeLessThan(CLOSE);
  });

  afterAll(() => {
    expect([...seen].sort()).toEqual([...recorded.keys()].sort());
    process.stdout.write(
      `ONNX: ONNX Runtime did not run here; compared with what version ${recordedAnswers().version} had answered (npm run answers).\n`,
    );
  });

  it.each(WITHOUT_MODEL)('%s says why it has no file', async (name) => {
    const setup = await findRun(name).build({ examples: 8, testExamples: 4 });
    const [part] = partsOf(setup);
    expect(() => graphOf(name, part!.model, part!.inputs)).toThrow(
      name === 'valley' ? /no op leads from what comes in/ : /takes its examples apart, 28 steps for 2/,
    );
  });
});

describe('other ways to build the CNN of digits', () => {
  it.each([{ norm: 'batch' }, { norm: 'layer' }, { pool: 'avg' }, { pool: 'stride' }, { dropout: 0.3 }])(
    '%o',
    async (knobs) => {
      const [{ model, file, inputs }] = (await exampleModels(findRun('digits-cnn'), knobs)) as [
        Awaited<ReturnType<typeof exampleModels>>[0],
      ];
      const network = new OnnxNetwork(decodeOnnx(file));
      const [a, b] = [answerOf(model, inputs(3)), answerOf(network, inputs(3))];
      expect(apart(a.dataSync(), b.dataSync()).difference).toBeLessThan(CLOSE);
    },
  );
});

describe('an exported file', () => {
  const model = (): Sequential =>
    new Sequential({ conv: new Conv2d(1, 2, 3, { padding: 1 }), linear: new Linear(4, 3) });
  const graph = () => graphOf('small', model(), (n) => [zeros([n, 1, 4, 4])]);

  it('says its opset, keeps names, and leaves the batch open', () => {
    const { opsetImport, graph: made } = toOnnx('small', graph(), { notes: { run: 'small' } });
    expect(opsetImport).toEqual([{ domain: '', version: OPSET }]);
    expect(made!.initializer!.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['conv.weight', 'conv.bias', 'linear.weight', 'linear.bias']),
    );
    expect(made!.node![0]!.name).toBe('conv/Conv');
    expect(made!.input![0]!.type!.tensorType!.shape!.dim).toEqual([
      { dimParam: 'N' },
      { dimValue: 1 },
      { dimValue: 4 },
      { dimValue: 4 },
    ]);
    expect(made!.output![0]!.name).toBe('output');
  });

  it('has the bytes that protobuf says: field 1 is the IR version, field 8 the opset', () => {
    const bytes = encodeOnnx({ irVersion: 8, opsetImport: [{ domain: '', version: 17 }], graph: { name: 'ö' } });
    expect(Array.from(bytes)).toEqual([8, 8, 0x3a, 4, 0x12, 2, 0xc3, 0xb6, 0x42, 4, 0x0a, 0, 16, 17]);
  });

  it('trains on', () => {
    const network = new OnnxNetwork(decodeOnnx(encodeOnnx(toOnnx('small', graph()))));
    const loss = network
      .forward(tensor(new Float32Array(32).fill(1), { shape: [2, 1, 4, 4] }))
      .square()
      .sum();
    loss.backward();
    const named = Object.fromEntries([...network.namedParameters()]);
    expect(named['conv.weight']!.grad!.abs().sum().itemSync()).toBeGreaterThan(0);
  });
});

describe('what is no one computation', () => {
  const refusal = (forward: (x: Tensor) => Tensor): string => {
    class Odd extends Module {
      readonly weight = new Parameter(tensor([2]));

      forward(x: Tensor): Tensor {
        return forward.call(this, x);
      }
    }
    try {
      graphOf('odd', new Odd() as Runnable, (n) => [
        tensor(
          Float32Array.from({ length: n * 4 }, (_, i) => i),
          { shape: [n, 4] },
        ),
      ]);
    } catch (error) {
      return (error as Error).message;
    }
    return 'accepted';
  };

  it('is refused, with the step', () => {
    expect(refusal((x) => x.mul(x.sum().itemSync()))).toMatch(
      /step 1 \(mul\): argument 1 holds numbers that were read out/,
    );
    expect(refusal((x) => (x.shape[0]! > 2 ? x.exp() : x.sin()))).toMatch(/step 0 \(sin\) is exp for another batch/);
    expect(refusal((x) => x.slice(1, 0, x.shape[0]! === 2 ? 1 : 3))).toMatch(
      /step 0 \(slice\): argument 3 is 1 for 2 examples and 3 for 3/,
    );
    expect(refusal(() => zeros([1]).exp())).toMatch(/no op leads from what comes in/);
    expect(refusal((x) => x.mul(2))).toBe('accepted');
  });

  it('is refused in ONNX where there is no counterpart', () => {
    class Sorted extends Module {
      forward(x: Tensor): Tensor {
        return x.cumsum(1);
      }
    }
    const graph = graphOf('sorted', new Sorted(), (n) => [zeros([n, 4])]);
    expect(() => toOnnx('sorted', graph)).toThrow(/sorted: cumsum cannot be written as ONNX/);
  });
});

describe('a file that is read', () => {
  const node = (opType: string, input: string[], attribute: OnnxNode['attribute'] = []): OnnxNode => ({
    name: 'one',
    opType,
    input,
    output: ['output'],
    attribute,
  });
  const file = (one: OnnxNode, weights: Readonly<Record<string, Tensor>> = {}, opset = 17): OnnxModel => ({
    irVersion: 8,
    opsetImport: [{ version: opset }],
    graph: {
      name: 'made',
      node: [one],
      initializer: Object.entries(weights).map(([name, x]) => ({
        name,
        dims: [...x.shape],
        dataType: 1,
        floatData: Array.from(x.dataSync()),
      })),
      input: [
        { name: 'x', type: { tensorType: { elemType: 1, shape: { dim: [{ dimParam: 'N' }, { dimValue: 3 }] } } } },
      ],
      output: [{ name: 'output' }],
    },
  });
  const run = (model: OnnxModel, x: Tensor = zeros([2, 3])): Tensor =>
    new OnnxNetwork(decodeOnnx(encodeOnnx(model))).forward(x);

  it('keeps numbers in either place of a tensor', () => {
    const made = run(file(node('Add', ['x', 'b']), { b: tensor([1, 2, 3]) }));
    expect(made.toArray()).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  it('names node and attribute of what does not fit', () => {
    const weight = { w: zeros([4, 2]) };
    expect(() => run(file(node('Gemm', ['x', 'w'], [{ name: 'transB', type: 2, i: 1 }]), weight))).toThrow(
      /node 'one' \(Gemm\): matmul: .*\[2, 3\]/,
    );
    expect(() => run(file(node('Gemm', ['x', 'w'], [{ name: 'transB', type: 1, f: 1 }]), weight))).toThrow(
      /node 'one' \(Gemm\): attribute transB is of kind 1, it must be of kind 2/,
    );
    expect(() => run(file(node('Softmax', ['x'], [{ name: 'beta', type: 1, f: 1 }])))).toThrow(
      /node 'one' \(Softmax\): attribute beta is not read here/,
    );
    expect(() => run(file(node('Reshape', ['x', 'w']), weight))).toThrow(
      /node 'one' \(Reshape\): its input 1 holds float32/,
    );
    expect(() => run(file(node('Softmax', ['x'], [{ name: 'axis', type: 2, i: 7 }])))).toThrow(
      /node 'one' \(Softmax\): /,
    );
    expect(() => run(file(node('Einsum', ['x'])))).toThrow(/node 'one' \(Einsum\) is none of the operators/);
    expect(() => run(file(node('Relu', ['y'])))).toThrow(/node 'one' \(Relu\) uses 'y', which nothing before it gives/);
    expect(() => run(file(node('Relu', ['x'])), zeros([2, 4]))).toThrow(
      /input 'x' is \[2, 4\], the file says \[N, 3\]/,
    );
    expect(() => run(file(node('Relu', ['x']), {}, 9))).toThrow(/the file uses opset 9/);
  });

  it('is refused when it is damaged', () => {
    const bytes = encodeOnnx(file(node('Add', ['x', 'b']), { b: tensor([1, 2, 3]) }));
    expect(() => decodeOnnx(bytes.subarray(0, bytes.length - 3), 'cut.onnx')).toThrow(
      /cut\.onnx: not a usable ONNX file/,
    );
    expect(() => decodeOnnx(new Uint8Array([1, 2, 3]), 'odd.onnx')).toThrow(/odd\.onnx: not a usable ONNX file/);
    expect(() => decodeOnnx(new Uint8Array(), 'empty.onnx')).toThrow(/holds no graph/);
    const short = file(node('Add', ['x', 'b']));
    const wrong = {
      ...short,
      graph: { ...short.graph!, initializer: [{ name: 'b', dims: [3], dataType: 1, rawData: new Uint8Array(8) }] },
    };
    expect(() => run(wrong)).toThrow(/initialiser 'b' of shape \[3\] takes 12 bytes and has 8/);
  });

  it('never ends in anything but an answer or an error of ours', () => {
    const bytes = encodeOnnx(file(node('Add', ['x', 'b']), { b: tensor([1, 2, 3]) }));
    for (let at = 0; at < bytes.length; at++) {
      for (const value of [0, 127, 255]) {
        const damaged = bytes.slice();
        damaged[at] = value;
        try {
          new OnnxNetwork(decodeOnnx(damaged)).forward(zeros([2, 3]));
        } catch (error) {
          expect((error as Error).constructor.name, `byte ${at} = ${value}: ${String(error)}`).toBe('ChalkgradError');
        }
      }
    }
  });
});
