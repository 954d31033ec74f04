/**
 * The GRU's state: one gate decides what is kept and what is let in, for one unit at the time step that the figures stand at. Source: Cho et
 * al. (2014), with PyTorch's sense of z: 1 keeps.
 */
import { numeral } from '../../parts/ink.ts';
import { bracketed, type LinkedEquationSource, slot, term } from './LinkedEquationSource.ts';
import { numbersOf } from './numberOf.ts';
import { numbersAt, spoken, timePlace } from './timeStep.ts';

const UNIT = 0;

export const gruState: LinkedEquationSource = {
  name: 'gru-state',
  symbols: String.raw`${term('h', 'h_t')} = (1 - ${term('z', 'z')}) \odot ${term('n', 'n')} + ${term('z', 'z')} \odot ${term('before', 'h_{t-1}')}`,
  numbers: () =>
    String.raw`${slot('h', 'h')} = (1 - ${slot('z', 'z')}) \cdot ${slot('n', 'n')} + ${slot('z', 'z')} \cdot ${slot('before', 'before')}`,
  terms: [
    { sym: 'z', tex: 'z' },
    { sym: 'n', tex: 'n' },
    { sym: 'before', tex: 'h_{t-1}' },
    { sym: 'h', tex: 'h_t' },
  ],
  fill: (view) => {
    const { trace } = view;
    const place = timePlace(view, 1);
    if (place === null) return null;
    const at = `${place.layer}.t${place.t}`;
    const h = numbersAt(trace, `${at}.hidden`);
    const z = numbersAt(trace, `${at}.update`);
    const n = numbersAt(trace, `${at}.candidate`);
    const before = numbersAt(trace, `${place.layer}.t${place.t - 1}.hidden`);
    if (h === null || z === null || n === null || before === null) return null;
    const rows = spoken(h.length).map((unit) => ({
      here: unit === UNIT,
      pieces: [
        { text: `${unit}  (1 − ` },
        { text: numeral(z[unit]!), sym: 'z' },
        { text: ') · ' },
        { text: bracketed(numeral(n[unit]!)), sym: 'n' },
        { text: ' + ' },
        { text: numeral(z[unit]!), sym: 'z' },
        { text: ' · ' },
        { text: bracketed(numeral(before[unit]!)), sym: 'before' },
        { text: ' = ' },
        { text: numeral(h[unit]!), sym: 'h' },
      ],
    }));
    const slots = {
      h: numeral(h[UNIT]!),
      z: numeral(z[UNIT]!),
      n: bracketed(numeral(n[UNIT]!)),
      before: bracketed(numeral(before[UNIT]!)),
    };
    const units = spoken(h.length);
    const paths = [
      ...['hidden', 'update', 'candidate'].map((name) => `${at}.${name}`),
      `${place.layer}.t${place.t - 1}.hidden`,
    ];
    return {
      slots,
      rows,
      about: { unit: UNIT, t: place.t, item: trace.item + 1, step: trace.step },
      drawn: () => paths.flatMap((path) => numbersOf(trace, path, { kind: 'output' }, units)),
    };
  },
};
