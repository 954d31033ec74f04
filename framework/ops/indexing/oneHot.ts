import { arange, tensor, zeros } from '../../tensor/create.ts';
import type { DType } from '../../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { watching } from '../../tensor/flags.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';

export interface OneHotOptions {
  /** Default float32, ready to be a target. */
  readonly dtype?: DType;
}

type Args = [index: Tensor, classes?: number | undefined, options?: OneHotOptions];

/**
 * Each index becomes a row of zeros with a single 1. index: int32 of any shape → [.., classes]. Without `classes` there are as
 * many as the largest index needs.
 *
 * @example oneHot(tensor([2, 0], { dtype: 'int32' }), 3) // [[0, 0, 1], [1, 0, 0]]
 */
export const oneHot: Op<Args> = defineOp<Args>({
  name: 'oneHot',
  summary: 'Each index becomes a row of zeros with a single 1.',
  tex: { forward: String.raw`y_{ik} = [k = x_i]`, backward: String.raw`\text{no derivative}` },
  kernels: [],
  forward: (index, classes, { dtype = 'float32' } = {}) => {
    if (index.dtype !== 'int32') {
      throw new ChalkgradError(
        `oneHot: the index has dtype ${index.dtype}, it must be int32`,
        "make it with { dtype: 'int32' } or .to('int32').",
      );
    }
    if (index.device !== 'cpu') return onDevice(index, classes, dtype);
    const places = index.dataSync();
    const count = classes ?? Array.from(places).reduce((largest, i) => Math.max(largest, i), -1) + 1;
    const bad = places.find((i) => i < 0 || i >= count);
    if (bad !== undefined) {
      throw new ChalkgradError(
        `oneHot: index ${bad} of ${shapeText(index.shape)} is not one of ${count} classes`,
        `indices run from 0 to ${count - 1}.`,
      );
    }
    const out = zeros([...index.shape, count], { dtype });
    places.forEach((place, i) => {
      out.buffer[i * count + place] = 1;
    });
    return out;
  },
  backward: null,
  examples: () => [
    [tensor([2, 0, 1], { dtype: 'int32' }), 4],
    [
      tensor(
        [
          [1, 0],
          [1, 1],
        ],
        { dtype: 'int32' },
      ),
    ],
    [tensor([1], { dtype: 'int32' }), 2, { dtype: 'float64' }],
  ],
});

/**
 * Nobody waits for a GPU to read the indices: each is compared with all classes. One outside of them makes a row of zeros, and an error where
 * numbers are next read back.
 */
function onDevice(index: Tensor, classes: number | undefined, dtype: DType): Tensor {
  if (classes === undefined) {
    throw new ChalkgradError(
      `oneHot: how many classes ${shapeText(index.shape)} on ${index.device} stand for is not known without reading it`,
      'name the number: x.oneHot(10).',
    );
  }
  const all = arange(classes);
  const isThat = watching(
    index.device,
    () => ({
      message: `oneHot: an index of ${shapeText(index.shape)} is not one of ${classes} classes`,
      hint: `indices run from 0 to ${classes - 1}.`,
      within: [0, classes - 1],
    }),
    () => index.unsqueeze(-1).eq(all),
  );
  return isThat.to(dtype);
}
