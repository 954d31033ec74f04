/**
 * One gradient, worked out and measured: a part of the stepper. With the cover on, the gradients that an op sends back are hidden until the
 * reader has said a number or asked to be shown; what was said is remembered, and nothing waits for it. Measured, the number is held
 * against the slope of the loss itself: the step is made again with the cell's number moved a little (site/player/nudge.ts).
 */
import { fill } from '../../../i18n/fill.ts';
import type { Strings } from '../../../i18n/index.ts';
import { hasCorner, type Nudged, relativeError } from '../../../player/nudged.ts';
import type { Player, PlayerState, Selection } from '../../../player/Player.ts';
import type { OpTrace, StepTrace } from '../../../player/protocol.ts';
import { answerTo, keepAnswer } from '../../parts/answers.ts';
import { indexOf } from '../../parts/cells/cellLayout.ts';
import { type Part, partId, shownPart } from '../../parts/cells/shownTensor.ts';
import { numeral } from '../../parts/ink.ts';

/** A number worked out by hand need not be better than this. */
const CLOSE = 0.02;
const LOSS_DIGITS = 9;

export interface CheckedCell {
  readonly op: OpTrace;
  readonly part: Part;
  readonly index: readonly number[];
  readonly value: number;
}

/** The chosen cell of what an op sends back; else the largest, which stands out of the rounding. null: it sends nothing back. */
export function cellToCheck(trace: StepTrace, op: OpTrace, selection: Selection | null): CheckedCell | null {
  const chosen = selection?.op === op.label && selection.index !== null ? selection : null;
  if (chosen?.tensor.kind.startsWith('grad')) {
    const value = valueAt(trace, op, chosen.tensor, chosen.index!);
    if (value !== null) return { op, part: chosen.tensor, index: chosen.index!, value };
  }
  for (const place of op.backward === null ? [] : op.inputs.keys()) {
    const part: Part = { kind: 'gradInput', place };
    const shown = shownPart(trace, op, part);
    if (shown === null) continue;
    let best = 0;
    shown.values.forEach((value, i) => {
      if (Math.abs(value) > Math.abs(shown.values[best]!)) best = i;
    });
    const index = [...shown.prefix, ...indexOf(shown.shape, best)];
    if (index.length === shown.fullShape.length) return { op, part, index, value: shown.values[best]! };
  }
  return null;
}

function valueAt(trace: StepTrace, op: OpTrace, part: Part, index: readonly number[]): number | null {
  const tensor = trace.tensors.get(partId(op, part) ?? Number.NaN);
  if (tensor === undefined || index.length !== tensor.shape.length) return null;
  if (tensor.item !== null && index[0] !== tensor.item) return null;
  const start = tensor.item === null ? 0 : 1;
  let flat = 0;
  for (let axis = start; axis < index.length; axis++) flat = flat * tensor.shape[axis]! + index[axis]!;
  return tensor.values[flat] ?? null;
}

export class CellCheck {
  /** A group, and no landmark: a page has several steppers. */
  readonly element = document.createElement('div');
  private readonly words: Strings['step']['check'];
  private readonly player: Player;
  private readonly redraw: () => void;
  private isCovering = false;
  private cell: CheckedCell | null = null;
  private trace: StepTrace | null = null;
  private readonly cover = button();
  private readonly form = document.createElement('form');
  private readonly asked = document.createElement('label');
  private readonly field = document.createElement('input');
  private readonly again = button();
  private readonly said = document.createElement('p');
  private readonly measure = button();
  private readonly measured = document.createElement('p');
  /** Of which cell the measured sentence speaks. */
  private measuredFor = '';

  constructor(words: Strings['step']['check'], player: Player, redraw: () => void) {
    this.words = words;
    this.player = player;
    this.redraw = redraw;
    this.element.className = 'cell-check';
    this.element.setAttribute('role', 'group');
    this.element.setAttribute('aria-label', words.label);
    this.cover.className = 'plain';
    this.cover.textContent = words.cover;
    this.cover.addEventListener('click', () => {
      this.isCovering = !this.isCovering;
      redraw();
    });
    this.buildForm();
    this.again.className = 'plain';
    this.again.textContent = words.again;
    this.again.addEventListener('click', () => this.keep(null));
    this.measure.textContent = words.measure;
    this.measure.addEventListener('click', () => void this.measureNow());
    this.said.setAttribute('role', 'status');
    this.measured.setAttribute('role', 'status');
    const tools = document.createElement('div');
    tools.className = 'cell-check-tools';
    tools.append(this.asked, this.measure, this.cover);
    this.element.append(tools, this.form, this.said, this.again, this.measured);
  }

  private buildForm(): void {
    this.field.inputMode = 'decimal';
    this.field.autocomplete = 'off';
    this.field.setAttribute('aria-label', this.words.field);
    this.field.placeholder = this.words.field;
    const check = button();
    check.type = 'submit';
    check.textContent = this.words.check;
    const show = button();
    show.className = 'plain';
    show.textContent = this.words.show;
    show.addEventListener('click', () => this.keep(''));
    this.form.append(this.field, check, show);
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (Number.isFinite(readNumber(this.field.value))) this.keep(this.field.value.trim());
      else this.field.focus();
    });
    // Keys of the walk are not for whoever types.
    this.form.addEventListener('keydown', (event) => event.stopPropagation());
  }

  /** Are the gradients of this op to be covered now? */
  covers(state: PlayerState, op: OpTrace): boolean {
    if (!this.isCovering || state.phase !== 'backward' || state.trace === null) return false;
    const cell = cellToCheck(state.trace, op, state.selection);
    return cell !== null && answerTo(keyOf(state.trace, op)) === null;
  }

  draw(state: PlayerState, op: OpTrace, nameOf: (part: Part) => string): void {
    const { trace, phase } = state;
    this.trace = trace;
    this.cell = trace === null || phase !== 'backward' ? null : cellToCheck(trace, op, state.selection);
    this.element.hidden = this.cell === null;
    if (this.cell === null || trace === null) return;
    const { words } = this;
    const answer = answerTo(keyOf(trace, op));
    const place = `[${this.cell.index.join(', ')}]`;
    setText(this.asked, fill(words.ask, { name: nameOf(this.cell.part), place }));
    this.cover.setAttribute('aria-pressed', String(this.isCovering));
    const isOpen = !this.isCovering || answer !== null;
    this.form.hidden = isOpen;
    this.said.hidden = !this.isCovering || answer === null;
    this.again.hidden = this.said.hidden;
    this.measure.hidden = !isOpen;
    if (answer !== null) setText(this.said, this.verdict(answer, this.cell.value));
    this.measured.hidden = this.measuredFor !== idOf(trace, this.cell) || !isOpen;
  }

  private verdict(answer: string, value: number): string {
    const { words } = this;
    const [guess, cell] = answer.split('|');
    if (guess === '' || guess === undefined) return fill(words.shown, { value: numeral(value) });
    const said = readNumber(guess);
    const asked = cell === undefined ? value : Number(cell);
    const isRight = Math.abs(said - asked) <= CLOSE * Math.abs(asked);
    return fill(isRight ? words.right : words.other, { guess, value: numeral(asked) });
  }

  /** What was said, with the number it was said of: another cell may be looked at later. */
  private keep(answer: string | null): void {
    const { trace, cell } = this;
    if (trace === null || cell === null) return;
    keepAnswer(keyOf(trace, cell.op), answer === null || answer === '' ? answer : `${answer}|${cell.value}`);
    this.field.value = '';
    this.redraw();
  }

  private async measureNow(): Promise<void> {
    const { trace, cell, words } = this;
    if (trace === null || cell === null) return;
    const { index, name, backward } = cell.op;
    this.say(words.measuring, trace, cell);
    const nudged = await this.player.nudge({
      op: { index, name },
      tensor: cell.part,
      index: cell.index,
      pass: backward?.pass ?? '',
    });
    this.say(this.told(nudged, cell.value), trace, cell);
  }

  private told(nudged: Nudged | string | null, analytic: number): string {
    const { words } = this;
    if (nudged === null) return words.overtaken;
    if (typeof nudged === 'string') return fill(words.refused, { reason: nudged });
    const { h, here, higher, lower, slope } = nudged;
    if (hasCorner(nudged))
      return fill(words.corner, {
        h: numeral(h, 1),
        up: numeral(higher - here),
        down: numeral(lower - here),
        analytic: numeral(analytic, 6),
      });
    return fill(words.measured, {
      h: numeral(h, 1),
      higher: numeral(higher, LOSS_DIGITS),
      lower: numeral(lower, LOSS_DIGITS),
      slope: numeral(slope, 6),
      analytic: numeral(analytic, 6),
      error: numeral(relativeError(analytic, slope), 2),
    });
  }

  private say(text: string, trace: StepTrace, cell: CheckedCell): void {
    this.measuredFor = idOf(trace, cell);
    this.measured.textContent = text;
    this.redraw();
  }
}

/** One answer an op and step: what it sends back is uncovered together. */
const keyOf = ({ run, seed, step }: StepTrace, { label }: OpTrace): string => `stepper.${run}.${seed}.${step}.${label}`;

const idOf = (trace: StepTrace, { op, part, index }: CheckedCell): string =>
  `${keyOf(trace, op)} ${JSON.stringify(part)} ${index.join()}`;

/** With the minus sign of typography, and a comma where a reader's language has one. */
const readNumber = (text: string): number =>
  text.trim() === '' ? Number.NaN : Number(text.trim().replace('−', '-').replace(',', '.'));

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function button(): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  return element;
}
