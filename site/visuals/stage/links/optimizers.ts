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

const theta = String.raw`\htmlData{sym=theta}{\theta}`;
const grad = String.raw`\htmlData{sym=grad}{\nabla_{\!\theta} L}`;
const lr = String.raw`\htmlData{sym=lr}{\eta}`;

/**
 * The rules as formulas, by optimizer and memory. Sources: Robbins & Monro (1951); momentum: Sutskever et al. (2013); Kingma & Ba (2015),
 * algorithm 1.
 */
export const ruleTex: Readonly<Record<string, string>> = {
  SGD: String.raw`${theta} \leftarrow ${theta} - ${lr} \, ${grad}`,
  'SGD.velocity': String.raw`v \leftarrow \mu v + ${grad}, \quad ${theta} \leftarrow ${theta} - ${lr} \, v`,
  Adam: String.raw`m \leftarrow \beta_1 m + (1 - \beta_1) ${grad}, \quad v \leftarrow \beta_2 v + (1 - \beta_2) (${grad})^2, \quad ${theta} \leftarrow ${theta} - ${lr} \frac{\hat{m}}{\sqrt{\hat{v}} + \epsilon}`,
};
