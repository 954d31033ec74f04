import { decodeNpy, encodeNpy, type Generator, tensor, zeros } from '../../../index.ts';
import type { FuzzTarget } from '../FuzzTarget.ts';
import { pick } from '../mutate.ts';

function npyOf(header: string, body: Uint8Array, version: number): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(header);
  const size =
    version === 1 ? [text.length & 255, (text.length >> 8) & 255] : [text.length & 255, text.length >> 8, 0, 0];
  return Uint8Array.from([0x93, ...new TextEncoder().encode('NUMPY'), version, 0, ...size, ...text, ...body]);
}

export function npyLike(g: Generator): Uint8Array<ArrayBuffer> {
  const axes = Array.from({ length: g.integer(5) }, () =>
    pick(['0', '1', '2', '3', '4294967296', '9007199254740991', '2L', '', '-1', '1 2'], g),
  );
  const kind = pick(['<f4', '>f4', '<f8', '<f2', '|u1', '<i8', '>i2', '|b1', '<u8', 'O', '<U3', '<c8', '[1]', '='], g);
  const order = pick(['True', 'False', 'true', ''], g);
  const header = `{'descr': '${kind}', 'fortran_order': ${order}, 'shape': (${axes.join(', ')},), }`;
  const body = Uint8Array.from({ length: pick([0, 1, 4, 8, 12, 24, 48], g) }, () => g.integer(256));
  return npyOf(header, body, pick([1, 1, 2, 3, 4], g));
}

export const npy: FuzzTarget = {
  name: 'npy',
  seeds: () => [
    encodeNpy(
      tensor([
        [1, 2],
        [3, 4],
      ]),
    ),
    encodeNpy(tensor(5, { dtype: 'int32' })),
    encodeNpy(tensor([1, 0], { dtype: 'bool' })),
    encodeNpy(zeros([0, 2], { dtype: 'float64' })),
    npyOf("{'descr': '>i8', 'fortran_order': True, 'shape': (2, 1), }", new Uint8Array(16), 2),
  ],
  vary: npyLike,
  read(bytes) {
    const x = decodeNpy(bytes, 'file');
    if (decodeNpy(encodeNpy(x)).shape.join() !== x.shape.join()) throw new Error('another shape came back');
  },
};
