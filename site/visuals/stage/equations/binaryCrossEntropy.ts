/**
 * Binary cross-entropy: the mean surprise at yes-or-no answers, and the looked-at example's part in it. Of each bracket one term is 0: what is
 * left is the logarithm of the chance that was given to what happened.
 */
import { numeral } from '../../parts/ink.ts';
import { type LinkedEquationSource, type Piece, type Row, slot, term } from './LinkedEquationSource.ts';
import { batchSize, drawnChances, labelOf } from './stepNumbers.ts';

/** Of a long sum the first terms, the last, and the one looked at. */
const FIRST = 4;

export const binaryCrossEntropy: LinkedEquationSource = {
  name: 'binary-cross-entropy',
  symbols: String.raw`${term('loss', 'J')} = -\frac{1}{${term('m', 'm')}} \sum_{i=1}^{${term('m', 'm')}} \bigl[\, ${term('y', 'y_i')} \ln ${term('p', String.raw`\hat y_i`)} + (1 - ${term('y', 'y_i')}) \ln(1 - ${term('p', String.raw`\hat y_i`)}) \bigr]`,
  numbers: () =>
    String.raw`${slot('loss', 'loss')} = -\frac{1}{${slot('m', 'm')}} \bigl( \ln ${slot('first', 'p')} + \ln ${slot('second', 'p')} + \cdots + \ln ${slot('last', 'p')} \bigr)`,
  terms: [
    { sym: 'p', tex: String.raw`\hat y_i` },
    { sym: 'y', tex: 'y_i' },
    { sym: 'm', tex: 'm' },
    { sym: 'loss', tex: 'J' },
  ],
  fill: ({ trace }) => {
    const chances = trace.tensors.get(trace.observed['probabilities'] ?? Number.NaN);
    const m = batchSize(trace);
    if (chances === undefined || chances.item !== null || chances.values.length !== m) return null;
    /** Of a yes ŷ, of a no what is left of 1. */
    const given = (i: number): string => {
      const p = chances.values[i]!;
      return numeral(labelOf(trace, i) === 1 ? p : 1 - p);
    };
    const shown = [...new Set([...Array.from({ length: Math.min(FIRST, m) }, (_, i) => i), trace.item, m - 1])].sort(
      (a, b) => a - b,
    );
    const rows: Row[] = [];
    shown.forEach((item, place) => {
      const skipped = item - (shown[place - 1] ?? -1) - 1;
      if (skipped > 0) rows.push({ pieces: [{ text: `⋯ ${skipped} ⋯` }] });
      const label = labelOf(trace, item);
      const chance: Piece = { text: numeral(chances.values[item]!), sym: 'p' };
      const inside: Piece[] = label === 1 ? [chance] : [{ text: '(1 − ' }, chance, { text: ')' }];
      rows.push({
        here: item === trace.item,
        pieces: [
          { text: `${item + 1}  ${item === 0 ? '−[' : '+ '}ln ` },
          ...inside,
          { text: '  y = ' },
          { text: String(label), sym: 'y' },
        ],
      });
    });
    rows.push({
      pieces: [
        { text: '] / ' },
        { text: String(m), sym: 'm' },
        { text: ' = ' },
        { text: numeral(trace.loss), sym: 'loss' },
      ],
    });
    const slots = {
      loss: numeral(trace.loss),
      m: String(m),
      first: given(0),
      second: m > 1 ? given(1) : '',
      last: given(m - 1),
    };
    const { item } = trace;
    return {
      slots,
      rows,
      about: { item: item + 1, label: labelOf(trace, item), p: numeral(chances.values[item]!), step: trace.step },
      drawn: () => drawnChances(trace, shown, false),
    };
  },
};
