/** Softmax of the looked-at example, at its right class. Source: Goodfellow, Bengio & Courville, "Deep Learning" (2016), §6.2.2.3. */
import { numeral } from '../../parts/ink.ts';
import { type LinkedEquationSource, slot, term } from './LinkedEquationSource.ts';
import { drawnAtLoss, exampleAtLoss } from './stepNumbers.ts';

export const softmax: LinkedEquationSource = {
  name: 'softmax',
  symbols: String.raw`${term('p', 'p_k')} = \frac{e^{\,${term('z', 'z_k')}}}{\sum_{j} e^{\,${term('z', 'z_j')}}}`,
  numbers: () =>
    String.raw`${slot('p', 'p')} = \frac{e^{\,${slot('z', 'z')}}}{e^{\,${slot('z0', 'z')}} + e^{\,${slot('z1', 'z')}} + e^{\,${slot('z2', 'z')}} + \cdots + e^{\,${slot('zlast', 'z')}}}`,
  terms: [
    { sym: 'z', tex: 'z_k' },
    { sym: 'p', tex: 'p_k' },
  ],
  fill: ({ trace }) => {
    const example = exampleAtLoss(trace);
    if (example === null) return null;
    const { logits, probabilities, label } = example;
    const z = Array.from(logits, (logit) => numeral(logit));
    const rows = z.map((text, k) => ({
      here: k === label,
      pieces: [
        { text: `${k}  ` },
        { text: 'e' },
        { text, sym: 'z', sup: true },
        { text: ' → ' },
        { text: numeral(probabilities[k]!), sym: 'p' },
      ],
    }));
    const slots = {
      p: numeral(probabilities[label]!),
      z: z[label]!,
      z0: z[0]!,
      z1: z[1]!,
      z2: z[2]!,
      zlast: z.at(-1)!,
    };
    return {
      slots,
      rows,
      about: { item: trace.item + 1, label, step: trace.step },
      drawn: () => drawnAtLoss(trace),
    };
  },
};
