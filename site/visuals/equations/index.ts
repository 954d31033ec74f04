/** Every equation a lesson can show with the step's numbers, by the name it is asked for. */
import { convolution } from './convolution.ts';
import { crossEntropy } from './crossEntropy.ts';
import { gradientDescent } from './gradientDescent.ts';
import type { LinkedEquationSource } from './LinkedEquationSource.ts';
import { logitGradient } from './logitGradient.ts';
import { softmax } from './softmax.ts';

export const equations = {
  'gradient-descent': gradientDescent,
  softmax,
  'cross-entropy': crossEntropy,
  'logit-gradient': logitGradient,
  convolution,
} satisfies Readonly<Record<string, LinkedEquationSource>>;

export type EquationName = keyof typeof equations;
