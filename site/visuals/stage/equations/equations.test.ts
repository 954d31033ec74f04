import katex from 'katex';
import { beforeAll, describe, expect, it } from 'vitest';
import { texOptions } from '../../../components/figures/texOptions.ts';
import { stringsFor } from '../../../i18n/index.ts';
import type { PlayerState, Selection } from '../../../player/Player.ts';
import type { StepTrace } from '../../../player/protocol.ts';
import { recordedStep, stepOf } from '../../parts/cells/recordedStep.ts';
import { numeral } from '../../parts/ink.ts';
import { numberAt } from '../../parts/numberAt.ts';
import { type EquationName, equations } from './index.ts';
import type { Filled, LinkedEquationSource } from './LinkedEquationSource.ts';
import { labelOf } from './stepNumbers.ts';

let trace: StepTrace;
/** Steps of the runs that equations are about, recurrent cells and Adam; all others are filled from the digits. */
const recurrent = new Map<string, StepTrace>();
const runOf: Readonly<Record<string, string>> = {
  'binary-cross-entropy': 'clouds-logistic',
  'recurrent-cell': 'recall-rnn',
  'through-time': 'recall-rnn',
  'lstm-memory': 'recall-lstm',
  'gru-state': 'recall-gru',
  attention: 'sort-transformer',
  'adam-update': 'spiral-mlp',
  standardise: 'rents',
};
beforeAll(async () => {
  trace = await recordedStep();
  for (const run of new Set(Object.values(runOf)))
    recurrent.set(run, await stepOf(run, 1, run === 'rents' ? ['columns'] : undefined));
}, 60_000);

const traceFor = (equation: LinkedEquationSource): StepTrace => recurrent.get(runOf[equation.name] ?? '') ?? trace;

const filled = (equation: LinkedEquationSource, selection: Selection | null = null, op = ''): Filled => {
  const result = equation.fill({ trace: traceFor(equation), selection, op, config: {} });
  if (result === null) throw new Error(`${equation.name} has no numbers`);
  return result;
};

/** Counts, and what a formula works out from the numbers beside it: by slot or term. */
const workedOut: Readonly<Partial<Record<EquationName, readonly string[]>>> = {
  'gradient-descent': ['change'],
  'adam-update': ['mHat', 'vHat', 'mTop', 'vRoot'],
  'binary-cross-entropy': ['m', 'first', 'second', 'last'], // of a no the rest of its chance
  'cross-entropy': ['m'],
  'logit-gradient': ['m', 'y'],
  standardise: ['x'],
};

const read = (text: string): number => Number(text.replace('−', '-').replaceAll(/[()]/g, ''));
const slotsIn = (tex: string): string[] => [...tex.matchAll(/slot=(\w+)/g)].map(([, name]) => name!).sort();

describe.each(Object.entries(equations) as [EquationName, LinkedEquationSource][])('%s', (name, equation) => {
  const words = stringsFor('en').figures.linkedEquation;
  const texts = [
    equation.symbols,
    equation.numbers((key) => words[key]),
    ...(equation.variantNumbers ? [equation.variantNumbers((key) => words[key])] : []),
    ...Object.values(equation.variants ?? {}),
  ];

  it('is typeset without complaint, and keeps its MathML', () => {
    for (const tex of texts) expect(katex.renderToString(tex, { ...texOptions, displayMode: true })).toContain('<math');
  });

  it('has a number for each of its slots, and its symbols are its terms', () => {
    const { slots } = filled(equation);
    for (const tex of texts) for (const slot of slotsIn(tex)) expect(slots[slot], slot).toMatch(/\d/);
    const syms = new Set([...texts[0]!.matchAll(/sym=(\w+)/g)].map(([, sym]) => sym));
    expect([...syms].sort()).toEqual(equation.terms.map(({ sym }) => sym).sort());
  });

  it('names every number of the step that it writes, and what it names is the step’s', () => {
    const made = filled(equation);
    const drawn = made.drawn();
    const state = { trace: traceFor(equation), metrics: [], evaluations: [], tracks: [] } as unknown as PlayerState;
    expect(drawn.filter(({ id, value }) => !Object.is(numberAt(state, id), value))).toEqual([]);
    const spellings = new Set(
      drawn.flatMap(({ value }) => [numeral(value), numeral(value, 6), String(Number(value.toPrecision(6)))]),
    );
    const isNamed = (text: string): boolean => spellings.has(text.replaceAll(/[()]/g, ''));
    const inRows = made.rows.flatMap(({ pieces }) =>
      pieces.flatMap(({ text, sym }) => (sym ? [[sym, text] as const] : [])),
    );
    const unnamed = [...Object.entries(made.slots), ...inRows].filter(
      ([term, text]) => /\d/.test(text) && !workedOut[name]?.includes(term) && !isNamed(text),
    );
    expect(unnamed).toEqual([]);
  });

  it('explains every term in words', () => {
    const spoken: Readonly<Record<string, string>> = words.equations[name].terms;
    for (const { sym } of equation.terms) expect(spoken[sym]).toMatch(/\w/);
  });

  it('says null, and invents nothing, when the looked-at example was not kept', () => {
    const empty = { ...traceFor(equation), tensors: new Map() };
    expect(equation.fill({ trace: empty, selection: null, config: {} })).toBeNull();
  });
});

describe('numbers in equations are those of the step', () => {
  it('softmax: the exponentials of the shown logits give the shown probability', () => {
    const { rows, slots } = filled(equations.softmax);
    const logits = rows.map(({ pieces }) => read(pieces.find(({ sym }) => sym === 'z')!.text));
    const powers = logits.map(Math.exp);
    const sum = powers.reduce((total, power) => total + power, 0);
    expect(powers[labelOf(trace, trace.item)]! / sum).toBeCloseTo(read(slots['p']!), 3);
  });

  it('cross-entropy: the mean of −ln p over the whole batch is the shown loss', () => {
    const probabilities = trace.tensors.get(trace.observed['probabilities']!)!.values;
    const m = trace.batchIds.length;
    let sum = 0;
    for (let i = 0; i < m; i++) sum -= Math.log(probabilities[i * 10 + labelOf(trace, i)]!);
    const { slots, rows } = filled(equations['cross-entropy']);
    expect(read(slots['loss']!)).toBeCloseTo(sum / m, 3);
    expect(slots['p0']).toBe(numeral(probabilities[labelOf(trace, 0)]!));
    expect(rows.filter(({ here }) => here)).toHaveLength(1);
  });

  it('binary cross-entropy: the mean of −ln of what was given to the labels is the shown loss', () => {
    const step = recurrent.get('clouds-logistic')!;
    const { slots, rows } = filled(equations['binary-cross-entropy']);
    const chances = step.tensors.get(step.observed['probabilities']!)!.values;
    let sum = 0;
    for (const [i, p] of chances.entries()) sum -= Math.log(labelOf(step, i) === 1 ? p : 1 - p);
    expect(read(slots['loss']!)).toBeCloseTo(sum / 200, 3);
    const first = chances[0]!;
    expect(read(slots['first']!)).toBeCloseTo(labelOf(step, 0) === 1 ? first : 1 - first, 3);
    expect(rows.filter(({ here }) => here)).toHaveLength(1);
  });

  it('logit gradient: (p − y) / m is the recorded gradient in all ten rows', () => {
    for (const { pieces } of filled(equations['logit-gradient']).rows) {
      const value = (sym: string): number => read(pieces.find((piece) => piece.sym === sym)!.text);
      const expected = (value('p') - value('y')) / value('m');
      expect(Math.abs(expected - value('dz'))).toBeLessThan(1e-5);
    }
  });

  it('standardise: each row is its own division, and of all flats the mean and the spread of a column are 0 and 1', () => {
    const step = recurrent.get('rents')!;
    const { rows, slots } = filled(equations.standardise);
    expect(rows).toHaveLength(6);
    for (const { pieces } of rows) {
      const value = (sym: string): number => read(pieces.find((piece) => piece.sym === sym)!.text);
      expect((value('x') - value('mean')) / value('spread')).toBeCloseTo(value('scaled'), 1);
    }
    expect(Number.isInteger(read(slots['x']!))).toBe(true); // whole square metres stand in the file
    const inputs = step.tensors.get(step.inputs)!.values;
    const areas = Array.from({ length: 400 }, (_, i) => inputs[6 * i]!);
    const mean = areas.reduce((sum, area) => sum + area, 0) / 400;
    expect(mean).toBeCloseTo(0, 5);
    expect(Math.sqrt(areas.reduce((sum, area) => sum + (area - mean) ** 2, 0) / 400)).toBeCloseTo(1, 5);
  });

  it('convolution: nine products and the bias, and the recorded output last', () => {
    const { rows, slots } = filled(equations.convolution);
    expect(rows).toHaveLength(10);
    const products = rows.slice(0, 9).map(({ pieces }) => read(pieces.at(-1)!.text.replace(' = ', '')));
    const sum = products.reduce((total, product) => total + product, read(slots['b']!));
    expect(sum).toBeCloseTo(read(slots['out']!), 3);
  });
});

describe('gradient descent', () => {
  const equation: LinkedEquationSource = equations['gradient-descent'];
  const weight: Selection = { op: 'conv2', tensor: { kind: 'input', place: 1 }, index: [3, 2, 0, 1] };

  it('follows the selected weight', () => {
    expect(filled(equation, weight).about['parameter']).toBe('conv2.weight[3, 2, 0, 1]');
    expect(filled(equation).about['parameter']).toBe('conv1.weight[0, 0, 1, 1]');
  });

  it('with plain descent, after is before minus rate times gradient', async () => {
    for (const selection of [null, weight]) {
      const { slots } = filled(equation, selection);
      const expected = read(slots['before']!) - read(slots['lr']!) * read(slots['grad']!);
      // The digits run must be plain descent for its page to claim this equality; shown digits limit how exactly it can be read.
      expect(Math.abs(expected - read(slots['after']!))).toBeLessThan(2e-5);
    }
  });

  it('claims the plain rule only for plain descent', () => {
    expect(equation.variantOf!({ optimizer: 'SGD' })).toBeNull();
    expect(equation.variantOf!({ optimizer: 'SGD', momentum: 0.9 })).toBe('momentum');
    expect(equation.variantOf!({ optimizer: 'SGD with momentum' })).toBe('momentum');
    expect(equation.variantOf!({ optimizer: 'Adam' })).toBe('adam');
  });
});

describe('attention, of the look that is chosen', () => {
  const select: Selection = {
    op: 'encoder.layers.0.self_attn.weights',
    tensor: { kind: 'output' },
    index: [0, 2, 1, 3],
  };

  it('the weights times the values are the mix, and the powers of the scores give the weight', () => {
    const { rows, slots, about } = filled(equations.attention, select);
    expect([about['head'], about['query'], about['key']]).toEqual([3, 2, 4]);
    const step = recurrent.get('sort-transformer')!;
    const of = (label: string): ArrayLike<number> =>
      step.tensors.get(step.ops.find((op) => op.label === `encoder.layers.0.self_attn.${label}`)!.output)!.values;
    const at = (step.item * 4 + 2) * 36 + 6;
    const scores = Array.from({ length: 6 }, (_, j) => of('scaled')[at + j]!);
    const powers = scores.map(Math.exp);
    const total = powers.reduce((sum, power) => sum + power, 0);
    expect(read(slots['a']!)).toBeCloseTo(powers[3]! / total, 3);
    // v is [N, places, heads · features]: head 2's first feature of each place.
    const mix = powers.reduce((sum, power, j) => sum + (power / total) * of('v')[(step.item * 6 + j) * 32 + 16]!, 0);
    expect(read(slots['y']!)).toBeCloseTo(mix, 3);
    expect(rows).toHaveLength(4);
  });
});

describe('the equations of recurrent cells, at the time step that the figures stand at', () => {
  const at = (name: EquationName, t: number): Record<string, number> => {
    const { slots, about } = filled(equations[name], null, `recurrent.l0.t${t}.hidden`);
    expect(about['t']).toBe(t);
    return Object.fromEntries(Object.entries(slots).map(([slot, text]) => [slot, read(text)]));
  };

  it('the plain cell: tanh of both sums is the recorded state', () => {
    for (const t of [0, 12, 29]) {
      const { read: own, recall, h } = at('recurrent-cell', t);
      expect(Math.tanh(own! + recall!)).toBeCloseTo(h!, 3);
    }
    expect(filled(equations['recurrent-cell']).about['t']).toBe(3);
  });

  it('through time: all 32 products add up to the recorded gradient of the state before', () => {
    const step = recurrent.get('recall-rnn')!;
    const values = (label: string, part: 'output' | 'gradOutput'): Float32Array => {
      const op = step.ops.find((entry) => entry.label === label)!;
      const id = part === 'output' ? op.output : op.backward!.gradOutput;
      return (step.tensors.get(id)!.values as Float32Array).subarray(0, 32); // the first example
    };
    const weight = step.ops.find(({ label }) => label === 'recurrent.l0.t25.fromHidden')!.inputs[1]!;
    const weights = step.tensors.get(weight)!.values;
    const [hidden, upstream] = [
      values('recurrent.l0.t25.hidden', 'output'),
      values('recurrent.l0.t25.hidden', 'gradOutput'),
    ];
    let sum = 0;
    for (let j = 0; j < 32; j++) sum += weights[j * 32]! * (1 - hidden[j]! ** 2) * upstream[j]!;
    const { before, wfirst, gfirst } = at('through-time', 25);
    expect(step.item).toBe(0);
    expect(before! / sum).toBeCloseTo(1, 3);
    expect(wfirst).toBeCloseTo(weights[0]!, 3);
    expect(gfirst! / upstream[0]!).toBeCloseTo(1, 3);
  });

  it('the LSTM: kept plus let in is the memory, and the output gate shows it', () => {
    for (const t of [1, 29]) {
      const { c, f, before, i, g, o, h } = at('lstm-memory', t);
      expect(f! * before! + i! * g!).toBeCloseTo(c!, 3);
      expect(o! * Math.tanh(c!)).toBeCloseTo(h!, 3);
    }
  });

  it('the GRU: what z does not keep comes from the candidate', () => {
    for (const t of [1, 29]) {
      const { h, z, n, before } = at('gru-state', t);
      expect((1 - z!) * n! + z! * before!).toBeCloseTo(h!, 3);
    }
  });
});
