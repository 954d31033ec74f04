/**
 * `<class-probabilities>`: the classes of the looked-at digit, each with its logit z, its probability p as a filled bar, the
 * label y as an outline, and the recorded gradient ∂L/∂z as a wedge that points the way it pushes the logit, which is against
 * its sign. Wherever an equation's term is pointed at, its column lights up, and the other way round. All numbers are read from
 * the trace.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import { type BatchExample, batchExample } from '../parts/digits/batchExample.ts';
import { type Drawn, drawnRow } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { numeral, scaleOf } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';

/** Enough digits to tell any two float32 numbers apart. */
const FULL = 9;

type Column = 'z' | 'p' | 'grad';

interface Row {
  readonly row: HTMLElement;
  /** Says that this class is the label, to whoever does not see the outline. */
  readonly label: HTMLElement;
  readonly logit: HTMLElement;
  readonly bar: HTMLElement;
  readonly probability: HTMLElement;
  readonly push: HTMLElement;
  readonly gradient: HTMLElement;
}

interface ClassNumbers {
  readonly z: number;
  readonly p: number;
  readonly y: number;
  readonly g: number;
}

/** A value that the trace did not keep is no number: it is drawn as missing. */
const numbersOf = (example: BatchExample, k: number): ClassNumbers => ({
  z: example.logits?.[k] ?? Number.NaN,
  p: example.probabilities?.[k] ?? Number.NaN,
  y: example.label === k ? 1 : 0,
  g: example.logitGradients?.[k] ?? Number.NaN,
});

export class ClassProbabilities extends Figure {
  private list: HTMLElement | null = null;
  private scaleNote: HTMLElement | null = null;
  private readout: HTMLElement | null = null;
  private rows: Row[] = [];
  private cursor = 0;
  private focused = false;

  protected build(player: Player): void {
    const words = this.strings.figures.classProbabilities;
    this.list = document.createElement('div');
    this.list.className = 'classes-rows';
    this.list.setAttribute('role', 'listbox');
    this.list.setAttribute('aria-label', words.label);
    const { trace, item } = player.state;
    const count = trace === null ? 0 : (batchExample(trace, item).probabilities?.length ?? 0);
    this.rows = Array.from({ length: count }, (_, k) => this.makeRow(k, player));
    this.readout = paragraph('classes-readout');
    this.append(this.makeHead(player), this.list, this.readout);
    this.list.addEventListener('keydown', (event) => this.handleKey(event));
    this.list.addEventListener('focusin', () => this.setFocused(true));
    this.list.addEventListener('focusout', () => this.setFocused(false));
  }

  private makeHead(player: Player): HTMLElement {
    const words = this.strings.figures.classProbabilities;
    const head = document.createElement('div');
    head.className = 'classes-head';
    head.setAttribute('aria-hidden', 'true');
    const logit = this.makeTerm('span', 'z', words.logit, player);
    const probability = this.makeTerm('span', 'p', words.probability, player);
    const gradient = this.makeTerm('span', 'grad', words.gradient, player);
    this.scaleNote = document.createElement('small');
    gradient.append(this.scaleNote);
    head.append(document.createElement('span'), logit, probability, gradient);
    return head;
  }

  private makeRow(k: number, player: Player): Row {
    const row = document.createElement('div');
    row.setAttribute('role', 'option');
    const name = document.createElement('b');
    name.textContent = String(k);
    const logit = this.makeTerm('span', 'z', '', player);
    const track = this.makeTerm('span', 'p', '', player);
    track.className = 'classes-track';
    const bar = document.createElement('i');
    track.append(bar);
    const probability = this.makeTerm('span', 'p', '', player);
    const axis = this.makeTerm('span', 'grad', '', player);
    axis.className = 'classes-axis';
    const push = document.createElement('i');
    axis.append(push);
    const gradient = this.makeTerm('span', 'grad', '', player);
    const { spoken } = this.strings.figures.classProbabilities;
    const label = unseen('');
    row.append(unseen(spoken.class), name, label, unseen(spoken.logit), logit, track);
    row.append(unseen(spoken.probability), probability, axis, unseen(spoken.gradient), gradient);
    row.addEventListener('click', () => this.choose(k));
    row.addEventListener('focus', () => {
      this.cursor = k;
      this.invalidate();
    });
    this.list!.append(row);
    return { row, label, logit, bar, probability, push, gradient };
  }

  /** A piece that stands for a term of the equations: pointing at it points at them. */
  private makeTerm(tag: 'span', column: Column, text: string, player: Player): HTMLElement {
    const element = document.createElement(tag);
    element.dataset['sym'] = column;
    element.textContent = text;
    element.addEventListener('pointerenter', () => player.pointAt(column === 'grad' ? 'dz' : column));
    element.addEventListener('pointerleave', () => player.pointAt(null));
    return element;
  }

  protected draw(state: PlayerState): void {
    const { trace, item } = state;
    if (trace === null) return;
    const example = batchExample(trace, item);
    const scale = scaleOf(example.logitGradients ?? []);
    this.dataset['term'] = termShown(state.term);
    const words = this.strings.figures.classProbabilities;
    if (this.scaleNote !== null) this.scaleNote.textContent = fill(words.scale, { scale: `±${numeral(scale, 2)}` });
    for (const [k, row] of this.rows.entries()) this.drawRow(row, k, numbersOf(example, k), scale, state);
    this.drawReadout(example);
  }

  private drawRow(pieces: Row, k: number, numbers: ClassNumbers, scale: number, state: PlayerState): void {
    const { z, p, y, g } = numbers;
    const { row, label, logit, bar, probability, push, gradient } = pieces;
    logit.textContent = numeral(z);
    probability.textContent = numeral(p);
    gradient.textContent = numeral(g);
    bar.style.setProperty('--share', String(Number.isNaN(p) ? 1 : p));
    bar.toggleAttribute('data-nan', Number.isNaN(p));
    row.toggleAttribute('data-label', y === 1);
    push.style.setProperty('--share', String(scale > 0 ? Math.min(Math.abs(g) / scale, 1) : 0));
    push.dataset['sign'] = g < 0 ? 'negative' : 'positive';
    row.tabIndex = k === this.cursor ? 0 : -1;
    row.setAttribute('aria-selected', String(isSelected(state, k)));
    label.textContent = y === 1 ? this.strings.figures.classProbabilities.spoken.label : '';
  }

  /** All digits of the row that has the focus. */
  private drawReadout(example: BatchExample): void {
    if (this.readout === null) return;
    const words = this.strings.figures.classProbabilities;
    const text = fill(words.readout, texts(this.cursor, numbersOf(example, this.cursor), FULL));
    this.readout.textContent = this.focused ? text : '';
  }

  private setFocused(focused: boolean): void {
    this.focused = focused;
    this.invalidate();
  }

  private choose(k: number): void {
    this.moveTo(k);
    const { player } = this;
    if (player === null) return;
    const index = [player.state.item, k];
    const op = player.state.trace?.ops.find((candidate) => candidate.name === 'crossEntropy')?.label;
    if (op !== undefined) player.select({ op, tensor: { kind: 'gradInput', place: 0 }, index });
  }

  private moveTo(k: number): void {
    this.cursor = Math.min(Math.max(k, 0), this.rows.length - 1);
    for (const [at, { row }] of this.rows.entries()) row.tabIndex = at === this.cursor ? 0 : -1;
    this.rows[this.cursor]?.row.focus();
    this.invalidate();
  }

  private handleKey(event: KeyboardEvent): void {
    const moves: Readonly<Record<string, number>> = {
      ArrowUp: this.cursor - 1,
      ArrowDown: this.cursor + 1,
      Home: 0,
      End: this.rows.length - 1,
    };
    const goal = moves[event.key];
    if (goal !== undefined) this.moveTo(goal);
    else if (event.key === 'Enter' || event.key === ' ') this.choose(this.cursor);
    else if (event.key === 'Escape') this.leave();
    else return;
    event.preventDefault();
  }

  private leave(): void {
    this.player?.select(null);
    this.rows[this.cursor]?.row.blur();
  }

  override drawn({ trace, item }: PlayerState): readonly Drawn[] {
    if (trace === null) return [];
    const { logits, probabilities, logitGradients } = batchExample(trace, item);
    return [
      ...drawnRow('crossEntropy input0', logits ?? [], [item]),
      ...drawnRow('observed probabilities', probabilities ?? [], [item]),
      ...drawnRow('crossEntropy gradInput0', logitGradients ?? [], [item]),
    ];
  }

  protected override table({ trace, item }: PlayerState): HTMLTableElement | null {
    const words = this.strings.figures.classProbabilities;
    if (trace === null) return null;
    const example = batchExample(trace, item);
    const rows = this.rows.map((_, k) => {
      const { z, p, y, g } = texts(k, numbersOf(example, k), 4);
      return [String(k), z, p, String(y), g];
    });
    return numberTable(fill(words.tableCaption, { place: item + 1, step: trace.step }), words.columns, rows);
  }

  protected override sentence({ trace, item }: PlayerState): string {
    const words = this.strings.figures.classProbabilities;
    if (trace === null) return '';
    const example = batchExample(trace, item);
    const { p, g } = numbersOf(example, example.label);
    const way = g < 0 ? words.up : g > 0 ? words.down : words.nowhere;
    return fill(words.sentence, { place: item + 1, label: example.label, p: numeral(p), g: numeral(g), way });
  }
}

const texts = (k: number, { z, p, y, g }: ClassNumbers, digits: number) => ({
  k,
  z: numeral(z, digits),
  p: numeral(p, digits),
  y,
  g: numeral(g, digits),
});

/** The logits' gradient is also what reaches the linear layer from above, and what crossEntropy hands down. */
const termShown = (term: string | null): string =>
  term !== null && ['dout', 'dx', 'dz'].includes(term) ? 'grad' : (term ?? '');

/** Is class k's logit selected, or the gradient that reaches it? */
function isSelected({ selection, trace, item }: PlayerState, k: number): boolean {
  const [example, place] = selection?.index ?? [];
  if (selection === null || example !== item || place !== k) return false;
  const { op, tensor } = selection;
  const lossOp = trace?.ops.find((candidate) => candidate.name === 'crossEntropy');
  const above = tensor.kind === 'input' || tensor.kind === 'gradInput';
  if (above) return op === lossOp?.label && tensor.place === 0;
  return trace?.ops.find((candidate) => candidate.label === op)?.output === lossOp?.inputs[0];
}

/** Words between the numbers, for whoever listens. */
function unseen(words: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'visually-hidden';
  element.textContent = words;
  return element;
}

function paragraph(className: string): HTMLElement {
  const element = document.createElement('p');
  element.className = className;
  return element;
}

customElements.define('class-probabilities', ClassProbabilities);
