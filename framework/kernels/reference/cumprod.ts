/** Running product along one axis, multiplied in double precision whatever the element type. */
import { contiguousStrides } from '../../tensor/shape.ts';
import type { Kernels } from '../Kernels.ts';
import { forEachRow, withoutAxis } from './walk.ts';

export const cumprod: Kernels['cumprod'] = (x, axis, out) => {
  const n = x.shape[axis]!;
  const step = x.strides[axis]!;
  const outStrides = contiguousStrides(x.shape);
  const outStep = outStrides[axis]!;
  const lines = withoutAxis(x, axis); // one visit for each line along the axis
  const places = { ...lines, strides: outStrides.toSpliced(axis, 1), offset: 0 };
  forEachRow(lines.shape, [lines, places], (_position, [base, place], length, [jump, placeJump]) => {
    for (let line = 0; line < length; line++) {
      let product = 1;
      for (let i = 0; i < n; i++) {
        product *= x.memory[base! + line * jump! + i * step]!;
        out[place! + line * placeJump! + i * outStep] = product;
      }
    }
  });
};
