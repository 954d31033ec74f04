/**
 * The three update formulas: all examples, a few, one. All three are θ minus η times a mean gradient; they differ in whose. Each in four
 * depths: symbols (and as other books spell them), the names of the examples that were heard, the numbers of a step, the mean term by term.
 * Sources: Cauchy (1847); Robbins & Monro (1951); Goodfellow et al., Deep Learning, 8.1.3 and 8.3.1.
 */

import type { Descent, Pair } from '../../parts/cells/descent.ts';
import { numeral } from '../../parts/ink.ts';
import { bracketed, type Row, slot, term } from './LinkedEquationSource.ts';

export const ways = ['all', 'few', 'one'] as const;
export type Way = (typeof ways)[number];

export interface UpdateFormula {
  readonly symbols: string;
  /** As other books write it. */
  readonly spelled: string;
  readonly names: string;
  readonly numbers: string;
}

const theta = term('theta', String.raw`\theta`);
const eta = term('lr', String.raw`\eta`);
const vote = term('example', String.raw`\nabla J_i(\theta)`);
const old = term('theta', String.raw`\theta_{\text{old}}`);
const next = term('theta', String.raw`\theta_{\text{new}}`);
const voteThere = term('example', String.raw`\nabla J(\theta_t)`);

/** θ ← θ − η/count Σ_{which} ∇Jᵢ(θ) */
const mean = (count: string, which: string): string =>
  String.raw`${theta} \leftarrow ${theta} - \frac{${eta}}{${term('mean', count)}} ${term('sum', String.raw`\sum_{${which}}`)} ${vote}`;
const meanSpelled = (count: string, which: string): string =>
  String.raw`${next} = ${old} - \frac{${eta}}{${term('mean', count)}} ${term('sum', String.raw`\sum_{${which}}`)} ${voteThere}`;
const meanNames = (count: string): string =>
  String.raw`${theta} \leftarrow ${theta} - \frac{${slot('lr', 'lr')}}{${slot(count, 'mean')}} ${term('sum', String.raw`\sum_{i \in \{${slot('names', 'sum')}\}}`)} ${vote}`;

const line = (at: 0 | 1): string =>
  String.raw`${term('theta', String.raw`\theta_${at}`)}\!:\; & ${slot(`before${at}`, 'theta')} - ${slot('lr', 'lr')} \times ${slot(`grad${at}`, 'grad')} = ${slot(`after${at}`, 'theta')}`;
const numbers = String.raw`\begin{aligned} ${line(0)} \\ ${line(1)} \end{aligned}`;

export const updateFormulas: Readonly<Record<Way, UpdateFormula>> = {
  all: {
    symbols: mean('m', 'i=1}^{m'),
    spelled: meanSpelled('m', 'i=1}^{m'),
    names: meanNames('count'),
    numbers,
  },
  few: {
    symbols: mean(String.raw`\lvert B\rvert`, String.raw`i\in B`),
    spelled: meanSpelled(String.raw`\lvert B\rvert`, String.raw`i\in B`),
    names: meanNames('count'),
    numbers,
  },
  one: {
    symbols: String.raw`${theta} \leftarrow ${theta} - ${eta}\, ${vote}`,
    spelled: String.raw`${next} = ${old} - ${eta}\, ${voteThere}`,
    names: String.raw`${theta} \leftarrow ${theta} - ${slot('lr', 'lr')}\, ${term('example', String.raw`\nabla J_{${slot('names', 'example')}}(\theta)`)}`,
    numbers,
  },
};

/** Which of the three a batch of `batch` of `m` examples is. */
export const wayOf = (batch: number, m: number): Way => (batch >= m ? 'all' : batch === 1 ? 'one' : 'few');

/** Of many the first three and the last. */
const FIRST = 3;

const shownOf = (heard: readonly number[]): readonly number[] =>
  heard.length <= FIRST + 1 ? heard : [...heard.slice(0, FIRST), heard.at(-1)!];

const pair = ([bias, weight]: Pair): string => `(${numeral(bias)}, ${numeral(weight)})`;

/** Texts for the slots, and the mean written out. Examples count from 1, as in the map beside it. */
export function fillUpdate(
  { theta: from, after, gradient, lr, batch, examples }: Descent,
  more: (count: number) => string,
): { readonly slots: Readonly<Record<string, string>>; readonly rows: readonly Row[] } {
  const shown = shownOf(batch);
  const called = shown.map((i) => String(i + 1));
  const names = batch.length > shown.length ? [...called.slice(0, FIRST), '…', called.at(-1)!] : called;
  const slots = {
    lr: String(Number(lr.toPrecision(6))),
    count: String(batch.length),
    names: names.join(', '),
    before0: numeral(from[0]),
    before1: numeral(from[1]),
    grad0: bracketed(numeral(gradient[0])),
    grad1: bracketed(numeral(gradient[1])),
    after0: numeral(after[0]),
    after1: numeral(after[1]),
  };
  const rows: Row[] = shown.map((i) => ({
    pieces: [
      { text: `∇J${subscript(i + 1)} = ` },
      { text: examples[i] === null || examples[i] === undefined ? '–' : pair(examples[i].gradient), sym: 'example' },
    ],
  }));
  if (batch.length > shown.length)
    rows.splice(FIRST, 0, { pieces: [{ text: more(batch.length - shown.length), sym: 'sum' }] });
  if (batch.length > 1)
    rows.push({
      here: true,
      pieces: [
        { text: '÷ ' },
        { text: String(batch.length), sym: 'mean' },
        { text: ': ' },
        { text: pair(gradient), sym: 'grad' },
      ],
    });
  return { slots, rows };
}

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
const subscript = (value: number): string => [...String(value)].map((digit) => SUBSCRIPTS[Number(digit)]).join('');
