/** Three mistakes inside softmax and its derivative, in the loss that has it inside. */
import type { SubstitutedCall } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

const runs = ['three-clouds'];

/** -mean log p of the labels. exps: e^z; sums: what each is divided by, of a shape that stretches */
const meanSurprise = (exps: Tensor, sums: Tensor, labels: Tensor): Tensor =>
  exps.div(sums).gather(1, labels.unsqueeze(1)).log().neg().mean();

/** e^89 is more than a float32 holds: Infinity over Infinity is NaN. With ordinary logits nobody notices. */
export const softmaxNoMaxShift: Bug = {
  id: 'softmax-no-max-shift',
  summary: 'Softmax takes e to the power of the logits as they are: large ones overflow.',
  runs,
  substitutes: [
    {
      name: 'crossEntropy',
      run: (logits: Tensor, labels: Tensor) => {
        const exps = logits.exp();
        return meanSurprise(exps, exps.sum(1, { keepdim: true }), labels);
      },
    },
  ],
};

/** The shares of one class over all examples add up to 1, not those of one example over the classes. */
export const softmaxWrongAxis: Bug = {
  id: 'softmax-wrong-axis',
  summary: 'Softmax divides by the sum over the examples instead of that over the classes.',
  runs,
  substitutes: [
    {
      name: 'crossEntropy',
      run: (logits: Tensor, labels: Tensor) => {
        const exps = logits.exp();
        return meanSurprise(exps, exps.sum(0, { keepdim: true }), labels);
      },
    },
  ],
};

/** ∂p_k/∂z_j counts where k = j alone: the right class is pulled up, and the others are not pushed down. */
export const diagonalOnlyJacobian: Bug = {
  id: 'diagonal-only-jacobian',
  summary:
    'Of the derivative of softmax only the diagonal is taken: each chance is held to depend on its own logit alone.',
  runs,
  substitutes: [
    {
      name: 'crossEntropy.backward',
      run: (grad: Tensor, { args }: SubstitutedCall) => {
        const [logits, labels] = args as [Tensor, Tensor];
        const [m, classes] = logits.shape as [number, number];
        const isRight = labels.oneHot(classes).to(logits.dtype);
        return [logits.softmax(1).sub(1).mul(isRight).mul(grad).div(m)];
      },
    },
  ],
};
