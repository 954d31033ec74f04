/** The sum behind one output pixel of the first convolution: the pixel that the ConvLens looks at. */

import { drawnLens } from '../../parts/cells/drawnLens.ts';
import { lensAt, lensPlace } from '../../parts/cells/lens.ts';
import { numeral } from '../../parts/ink.ts';
import { bracketed, type LinkedEquationSource, slot, term } from './LinkedEquationSource.ts';

const product = (w: string, x: string): string => String.raw`${slot(w, 'W')} \cdot ${slot(x, 'x')}`;

export const convolution: LinkedEquationSource = {
  name: 'convolution',
  symbols: String.raw`${term('out', 'y_{o,i,j}')} = ${term('b', 'b_o')} + \sum_{u,\,v} ${term('W', 'W_{o,u,v}')} \; ${term('x', String.raw`x_{i+u-1,\;j+v-1}`)}`,
  numbers: () =>
    String.raw`\begin{aligned} ${slot('out', 'out')} = {} & ${slot('b', 'b')} + ${product('w0', 'x0')} \\ & + \cdots + ${product('wlast', 'xlast')} \end{aligned}`,
  terms: [
    { sym: 'x', tex: 'x' },
    { sym: 'W', tex: 'W' },
    { sym: 'b', tex: 'b_o' },
    { sym: 'out', tex: 'y_{o,i,j}' },
  ],
  fill: ({ trace, selection }) => {
    const lens = lensAt(trace, lensPlace(trace, selection));
    if (lens === null) return null;
    const x = lens.window.map((value) => numeral(value ?? 0));
    const w = lens.kernel.map((value) => numeral(value));
    const rows = lens.products.map((value, at) => ({
      pieces: [
        { text: at === 0 ? '' : '+ ' },
        { text: bracketed(w[at]!), sym: 'W' },
        { text: ' × ' },
        { text: x[at]!, sym: 'x' },
        { text: ` = ${numeral(value)}` },
      ],
    }));
    rows.push({
      pieces: [
        { text: '+ ' },
        { text: bracketed(numeral(lens.bias)), sym: 'b' },
        { text: ' = ' },
        { text: numeral(lens.output), sym: 'out' },
        { text: '' },
      ],
    });
    const slots = {
      out: numeral(lens.output),
      b: numeral(lens.bias),
      w0: bracketed(w[0]!),
      x0: x[0]!,
      wlast: bracketed(w.at(-1)!),
      xlast: x.at(-1)!,
    };
    const { filter, row, column } = lens.place;
    return {
      slots,
      rows,
      about: { filter, row, column, item: trace.item + 1, step: trace.step },
      drawn: () => drawnLens(trace, lens),
    };
  },
};
