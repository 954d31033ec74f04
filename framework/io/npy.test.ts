import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Bytes,
  ChalkgradError,
  decodeNpy,
  decodeNpz,
  encodeNpy,
  encodeNpz,
  type Tensor,
  tensor,
  zeros,
} from '../index.ts';
import { floatFromHalf } from './elements.ts';

/** An .npy file from its parts, as NumPy would write it. */
function npy(descr: string, shape: string, body: number[], order = 'False', version = 1): Bytes {
  const header = `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }\n`;
  const length = version === 1 ? [header.length, 0] : [header.length, 0, 0, 0];
  return new Uint8Array([0x93, ...Buffer.from('NUMPY'), version, 0, ...length, ...Buffer.from(header), ...body]);
}

const rawBytes = (x: Tensor): Buffer => Buffer.from(x.dataSync().buffer);

describe('.npy', () => {
  it('gives back what was written, bit for bit, for every dtype and rank', () => {
    const tensors = [
      tensor([1.5, Number.NaN, Number.NEGATIVE_INFINITY, -0]),
      tensor([[Math.PI], [1e-300]], { dtype: 'float64' }),
      tensor([-5, 7], { dtype: 'int32' }),
      tensor([1, 0, 1], { dtype: 'bool' }),
      tensor(3),
      zeros([0, 4]),
    ];
    for (const x of tensors) {
      const back = decodeNpy(encodeNpy(x));
      expect([back.shape, back.dtype]).toEqual([x.shape, x.dtype]);
      expect(rawBytes(back)).toEqual(rawBytes(x));
    }
  });

  it('starts its numbers at a multiple of 64 bytes and spells a tuple of one as Python does', () => {
    const file = encodeNpy(tensor([1, 2, 3]));
    const text = Buffer.from(file).toString('latin1');
    expect((file.length - 12) % 64).toBe(0);
    expect(text).toContain("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }");
    expect(text.indexOf('\n')).toBe(file.length - 13);
  });

  it('reads other byte orders, widths, versions and column-major arrays', () => {
    expect(decodeNpy(npy("'>f4'", '(1,)', [0x3f, 0x80, 0, 0])).toArray()).toEqual([1]);
    expect(decodeNpy(npy("'<i8'", '(2,)', [5, 0, 0, 0, 0, 0, 0, 0, ...new Array(8).fill(255)])).toArray()).toEqual([
      5, -1,
    ]);
    expect(decodeNpy(npy("'|u1'", '(2, 3)', [1, 2, 3, 4, 5, 6], 'True')).toArray()).toEqual([
      [1, 3, 5],
      [2, 4, 6],
    ]);
    const half = decodeNpy(npy("'<f2'", '()', [0x00, 0xc0], 'False', 2));
    expect([half.dtype, half.itemSync()]).toEqual(['float32', -2]);
  });

  it.each([
    ['another format', new Uint8Array(20), /does not start with NUMPY/],
    ['an unknown version', npy("'<f4'", '()', [0, 0, 0, 0], 'False', 9), /its version is 9/],
    ['a cut header', npy("'<f4'", '()', []).slice(0, 30), /cut off inside its header/],
    ['missing numbers', npy("'<f4'", '(2,)', [0, 0, 0, 0]), /shape \[2\] of 'f4' needs 8 bytes, the file holds 4/],
    ['numbers left over', npy("'|b1'", '(1,)', [1, 1]), /needs 1 bytes, the file holds 2/],
    ['Python objects', npy("'|O'", '(1,)', [1]), /objects \(a pickle\), which can run code/],
    ['text', npy("'<U5'", '(1,)', [1]), /elements are '<U5'/],
    ['complex numbers', npy("'<c8'", '(1,)', [1]), /elements are '<c8'/],
    ['records', npy("[('a', '<f4')]", '(1,)', [1]), /records with several fields/],
    ['an endless shape', npy("'<f4'", '(99999999, 99999999)', []), /needs 39999999200000000 bytes/],
    ['no shape', npy("'<f4'", '(-1,)', []), /does not name/],
    ['a whole number that is too large', npy("'<u4'", '(1,)', [255, 255, 255, 255]), /4294967295, more than int32/],
    ['a truth value of 2', npy("'|b1'", '(1,)', [2]), /must be 0 or 1/],
  ])('refuses %s with a hint', (_name, file, message) => {
    expect(() => decodeNpy(file, 'x.npy')).toThrow(message);
    expect(() => decodeNpy(file, 'x.npy')).toThrow(/^x\.npy: .*\nhint: /s);
  });

  it('never fails otherwise than by refusing, whatever the bytes', () => {
    const good = encodeNpy(zeros([2, 3]));
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (at, value, length) => {
        const file = good.slice(0, length);
        if (at < length) file[at] = value;
        try {
          decodeNpy(file);
        } catch (error) {
          expect(error).toBeInstanceOf(ChalkgradError);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('half precision', () => {
  it.each([
    [0x0000, 0],
    [0x8000, -0],
    [0x3c00, 1],
    [0x3555, 0.333251953125],
    [0x7bff, 65504],
    [0x0001, 2 ** -24],
    [0x7c00, Number.POSITIVE_INFINITY],
    [0xfc00, Number.NEGATIVE_INFINITY],
    [0x7e00, Number.NaN],
  ])('reads the bits %i as %f', (bits, value) => {
    expect(floatFromHalf(bits)).toBe(value);
  });
});

describe('.npz', () => {
  it.each([false, true])('gives back what was written (compressed: %s)', async (compress) => {
    const tensors = { x: tensor([[1, 2]]), 'deep/name': zeros([50, 50]), labels: tensor([3], { dtype: 'int32' }) };
    const file = await encodeNpz(tensors, { compress });
    const back = await decodeNpz(file);
    expect(Object.keys(back)).toEqual(Object.keys(tensors));
    for (const [name, value] of Object.entries(tensors)) expect(back[name]!.toArray()).toEqual(value.toArray());
    expect(file.length < 5000).toBe(compress);
  });

  it('refuses a member that is no .npy', async () => {
    const file = await encodeNpz({ x: zeros([1]) });
    for (let i = 0; i < file.length; i++) if (file[i] === 0x79) file[i] = 0x7a; // x.npy → x.npz, in both places
    await expect(decodeNpz(file, 'a.npz')).rejects.toThrow(/holds 'x\.npz', which is no \.npy/);
  });
});
