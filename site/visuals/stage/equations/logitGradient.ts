/**
 * The gradient of cross-entropy with respect to the logits: what softmax and logarithm leave of each other.
 * Source: Goodfellow, Bengio & Courville, "Deep Learning" (2016), §6.2.2.3.
 */
import { numeral } from '../../parts/ink.ts';
import { type LinkedEquationSource, slot, term } from './LinkedEquationSource.ts';
import { batchSize, drawnAtLoss, exampleAtLoss } from './stepNumbers.ts';

export const logitGradient: LinkedEquationSource = {
  name: 'logit-gradient',
  symbols: String.raw`${term('dz', String.raw`\frac{\partial L}{\partial z_k}`)} = \frac{${term('p', 'p_k')} - ${term('y', 'y_k')}}{${term('m', 'm')}}`,
  numbers: () => String.raw`${slot('g', 'dz')} = \frac{${slot('p', 'p')} - ${slot('y', 'y')}}{${slot('m', 'm')}}`,
  terms: [
    { sym: 'p', tex: 'p_k' },
    { sym: 'y', tex: 'y_k' },
    { sym: 'm', tex: 'm' },
    { sym: 'dz', tex: String.raw`\partial L / \partial z_k` },
  ],
  fill: ({ trace }) => {
    const example = exampleAtLoss(trace);
    if (example === null) return null;
    const { probabilities, logitGradients, label } = example;
    const m = String(batchSize(trace));
    const rows = Array.from(probabilities, (p, k) => ({
      here: k === label,
      pieces: [
        { text: `${k}  (` },
        { text: numeral(p), sym: 'p' },
        { text: ' − ' },
        { text: k === label ? '1' : '0', sym: 'y' },
        { text: ') / ' },
        { text: m, sym: 'm' },
        { text: ' = ' },
        { text: numeral(logitGradients[k]!), sym: 'dz' },
      ],
    }));
    const slots = { g: numeral(logitGradients[label]!), p: numeral(probabilities[label]!), y: '1', m };
    return {
      slots,
      rows,
      about: { item: trace.item + 1, label, step: trace.step },
      drawn: () => drawnAtLoss(trace),
    };
  },
};
