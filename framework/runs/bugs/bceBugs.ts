/** Three wrong losses of a logistic regression. */
import { bceWithLogits } from '../../ops/index.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

const runs = ['clouds-logistic', 'credit-logistic'];

/** Squared distance of probability and label: where the model is sure and wrong, the slope is almost nothing. */
export const mseForClassification: Bug = {
  id: 'mse-for-classification',
  summary: 'The loss is the squared distance between probability and label.',
  runs,
  substitutes: [
    { name: 'bceWithLogits', run: (logits: Tensor, labels: Tensor) => logits.sigmoid().sub(labels).square().mean() },
  ],
};

/** A probability taken for a logit: everything lies between σ(0) and σ(1). */
export const sigmoidTwice: Bug = {
  id: 'sigmoid-twice',
  summary: 'The loss gets probabilities and takes them for logits, so that the sigmoid is applied twice.',
  runs,
  substitutes: [
    { name: 'bceWithLogits', run: (logits: Tensor, labels: Tensor) => bceWithLogits(logits.sigmoid(), labels) },
  ],
};

/** Only y log p: whoever says 1 to everything has no loss left. */
export const missingOneMinusYTerm: Bug = {
  id: 'missing-one-minus-y-term',
  summary: 'Only the examples of class 1 count in the loss.',
  runs,
  substitutes: [
    {
      name: 'bceWithLogits',
      run: (logits: Tensor, labels: Tensor) => logits.neg().softplus().mul(labels).mean(),
    },
  ],
};
