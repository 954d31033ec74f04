/** The reference backend: plain TypeScript, every kernel, every element type. It is the book, and the judge of all others. */
import type { Kernels } from '../Kernels.ts';
import { adadeltaStep } from './adadeltaStep.ts';
import { adagradStep } from './adagradStep.ts';
import { adamStep } from './adamStep.ts';
import { argReduce } from './argReduce.ts';
import { argsort } from './argsort.ts';
import { avgPool2d } from './avgPool2d.ts';
import { avgPool2dGrad } from './avgPool2dGrad.ts';
import { conv2d } from './conv2d.ts';
import { conv2dInputGrad } from './conv2dInputGrad.ts';
import { conv2dWeightGrad } from './conv2dWeightGrad.ts';
import { copy } from './copy.ts';
import { cumsum } from './cumsum.ts';
import { gather, scatterAdd } from './gather.ts';
import { lionStep } from './lionStep.ts';
import { map } from './map.ts';
import { matmul } from './matmul.ts';
import { maxPool2d } from './maxPool2d.ts';
import { nadamStep } from './nadamStep.ts';
import { paste } from './paste.ts';
import { reduce } from './reduce.ts';
import { rmspropStep } from './rmspropStep.ts';
import { select } from './select.ts';
import { sgdStep } from './sgdStep.ts';
import { zip } from './zip.ts';

export const reference = {
  copy,
  paste,
  map,
  zip,
  select,
  reduce,
  argReduce,
  cumsum,
  argsort,
  matmul,
  conv2d,
  conv2dInputGrad,
  conv2dWeightGrad,
  maxPool2d,
  avgPool2d,
  avgPool2dGrad,
  gather,
  scatterAdd,
  sgdStep,
  adamStep,
  rmspropStep,
  adagradStep,
  adadeltaStep,
  nadamStep,
  lionStep,
} satisfies Kernels;
