/**
 * Standardisation: a column of a table, less its mean and over its spread. Both were learned once, before the run began; the run shows them
 * beside its steps, and the number as it stood in the file is what these two give back.
 */
import { numeral } from '../../parts/ink.ts';
import { bracketed, type LinkedEquationSource, type Row, slot, term } from './LinkedEquationSource.ts';
import { numbersOfWhole } from './numberOf.ts';

/** Which column the numbers are of: the area. */
const SHOWN = 0;

export const standardise: LinkedEquationSource = {
  name: 'standardise',
  symbols: String.raw`${term('scaled', String.raw`\hat x_{ij}`)} = \frac{${term('x', 'x_{ij}')} - ${term('mean', String.raw`\mu_j`)}}{${term('spread', String.raw`\sigma_j`)}}`,
  numbers: () =>
    String.raw`${slot('scaled', 'scaled')} = \frac{${slot('x', 'x')} - ${slot('mean', 'mean')}}{${slot('spread', 'spread')}}`,
  terms: [
    { sym: 'x', tex: 'x_{ij}' },
    { sym: 'mean', tex: String.raw`\mu_j` },
    { sym: 'spread', tex: String.raw`\sigma_j` },
    { sym: 'scaled', tex: String.raw`\hat x_{ij}` },
  ],
  observes: ['columns'],
  fill: ({ trace }) => {
    const columns = trace.tensors.get(trace.observed['columns'] ?? Number.NaN);
    const inputs = trace.tensors.get(trace.inputs);
    const count = inputs?.shape[1] ?? 0;
    if (columns === undefined || inputs === undefined || inputs.item !== null || columns.shape[1] !== count)
      return null;
    const of = (j: number) => {
      const [mean, spread] = [columns.values[j]!, columns.values[count + j]!];
      const scaled = inputs.values[trace.item * count + j]!;
      // The table is float32: what stood in the file comes back to its digits.
      return { mean, spread, scaled, x: Number((scaled * spread + mean).toPrecision(6)) };
    };
    if (!columns.values.every(Number.isFinite)) return null;
    const rows = Array.from({ length: count }, (_, j): Row => {
      const { mean, spread, scaled, x } = of(j);
      return {
        here: j === SHOWN,
        pieces: [
          { text: `j = ${j + 1}   (` },
          { text: numeral(x), sym: 'x' },
          { text: ' − ' },
          { text: bracketed(numeral(mean)), sym: 'mean' },
          { text: ') / ' },
          { text: numeral(spread), sym: 'spread' },
          { text: ' = ' },
          { text: numeral(scaled), sym: 'scaled' },
        ],
      };
    });
    const shown = of(SHOWN);
    const said = Object.fromEntries(Object.entries(shown).map(([name, value]) => [name, numeral(value)]));
    const all = Array.from({ length: count }, (_, j) => j);
    return {
      slots: said,
      rows,
      about: { item: trace.item + 1, x: said['x']! },
      drawn: () => [
        ...numbersOfWhole('observed columns', columns, [...all, ...all.map((j) => count + j)]),
        ...numbersOfWhole(
          'batch inputs',
          inputs,
          all.map((j) => trace.item * count + j),
        ),
      ],
    };
  },
};
