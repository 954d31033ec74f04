/**
 * Fold the trailing axes of a view into one number each. Sums run in double precision whatever the element type, so that a
 * long float32 sum does not lose its tail.
 */
import { contiguousStrides, sizeOf } from '../../tensor/shape.ts';
import type { Kernels, ReduceName, Strided } from '../Kernels.ts';
import { forEachRow } from './walk.ts';

const start: Readonly<Record<ReduceName, number>> = {
  sum: 0,
  prod: 1,
  max: Number.NEGATIVE_INFINITY,
  min: Number.POSITIVE_INFINITY,
};

const fold: Readonly<Record<ReduceName, (total: number, value: number) => number>> = {
  sum: (total, value) => total + value,
  prod: (total, value) => total * value,
  max: Math.max, // NaN wins, as in PyTorch
  min: Math.min,
};

export const reduce: Kernels['reduce'] = (name, x, kept, out) => {
  const keptShape = x.shape.slice(0, kept);
  const reducedShape = x.shape.slice(kept);
  const totals = new Float64Array(sizeOf(keptShape)).fill(start[name]);
  const f = fold[name];
  const from = x.memory;
  // One odometer over the whole view: place `position / inner` of the totals takes every element of its inner block.
  const inner = sizeOf(reducedShape);
  if (inner > 0) {
    const index: Strided = {
      memory: totals,
      dtype: 'float64',
      shape: x.shape,
      strides: [...contiguousStrides(keptShape), ...reducedShape.map(() => 0)],
      offset: 0,
    };
    forEachRow(x.shape, [x, index], (_position, [base, place], length, [step, placeStep]) => {
      if (placeStep === 0) {
        let total = totals[place!]!;
        if (name === 'sum') for (let i = 0, at = base!; i < length; i++, at += step!) total += from[at]!;
        else for (let i = 0; i < length; i++) total = f(total, from[base! + i * step!]!);
        totals[place!] = total;
      } else {
        for (let i = 0; i < length; i++) {
          const to = place! + i * placeStep!;
          totals[to] = f(totals[to]!, from[base! + i * step!]!);
        }
      }
    });
  }
  out.set(totals);
};
