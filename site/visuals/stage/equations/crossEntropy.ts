/**
 * Cross-entropy: the mean surprise of the batch, and the looked-at example's part in it. The logarithms stay written as
 * logarithms, because the trace holds the probabilities and the mean, not each logarithm.
 */
import { numeral } from '../../parts/ink.ts';
import { type LinkedEquationSource, type Row, slot, term } from './LinkedEquationSource.ts';
import { batchSize, drawnChances, labelOf, probabilityOfLabel } from './stepNumbers.ts';

/** Of a long sum the first terms, the last, and the one looked at. */
const FIRST = 3;

export const crossEntropy: LinkedEquationSource = {
  name: 'cross-entropy',
  symbols: String.raw`${term('loss', 'L')} = -\frac{1}{${term('m', 'm')}} \sum_{i=1}^{${term('m', 'm')}} \ln ${term('p', String.raw`p_{i,\,${term('y', 'y_i')}}`)}`,
  numbers: () =>
    String.raw`${slot('loss', 'loss')} = -\frac{1}{${slot('m', 'm')}} \bigl( \ln ${slot('p0', 'p')} + \ln ${slot('p1', 'p')} + \cdots + \ln ${slot('plast', 'p')} \bigr)`,
  terms: [
    { sym: 'p', tex: String.raw`p_{i,\,y_i}` },
    { sym: 'y', tex: 'y_i' },
    { sym: 'm', tex: 'm' },
    { sym: 'loss', tex: 'L' },
  ],
  fill: ({ trace }) => {
    const m = batchSize(trace);
    const texts: string[] = [];
    for (let item = 0; item < m; item++) {
      const p = probabilityOfLabel(trace, item);
      if (p === null) return null;
      texts.push(numeral(p));
    }
    const shown = [
      ...new Set([...Array.from({ length: Math.min(FIRST, m) }, (_, item) => item), trace.item, m - 1]),
    ].sort((a, b) => a - b);
    const rows: Row[] = [];
    shown.forEach((item, place) => {
      const skipped = item - (shown[place - 1] ?? -1) - 1;
      if (skipped > 0) rows.push({ pieces: [{ text: `⋯ ${skipped} ⋯` }] });
      const sign = item === 0 ? '−(' : '+ ';
      const pieces = [
        { text: `${item + 1}  ` },
        { text: `${sign}ln ` },
        { text: texts[item]!, sym: 'p' },
        { text: '  y = ' },
        { text: String(labelOf(trace, item)), sym: 'y' },
      ];
      rows.push({ here: item === trace.item, pieces });
    });
    rows.push({
      pieces: [
        { text: ') / ' },
        { text: String(m), sym: 'm' },
        { text: ' = ' },
        { text: numeral(trace.loss), sym: 'loss' },
      ],
    });
    const slots = {
      loss: numeral(trace.loss),
      m: String(m),
      p0: texts[0]!,
      p1: texts[1] ?? '',
      plast: texts.at(-1)!,
    };
    return {
      slots,
      rows,
      about: { item: trace.item + 1, label: labelOf(trace, trace.item), p: texts[trace.item] ?? '', step: trace.step },
      drawn: () => drawnChances(trace, shown, true),
    };
  },
};
