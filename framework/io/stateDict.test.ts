import { describe, expect, it } from 'vitest';
import {
  type Bytes,
  decodeSafetensors,
  decodeStateDict,
  Embedding,
  encodeSafetensors,
  encodeStateDict,
  Linear,
  Module,
  type Parameter,
  renameState,
  tensor,
  zeros,
} from '../index.ts';

const names = { 'features.0': 'conv1', features: 'rest', classifier: 'linear' };
const theirs = { 'features.0.weight': zeros([1]), 'features.10.weight': zeros([2]), 'classifier.bias': zeros([3]) };

/** As Python's safetensors writes it: names sorted, dtypes of PyTorch. */
function pytorchFile(entries: readonly [name: string, dtype: string, shape: number[], bytes: number[]][]): Bytes {
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  let at = 0;
  for (const [name, dtype, shape, bytes] of entries) {
    header[name] = { dtype, shape, data_offsets: [at, at + bytes.length] };
    at += bytes.length;
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeUInt32LE(text.length);
  return new Uint8Array([...length, ...text, ...entries.flatMap(([, , , bytes]) => bytes)]);
}

describe('renameState', () => {
  it('translates whole names and paths before a dot, the longest rule first', () => {
    expect(Object.keys(renameState(theirs, names))).toEqual(['conv1.weight', 'rest.10.weight', 'linear.bias']);
    expect(Object.keys(renameState({ ab: zeros([1]), 'a.b': zeros([1]) }, { a: 'c' }))).toEqual(['ab', 'c.b']);
  });

  it('refuses two tensors of one name, and a rule that fits nothing', () => {
    expect(() => renameState({ a: zeros([1]), b: zeros([1]) }, { a: 'b' })).toThrow(/two tensors would be called b/);
    expect(() => renameState(theirs, { head: 'linear' })).toThrow(
      /no tensor is called head .*\nhint: the names here are/,
    );
  });
});

describe('state dicts of PyTorch', () => {
  it('go out and come back through the same map', () => {
    const ours = renameState(theirs, names);
    const file = encodeStateDict(ours, names);
    expect(Object.keys(decodeSafetensors(file).tensors).sort()).toEqual(Object.keys(theirs).sort());
    expect(decodeSafetensors(file).metadata).toEqual({ format: 'pt' });
    const back = decodeStateDict(file, 'x', names);
    for (const [name, value] of Object.entries(ours)) expect(back[name]!.shape).toEqual(value.shape);
  });

  it('bring half precision as float32 and 64-bit counters as int32', () => {
    const file = pytorchFile([
      ['bn.num_batches_tracked', 'I64', [], [7, 0, 0, 0, 0, 0, 0, 0]],
      ['half', 'F16', [2], [0x00, 0x3c, 0x00, 0xc0]],
      ['brain', 'BF16', [1], [0x80, 0x3f]],
    ]);
    const state = decodeStateDict(file);
    expect(Object.entries(state).map(([name, { dtype }]) => [name, dtype, state[name]!.toArray()])).toEqual([
      ['bn.num_batches_tracked', 'int32', 7],
      ['half', 'float32', [1, -2]],
      ['brain', 'float32', [1]],
    ]);
    expect(() => decodeSafetensors(file, 'x')).toThrow(/has dtype I64; known are F32, F64, I32, BOOL/);
  });

  it('say what was converted, and only that', () => {
    const file = pytorchFile([
      ['half', 'F16', [2], [0x00, 0x3c, 0x00, 0xc0]],
      ['brain', 'BF16', [1], [0x80, 0x3f]],
      ['byte', 'U8', [2], [0, 255]],
      ['small', 'I8', [2], [0x80, 0x7f]],
      ['short', 'I16', [1], [0x00, 0x80]],
      ['long', 'I64', [1], [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
      ['double', 'F64', [1], [0, 0, 0, 0, 0, 0, 0xf0, 0x3f]],
      ['own', 'F32', [1], [0, 0, 0x80, 0x3f]],
    ]);
    const { tensors, converted } = decodeSafetensors(file, 'x', { convert: true });
    expect(converted).toEqual([
      { name: 'half', from: 'F16', to: 'float32' },
      { name: 'brain', from: 'BF16', to: 'float32' },
      { name: 'byte', from: 'U8', to: 'int32' },
      { name: 'small', from: 'I8', to: 'int32' },
      { name: 'short', from: 'I16', to: 'int32' },
      { name: 'long', from: 'I64', to: 'int32' },
    ]);
    expect(Object.entries(tensors).map(([name, value]) => [name, value.dtype, value.toArray()])).toEqual([
      ['half', 'float32', [1, -2]],
      ['brain', 'float32', [1]],
      ['byte', 'int32', [0, 255]],
      ['small', 'int32', [-128, 127]],
      ['short', 'int32', [-32768]],
      ['long', 'int32', [-1]],
      ['double', 'float64', [1]],
      ['own', 'float32', [1]],
    ]);
    expect(decodeSafetensors(encodeStateDict({ a: tensor(1) })).converted).toEqual([]);
  });

  it('refuse a counter that int32 cannot hold, and pickles', () => {
    const large = pytorchFile([['n', 'I64', [1], [0, 0, 0, 0, 1, 0, 0, 0]]]);
    expect(() => decodeStateDict(large, 'w')).toThrow(/'n': element 0 is 4294967296, more than int32/);
    expect(() => decodeStateDict(new Uint8Array([0x50, 0x4b, 3, 4]), 'w.pt')).toThrow(/w\.pt: a pickled PyTorch file/);
    expect(() => decodeStateDict(new Uint8Array([0x80, 2, 0]), 'w.pt')).toThrow(/can run code/);
  });

  it('refuse a map that cannot be turned round', () => {
    expect(() => encodeStateDict({ c: tensor(1) }, { a: 'c', b: 'c' })).toThrow(/translated to the same one/);
  });
});

describe('tied weights', () => {
  /** Reads and writes with one table. */
  class Tied extends Module {
    readonly embedding = new Embedding(40, 8);
    readonly head = new Linear(8, 40, { bias: false });

    constructor() {
      super();
      (this.head as { weight: Parameter }).weight = this.embedding.weight;
    }
  }

  it('are stored once, under the first name, as safetensors save_model writes them', () => {
    const model = new Tied();
    const file = encodeStateDict(model.stateDict());
    const length = Number(new DataView(file.buffer).getBigUint64(0, true));
    const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length))) as Record<string, unknown>;
    expect(header).toEqual({
      __metadata__: { format: 'pt', 'head.weight': 'embedding.weight' },
      'embedding.weight': { dtype: 'F32', shape: [40, 8], data_offsets: [0, 4 * 320] },
    });
    expect(file.length).toBe(8 + length + 4 * 320);
  });

  it('come back as one tensor of two names', () => {
    const [model, other] = [new Tied(), new Tied()];
    const file = encodeStateDict(model.stateDict());
    const { tensors, metadata } = decodeSafetensors(file);
    expect(metadata).toEqual({ format: 'pt' });
    expect(tensors['head.weight']).toBe(tensors['embedding.weight']);
    expect(other.loadStateDict(decodeStateDict(file))).toEqual({ missing: [], unknown: [] });
    expect(other.head.weight).toBe(other.embedding.weight);
    expect(other.head.weight.toArray()).toEqual(model.embedding.weight.toArray());
  });

  it('do not hide a text of the metadata', () => {
    const weight = tensor([1]);
    expect(() => encodeSafetensors({ a: weight, b: weight }, { b: 'mine' })).toThrow(/'b' = 'mine' would be read as/);
    expect(() => encodeSafetensors({ a: weight }, { best: 'a' })).toThrow(/'best' = 'a' would be read as a tied/);
    expect(decodeSafetensors(encodeSafetensors({ a: weight }, { b: 'mine' })).metadata).toEqual({ b: 'mine' });
  });
});

describe('loadStateDict that is not strict', () => {
  const layer = (): Linear => new Linear(2, 1);

  it('takes what fits, keeps the rest, and says both', () => {
    const model = layer();
    const bias = model.bias!.toArray();
    const given = { weight: tensor([[3, 4]]), head: tensor([1]) };
    expect(model.loadStateDict(given, { strict: false })).toEqual({ missing: ['bias'], unknown: ['head'] });
    expect(model.weight.toArray()).toEqual([[3, 4]]);
    expect(model.bias!.toArray()).toEqual(bias);
    expect(() => model.loadStateDict(given)).toThrow(/missing bias; unknown head[\s\S]*strict: false/);
  });

  it('refuses another shape all the same, and then changes nothing', () => {
    const model = layer();
    const before = model.weight.toArray();
    expect(() => model.loadStateDict({ weight: tensor([[1, 2]]), bias: zeros([2]) }, { strict: false })).toThrow(
      /bias has shape \[2\] in the file and \[1\] in the model/,
    );
    expect(model.weight.toArray()).toEqual(before);
  });
});
