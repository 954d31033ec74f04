import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arange, broadcastShapes, ChalkgradError, eye, full, linspace, printTensor, tensor, zeros } from '../index.ts';
import { contiguousStrides, inferShape, isContiguous, normalizeAxis } from './shape.ts';

const hintOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof ChalkgradError) return `${error.message}`;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('shapes', () => {
  it('broadcast from the last axis, as NumPy does', () => {
    expect(broadcastShapes([2, 1, 3], [4, 1], 'add')).toEqual([2, 4, 3]);
    expect(broadcastShapes([], [5], 'add')).toEqual([5]);
    expect(broadcastShapes([0], [1], 'add')).toEqual([0]);
    expect(hintOf(() => broadcastShapes([2, 3], [2], 'add'))).toMatch(
      /add: shapes \[2, 3\] and \[2\].*\nhint: axes are compared from the last/s,
    );
  });

  it('broadcasting is symmetric', () => {
    const shape = fc.array(fc.constantFrom(1, 2, 3), { maxLength: 4 });
    const attempt = (a: number[], b: number[]): unknown => {
      try {
        return broadcastShapes(a, b, 'x');
      } catch {
        return 'error';
      }
    };
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        expect(attempt(a, b)).toEqual(attempt(b, a));
      }),
    );
  });

  it('row-major strides are contiguous for every shape', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4), { maxLength: 5 }), (shape) => isContiguous(shape, contiguousStrides(shape))),
    );
  });

  it('work out the one unknown size of a reshape, and refuse what does not fit', () => {
    expect(inferShape([2, 6], [3, -1], 'reshape')).toEqual([3, 4]);
    expect(inferShape([0, 3], [0, 7], 'reshape')).toEqual([0, 7]);
    expect(hintOf(() => inferShape([2, 3], [4, -1], 'reshape'))).toContain('6 is not a multiple of 4');
    expect(hintOf(() => inferShape([2, 3], [-1, -1], 'reshape'))).toContain('more than one size is -1');
    expect(hintOf(() => inferShape([2, 3], [7], 'reshape'))).toContain('needs 7 elements');
  });

  it('count axes from both ends', () => {
    expect(normalizeAxis(-1, 3, 'sum')).toBe(2);
    expect(hintOf(() => normalizeAxis(3, 3, 'sum'))).toContain('sum: axis 3 does not exist in a tensor of 3 axes');
    expect(hintOf(() => normalizeAxis(0.5, 3, 'sum'))).toContain('axis 0.5');
  });
});

describe('making tensors', () => {
  it('takes nested lists, and names ragged ones', () => {
    expect(tensor([[1, 2, 3]]).shape).toEqual([1, 3]);
    expect(tensor([[], []]).shape).toEqual([2, 0]);
    expect(tensor(5).toArray()).toBe(5);
    expect(hintOf(() => tensor([[1, 2], [3]]))).toContain('ragged');
    expect(hintOf(() => tensor([[1], 2]))).toContain('ragged');
  });

  it('takes typed arrays with a shape that must fit', () => {
    expect(tensor(new Float32Array([1, 2, 3, 4]), { shape: [2, 2] }).toArray()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(hintOf(() => tensor(new Float32Array(3), { shape: [2, 2] }))).toContain('3 values do not fill shape [2, 2]');
  });

  it('counts, spaces and draws the diagonal', () => {
    expect(arange(4).toArray()).toEqual([0, 1, 2, 3]);
    expect(arange(4).dtype).toBe('int32');
    expect(arange(1, 2, 0.25).toArray()).toEqual([1, 1.25, 1.5, 1.75]);
    expect(arange(3, 0, -1).toArray()).toEqual([3, 2, 1]);
    expect(arange(3, 3).shape).toEqual([0]);
    expect(linspace(0, 1, 3).toArray()).toEqual([0, 0.5, 1]);
    expect(eye(2, 3).toArray()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ]);
  });

  it('reads a single number, and says why it cannot', () => {
    expect(full([1, 1], 3).itemSync()).toBe(3);
    expect(hintOf(() => zeros([2]).itemSync())).toContain('has 2 elements, not one');
  });

  it('reads views in row-major order', () => {
    const x = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect([...x.transpose().dataSync()]).toEqual([1, 4, 2, 5, 3, 6]);
    expect([...x.slice(1, 1, 3).transpose().dataSync()]).toEqual([2, 5, 3, 6]);
    expect([...x.unsqueeze(1).expand([2, 2, 3]).dataSync()]).toEqual([1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6]);
  });

  it('prints like nested lists and shortens long axes', () => {
    expect(
      printTensor(
        tensor([
          [1, 2.5],
          [3, 4],
        ]),
      ),
    ).toBe('tensor([[1, 2.5], [3, 4]], float32 [2, 2])');
    expect(printTensor(arange(20))).toBe('tensor([0, 1, 2, …, 17, 18, 19], int32 [20])');
  });

  it('only floats may want a gradient', () => {
    expect(hintOf(() => tensor([1], { dtype: 'int32', requiresGrad: true }))).toContain(
      'dtype int32 cannot have a gradient',
    );
  });
});
