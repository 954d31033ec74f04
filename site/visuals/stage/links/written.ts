/** A chosen cell written out with the numbers that made it, each of them a piece that belongs to its term. Numbers are looked up, not computed. */
import type { OpTrace, StepTrace } from '../../../player/protocol.ts';
import { numeral } from '../../parts/ink.ts';
import type { Piece } from '../equations/LinkedEquationSource.ts';
import { bracketed } from '../equations/LinkedEquationSource.ts';
import { type Cells, type Chosen, type Index, numberIn, symOfPart } from './linkedCells.ts';
import type { OpLink, TermPlace } from './OpLink.ts';

/** Of a long sum so many products at its beginning, and the last. */
const FIRST = 3;

/** The number of a term in one cell; null where the step did not keep it. */
export function termNumber(trace: StepTrace, op: OpTrace, link: OpLink, sym: string, index: Index): number | null {
  const place = link.terms.find((term) => term.sym === sym)?.place;
  return place === undefined ? null : numberIn(trace, idAt(trace, op, place), index);
}

function idAt(trace: StepTrace, op: OpTrace, place: TermPlace): number | null | undefined {
  if (place === 'probabilities') return trace.observed['probabilities'];
  if (place === 'targets') return trace.targets;
  if (typeof place === 'string') return null;
  if (!('place' in place)) return place.kind === 'output' ? op.output : op.backward?.gradOutput;
  return place.kind === 'input' ? op.inputs[place.place] : op.backward?.gradInputs[place.place];
}

export function written(
  trace: StepTrace,
  op: OpTrace,
  link: OpLink,
  { chosen, cells, more }: { readonly chosen: Chosen; readonly cells: Cells; readonly more: (count: number) => string },
): readonly Piece[] {
  const text = (sym: string, index: Index): string => {
    const value = termNumber(trace, op, link, sym, index);
    return value === null ? '?' : numeral(value);
  };
  const own = symOfPart(op.name, chosen.part);
  const result: Piece[] = [{ text: text(own, chosen.index), sym: own }];
  const of = (sym: string): readonly Index[] => cells.get(sym) ?? [];
  const single = (sym: string): Piece => ({ text: bracketed(text(sym, of(sym)[0] ?? [])), sym });
  /** Σ of products of two terms, cell by cell. */
  const products = (a: string, b: string): Piece[] => {
    const all = of(a);
    const shown = [...all.keys()].filter((i) => i < FIRST || i === all.length - 1);
    return shown.flatMap((i, place) => {
      const skipped = i - (shown[place - 1] ?? -1) - 1;
      return [
        ...(place === 0 ? [] : [{ text: ' + ' }]),
        ...(skipped > 0 ? [{ text: `${more(skipped)} + ` }] : []),
        { text: bracketed(text(a, all[i]!)), sym: a },
        { text: '·' },
        { text: bracketed(text(b, of(b)[i] ?? [])), sym: b },
      ];
    });
  };
  const sum = (sym: string): Piece[] => {
    const all = of(sym);
    const shown = [...all.keys()].filter((i) => i < FIRST || i === all.length - 1);
    return shown.flatMap((i, place) => {
      const skipped = i - (shown[place - 1] ?? -1) - 1;
      return [
        ...(place === 0 ? [] : [{ text: ' + ' }]),
        ...(skipped > 0 ? [{ text: `${more(skipped)} + ` }] : []),
        { text: bracketed(text(sym, all[i]!)), sym },
      ];
    });
  };
  const right = rightSide();
  return right.length === 0 ? result : [...result, { text: ' = ' }, ...right];

  function rightSide(): Piece[] {
    const { name } = op;
    if (own === 'out' && of('W').length > 0 && name !== 'add' && name !== 'mul')
      return [...products('x', 'W'), ...(of('b').length > 0 ? [{ text: ' + ' }, single('b')] : [])];
    if (['matmul', 'linear', 'conv2d'].includes(name)) {
      if (own === 'dx') return products('dout', 'W');
      if (own === 'dW') return products('dout', 'x');
      return own === 'db' ? sum('dout') : [];
    }
    if (name === 'add' || name === 'mul') {
      if (own === 'out') return [single('x'), { text: name === 'add' ? ' + ' : ' · ' }, single('W')];
      if (name === 'add') return sum('dout');
      return products('dout', own === 'dx' ? 'W' : 'x');
    }
    if (name === 'softmax' && own === 'p') {
      const z: Piece = { text: text('z', chosen.index), sym: 'z' };
      return [{ text: 'e' }, { ...z, sup: true }, { text: ' / Σ e' }, { text: 'z', sym: 'z', sup: true }];
    }
    if (name === 'softmax')
      return [
        { text: bracketed(text('p', chosen.index)), sym: 'p' },
        { text: ' · (' },
        { text: text('dp', chosen.index), sym: 'dp' },
        { text: ' − Σ ' },
        { text: 'p̄·p', sym: 'dp' },
        { text: ')' },
      ];
    const m: Piece = { text: String(trace.batchIds.length), sym: 'm' };
    if (name === 'crossEntropy' && own === 'dz') {
      const label = numberIn(trace, trace.targets, of('y')[0] ?? []);
      return [
        { text: '(' },
        single('p'),
        { text: ' − ' },
        { text: label === null ? '?' : label === chosen.index[1] ? '1' : '0', sym: 'y' },
        { text: ') / ' },
        m,
        { text: ' · ' },
        { text: text('dout', []), sym: 'dout' },
      ];
    }
    if (name === 'crossEntropy')
      return [
        { text: '−(' },
        ...sum('p').map((piece) =>
          piece.sym === undefined ? { text: piece.text } : { ...piece, text: `ln ${piece.text}` },
        ),
        { text: ') / ' },
        m,
      ];
    if (name === 'bceWithLogits' && own === 'dz') {
      const [z, y] = [of('z')[0], of('y')[0]];
      if (z === undefined || y === undefined) return [];
      return [
        { text: '(σ(' },
        { text: text('z', z), sym: 'z' },
        { text: ') − ' },
        { text: text('y', y), sym: 'y' },
        { text: ') / ' },
        m,
        { text: ' · ' },
        { text: text('dout', []), sym: 'dout' },
      ];
    }
    if (name === 'bceWithLogits') {
      // ln(1 + e^−z) where the label is 1, ln(1 + e^z) where it is 0.
      const all = of('z');
      const shown = all
        .slice(0, FIRST)
        .flatMap((index, i): Piece[] => [
          { text: `${i === 0 ? '' : ' + '}ln(1 + e` },
          { text: text('y', of('y')[i] ?? []) === '0' ? '' : '−', sym: 'y', sup: true },
          { text: bracketed(text('z', index)), sym: 'z', sup: true },
          { text: ')' },
        ]);
      const left = all.length - FIRST;
      return [{ text: '(' }, ...shown, ...(left > 0 ? [{ text: ` + ${more(left)}` }] : []), { text: ') / ' }, m];
    }
    if (name === 'mse' && own === 'dx') {
      const n = trace.tensors.get(op.inputs[0]!)?.shape.reduce((product, size) => product * size, 1) ?? 1;
      return [
        { text: '2 / ' },
        { text: String(n), sym: 'm' },
        { text: ' · (' },
        single('x'),
        { text: ' − ' },
        single('y'),
        { text: ') · ' },
        { text: text('dout', []), sym: 'dout' },
      ];
    }
    if (name === 'relu') {
      const x = single('x');
      return own === 'out'
        ? [{ text: 'max(' }, { ...x, text: text('x', chosen.index) }, { text: ', 0)' }]
        : [single('dout'), { text: ' · [' }, x, { text: ' > 0]' }];
    }
    if (name === 'tanh' || name === 'sigmoid') {
      if (own === 'out')
        return [{ text: name === 'tanh' ? 'tanh(' : 'σ(' }, { text: text('x', chosen.index), sym: 'x' }, { text: ')' }];
      const y = single('out');
      return name === 'tanh'
        ? [single('dout'), { text: ' · (1 − ' }, y, { text: '²)' }]
        : [single('dout'), { text: ' · ' }, y, { text: ' · (1 − ' }, y, { text: ')' }];
    }
    return [];
  }
}
