/** Every equation a lesson can show with the step's numbers, by the name it is asked for. */
import { adamUpdate } from './adamUpdate.ts';
import { attention } from './attention.ts';
import { binaryCrossEntropy } from './binaryCrossEntropy.ts';
import { convolution } from './convolution.ts';
import { crossEntropy } from './crossEntropy.ts';
import { gradientDescent } from './gradientDescent.ts';
import { gruState } from './gruState.ts';
import type { LinkedEquationSource } from './LinkedEquationSource.ts';
import { logitGradient } from './logitGradient.ts';
import { lstmMemory } from './lstmMemory.ts';
import { recurrentCell } from './recurrentCell.ts';
import { softmax } from './softmax.ts';
import { standardise } from './standardise.ts';
import { throughTime } from './throughTime.ts';

export const equations = {
  'gradient-descent': gradientDescent,
  'adam-update': adamUpdate,
  'binary-cross-entropy': binaryCrossEntropy,
  standardise,
  softmax,
  'cross-entropy': crossEntropy,
  'logit-gradient': logitGradient,
  convolution,
  'recurrent-cell': recurrentCell,
  'through-time': throughTime,
  'lstm-memory': lstmMemory,
  'gru-state': gruState,
  attention,
} satisfies Readonly<Record<string, LinkedEquationSource>>;

export type EquationName = keyof typeof equations;
