import { describe, expect, it } from 'vitest';
import {
  type Bytes,
  decodeSafetensors,
  decodeStateDict,
  encodeStateDict,
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
