/** Numbers of lesson 15: how often a window sees, and what a kernel's gradient says first. */
import { fitOf } from '../images/windows/fit.ts';
import type { Measure, Measured } from './Measure.ts';

/** The picture and the window of the lesson. */
const digit = { size: 28, kernel: 3, stride: 1, padding: 1, dilation: 1 } as const;
/** A batch of the question about im2col. */
const PICTURES = 32;

export const windowMeasures = {
  /** Windows that see pixel (0, 0): those that see its row times those that see its column. */
  'windows-at-the-corner': (_state: Measured) => fitOf(digit).seenBy[0]! ** 2,
  'windows-inside': (_state: Measured) => fitOf(digit).seenBy[10]! ** 2,
  /** Places of the window over all pictures of the batch: the terms of one weight's gradient. */
  'votes-of-one-weight': ({ trace }) =>
    trace === null ? null : fitOf(digit).starts.length ** 2 * trace.batchIds.length,
  'numbers-of-im2col': (_state: Measured) => fitOf(digit).starts.length ** 2 * digit.kernel ** 2 * PICTURES,
  /** 0: the gradient of weight (1, 0) is positive, so a step makes it smaller; 1: negative. */
  'sign-of-the-left-weight': ({ trace }) => {
    const update = trace?.updates.find(({ label }) => label === 'weight');
    const gradient = trace?.tensors.get(update?.gradient ?? Number.NaN)?.values[3];
    return gradient === undefined || gradient === 0 ? null : Number(gradient < 0);
  },
} satisfies Readonly<Record<string, Measure>>;
