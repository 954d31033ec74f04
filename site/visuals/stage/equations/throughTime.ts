/**
 * One step of backpropagation through time: what a unit of the state before hears is a sum over all units of the state after, each through
 * the slope of its tanh and one weight. Holds where the state feeds nothing but the next one. Source: Werbos, "Backpropagation through time"
 * (1990).
 */
import { numeral } from '../../parts/ink.ts';
import { bracketed, type LinkedEquationSource, slot, term } from './LinkedEquationSource.ts';
import { numbersOf } from './numberOf.ts';
import { numbersAt, spoken, timePlace } from './timeStep.ts';

const UNIT = 0;
/** One term, in two lines: with three numbers it is wider than a phone. */
const one = (j: string): string =>
  String.raw`${slot(`w${j}`, 'W')} \cdot \bigl(1 - ${slot(`h${j}`, 'h')}^2\bigr) \\ & {} \cdot ${slot(`g${j}`, 'dh')}`;

export const throughTime: LinkedEquationSource = {
  name: 'through-time',
  symbols: String.raw`${term('dbefore', String.raw`\frac{\partial L}{\partial h_{t-1}}`)} = ${term('W', String.raw`W_{hh}^{\top}`)} \Bigl(\bigl(1 - ${term('h', 'h_t')}^2\bigr) \odot ${term('dh', String.raw`\frac{\partial L}{\partial h_t}`)}\Bigr)`,
  numbers: () =>
    String.raw`\begin{aligned} & ${slot('before', 'dbefore')} = {} \\ & ${one('first')} + \cdots \end{aligned}`,
  terms: [
    { sym: 'dh', tex: String.raw`\partial L / \partial h_t` },
    { sym: 'h', tex: 'h_t' },
    { sym: 'W', tex: 'W_{hh}' },
    { sym: 'dbefore', tex: String.raw`\partial L / \partial h_{t-1}` },
  ],
  fill: (view) => {
    const { trace } = view;
    const place = timePlace(view, 1);
    if (place === null) return null;
    const at = `${place.layer}.t${place.t}`;
    const upstream = numbersAt(trace, `${at}.hidden`, { kind: 'gradOutput' });
    const hidden = numbersAt(trace, `${at}.hidden`);
    const weights = numbersAt(trace, `${at}.fromHidden`, { kind: 'input', place: 1 }); // [H, H], rows belong to outputs
    const before = numbersAt(trace, `${place.layer}.t${place.t - 1}.hidden`, { kind: 'gradOutput' });
    if (upstream === null || hidden === null || weights === null || before === null) return null;
    const size = hidden.length;
    const weight = (j: number): string => bracketed(numeral(weights[j * size + UNIT]!));
    const rows = spoken(size).flatMap((j) => [
      ...(j === size - 1 && size > 4 ? [{ pieces: [{ text: `… ${size - 4} …` }] }] : []),
      {
        pieces: [
          { text: `${j}  ` },
          { text: weight(j), sym: 'W' },
          { text: ' · (1 − ' },
          { text: bracketed(numeral(hidden[j]!)), sym: 'h' },
          { text: '²) · ' },
          { text: bracketed(numeral(upstream[j]!)), sym: 'dh' },
        ],
      },
    ]);
    const of = (j: number, name: string): Record<string, string> => ({
      [`w${name}`]: weight(j),
      [`h${name}`]: bracketed(numeral(hidden[j]!)),
      [`g${name}`]: bracketed(numeral(upstream[j]!)),
    });
    return {
      slots: { before: numeral(before[UNIT]!), ...of(0, 'first') },
      rows,
      drawn: () => {
        const units = spoken(size);
        const gradients = { kind: 'gradOutput' } as const;
        return [
          ...numbersOf(trace, `${place.layer}.t${place.t - 1}.hidden`, gradients, [UNIT]),
          ...numbersOf(trace, `${at}.hidden`, gradients, units),
          ...numbersOf(trace, `${at}.hidden`, { kind: 'output' }, units),
          ...numbersOf(
            trace,
            `${at}.fromHidden`,
            { kind: 'input', place: 1 },
            units.map((j) => j * size + UNIT),
          ),
        ];
      },
      about: { unit: UNIT, before: place.t - 1, t: place.t, item: trace.item + 1, step: trace.step },
    };
  },
};
