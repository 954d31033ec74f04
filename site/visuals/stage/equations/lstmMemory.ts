/**
 * The LSTM's memory and what it shows of it, for one unit at the time step that the figures stand at. Source: Gers, Schmidhuber & Cummins,
 * "Learning to forget" (2000).
 */
import { numeral } from '../../parts/ink.ts';
import { bracketed, type LinkedEquationSource, slot, term } from './LinkedEquationSource.ts';
import { numbersOf } from './numberOf.ts';
import { numbersAt, spoken, timePlace } from './timeStep.ts';

const UNIT = 0;

export const lstmMemory: LinkedEquationSource = {
  name: 'lstm-memory',
  symbols: String.raw`\begin{aligned} ${term('c', 'c_t')} &= ${term('f', 'f')} \odot ${term('before', 'c_{t-1}')} + ${term('i', 'i')} \odot ${term('g', 'g')} \\ ${term('h', 'h_t')} &= ${term('o', 'o')} \odot \tanh ${term('c', 'c_t')} \end{aligned}`,
  numbers: () =>
    String.raw`\begin{aligned} ${slot('c', 'c')} &= ${slot('f', 'f')} \cdot ${slot('before', 'before')} \\ & \quad {} + ${slot('i', 'i')} \cdot ${slot('g', 'g')} \\ ${slot('h', 'h')} &= ${slot('o', 'o')} \cdot \tanh\bigl(${slot('c', 'c')}\bigr) \end{aligned}`,
  terms: [
    { sym: 'f', tex: 'f' },
    { sym: 'before', tex: 'c_{t-1}' },
    { sym: 'i', tex: 'i' },
    { sym: 'g', tex: 'g' },
    { sym: 'c', tex: 'c_t' },
    { sym: 'o', tex: 'o' },
    { sym: 'h', tex: 'h_t' },
  ],
  fill: (view) => {
    const { trace } = view;
    const place = timePlace(view, 1);
    if (place === null) return null;
    const at = `${place.layer}.t${place.t}`;
    const read = {
      c: numbersAt(trace, `${at}.cell`),
      f: numbersAt(trace, `${at}.forget`),
      before: numbersAt(trace, `${place.layer}.t${place.t - 1}.cell`),
      i: numbersAt(trace, `${at}.input`),
      g: numbersAt(trace, `${at}.candidate`),
      o: numbersAt(trace, `${at}.output`),
      h: numbersAt(trace, `${at}.hidden`),
    };
    const { c, f, before, i, g, o, h } = read;
    if (c === null || f === null || before === null || i === null || g === null || o === null || h === null)
      return null;
    const rows = spoken(c.length).map((unit) => ({
      here: unit === UNIT,
      pieces: [
        { text: `${unit}  ` },
        { text: numeral(f[unit]!), sym: 'f' },
        { text: ' · ' },
        { text: bracketed(numeral(before[unit]!)), sym: 'before' },
        { text: ' + ' },
        { text: numeral(i[unit]!), sym: 'i' },
        { text: ' · ' },
        { text: bracketed(numeral(g[unit]!)), sym: 'g' },
        { text: ' = ' },
        { text: numeral(c[unit]!), sym: 'c' },
      ],
    }));
    const slots = {
      c: numeral(c[UNIT]!),
      f: numeral(f[UNIT]!),
      before: bracketed(numeral(before[UNIT]!)),
      i: numeral(i[UNIT]!),
      g: bracketed(numeral(g[UNIT]!)),
      o: numeral(o[UNIT]!),
      h: numeral(h[UNIT]!),
    };
    const units = spoken(c.length);
    const paths = [
      ...['cell', 'forget', 'input', 'candidate', 'output', 'hidden'].map((name) => `${at}.${name}`),
      `${place.layer}.t${place.t - 1}.cell`,
    ];
    return {
      slots,
      rows,
      about: { unit: UNIT, t: place.t, item: trace.item + 1, step: trace.step },
      drawn: () => paths.flatMap((path) => numbersOf(trace, path, { kind: 'output' }, units)),
    };
  },
};
