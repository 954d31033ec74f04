/** The rules of optimizers: a parameter, its gradient, the rate, and what comes of them. Lines of the rule and of its loop. */
import type { LinkedTerm, OpLink } from './OpLink.ts';

const terms: readonly LinkedTerm[] = [
  { sym: 'theta', place: 'before' },
  { sym: 'grad', place: 'gradient' },
  { sym: 'lr', place: 'settings' },
];

export const sgd: OpLink = {
  name: 'SGD',
  terms,
  tex: { forward: [], backward: [] },
  lines: {
    'framework/optim/SGD.ts': [['kernels().sgdStep(parameter.memory, gradient', 'theta', 'grad', 'lr']],
    'framework/kernels/reference/sgdStep.ts': [
      ['const { lr, momentum', 'lr'],
      ['let g = grad.memory', 'grad'],
      ['parameter[at]! -= lr * g;', 'theta', 'lr', 'grad'],
    ],
  },
};

export const adam: OpLink = {
  name: 'Adam',
  terms,
  tex: { forward: [], backward: [] },
  lines: {
    'framework/optim/Adam.ts': [
      ['kernels().adamStep(parameter.memory, gradient', 'theta', 'grad'],
      ['lr,', 'lr'],
    ],
    'framework/kernels/reference/adamStep.ts': [
      ['const { lr, beta1', 'lr'],
      ['let g = grad.memory', 'grad'],
      ['parameter[at]! -= (lr * (mean[at]!', 'theta', 'lr'],
    ],
  },
};
