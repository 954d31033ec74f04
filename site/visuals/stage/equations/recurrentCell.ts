/**
 * The plain recurrent cell, for one unit at the time step that the figures stand at. Source: Elman, "Finding structure in time" (1990), in
 * PyTorch's form with two biases.
 */
import { numeral } from '../../parts/ink.ts';
import { bracketed, type LinkedEquationSource, slot, term } from './LinkedEquationSource.ts';
import { numbersOf } from './numberOf.ts';
import { numbersAt, spoken, timePlace } from './timeStep.ts';

const UNIT = 0;

export const recurrentCell: LinkedEquationSource = {
  name: 'recurrent-cell',
  symbols: String.raw`${term('h', 'h_t')} = \tanh\bigl(${term('read', String.raw`W_{ih}\,x_t + b_{ih}`)} + ${term('recall', String.raw`W_{hh}\,h_{t-1} + b_{hh}`)}\bigr)`,
  numbers: () => String.raw`${slot('h', 'h')} = \tanh\bigl(${slot('read', 'read')} + ${slot('recall', 'recall')}\bigr)`,
  terms: [
    { sym: 'read', tex: String.raw`W_{ih}\,x_t + b_{ih}` },
    { sym: 'recall', tex: String.raw`W_{hh}\,h_{t-1} + b_{hh}` },
    { sym: 'h', tex: 'h_t' },
  ],
  fill: (view) => {
    const { trace } = view;
    const place = timePlace(view);
    if (place === null) return null;
    const at = `${place.layer}.t${place.t}`;
    const read = numbersAt(trace, `${at}.gates`, { kind: 'input', place: 0 });
    const recall = numbersAt(trace, `${at}.fromHidden`);
    const hidden = numbersAt(trace, `${at}.hidden`);
    if (read === null || recall === null || hidden === null) return null;
    const rows = spoken(hidden.length).map((unit) => ({
      here: unit === UNIT,
      pieces: [
        { text: `${unit}  tanh(` },
        { text: numeral(read[unit]!), sym: 'read' },
        { text: ' + ' },
        { text: bracketed(numeral(recall[unit]!)), sym: 'recall' },
        { text: ') = ' },
        { text: numeral(hidden[unit]!), sym: 'h' },
      ],
    }));
    const slots = {
      h: numeral(hidden[UNIT]!),
      read: numeral(read[UNIT]!),
      recall: bracketed(numeral(recall[UNIT]!)),
    };
    const units = spoken(hidden.length);
    return {
      slots,
      rows,
      about: { unit: UNIT, t: place.t, item: trace.item + 1, step: trace.step },
      drawn: () => [
        ...numbersOf(trace, `${at}.gates`, { kind: 'input', place: 0 }, units),
        ...['fromHidden', 'hidden'].flatMap((name) => numbersOf(trace, `${at}.${name}`, { kind: 'output' }, units)),
      ],
    };
  },
};
