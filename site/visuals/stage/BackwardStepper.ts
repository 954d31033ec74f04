/**
 * `<backward-stepper>`: the ops of the shown step as a chain. Stand at one and see, forwards, what goes in and out; backwards,
 * the gradient that arrives, the op's local rule, and the gradients that leave, with `+=` where one is added to another; then
 * the update. Right is forwards, left is backwards. The rules' formulas came with the
 * page, typeset when it was built; they wait in templates, and one is in view.
 */
import { fill } from '../../i18n/fill.ts';
import { explainedBy } from '../../player/explain/explanation.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { OpTrace, StepTrace } from '../../player/protocol.ts';
import { ruleOf } from '../../player/ruleOf.ts';
import { answerTo, whenAnswered } from '../parts/answers.ts';
import { type Border, bordersOf } from '../parts/cells/borders.ts';
import { changeOf } from '../parts/cells/changeOf.ts';
import { fanIn } from '../parts/cells/fanIn.ts';
import {
  isParameter,
  ofExample,
  opOf,
  type Part,
  partId,
  type ShownTensor,
  shapeLabel,
  shownPart,
  termsOf,
} from '../parts/cells/shownTensor.ts';
import {
  alongChain,
  alongFolds,
  alongWalk,
  inPhase,
  opsOf,
  type Phase,
  parameterPlaces,
  phases,
  type Stop,
  walkOf,
} from '../parts/cells/walk.ts';
import type { Drawn } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { numeral, scaleOf } from '../parts/ink.ts';
import type { Piece } from './equations/LinkedEquationSource.ts';
import { opLinks } from './links/index.ts';
import { type Cells, chosenCell, linkedCells, symOfPart } from './links/linkedCells.ts';
import { lightTerm, roving, watchTerms } from './links/watchTerms.ts';
import { written } from './links/written.ts';
import { CellCheck } from './step/CellCheck.ts';
import { FanInList } from './step/FanInList.ts';
import { StepChain } from './step/StepChain.ts';
import { type TensorContent, TensorView } from './TensorView.ts';

const VIEW_HEIGHT = 132;
/** Ops take x, weight and bias at most. */
const PLACES = [0, 1, 2];
/** Tables list every number of tensors up to this size; larger ones are read with the cursor. */
const LISTED = 16;

interface Columns {
  readonly left: HTMLElement;
  readonly middle: HTMLElement;
  readonly right: HTMLElement;
}

/** The width of one of a column's own columns: before a room what stands below each other stands beside each other. */
function roomIn(column: HTMLElement): number {
  const { gridTemplateColumns, columnGap } = getComputedStyle(column);
  const count = gridTemplateColumns.split(' ').length;
  return (column.clientWidth - (count - 1) * (Number.parseFloat(columnGap) || 0)) / count;
}

export class BackwardStepper extends Figure {
  private chain: StepChain | null = null;
  private sum: FanInList | null = null;
  private check: CellCheck | null = null;
  private readonly position = document.createElement('span');
  private readonly words = document.createElement('p');
  private readonly phaseButtons = new Map<Phase, HTMLButtonElement>();
  private readonly stepButtons: HTMLButtonElement[] = [];
  private columns: Columns | null = null;
  private inputs: TensorView[] = [];
  private changes: TensorView[] = [];
  private output: TensorView | null = null;
  private kept: TensorView | null = null;
  private rules: HTMLTemplateElement[] = [];
  private readonly formulas = document.createElement('div');
  private readonly writtenOut = document.createElement('p');
  private readonly terms = document.createElement('ul');
  private termsFor = '';
  private cells: Cells = new Map();
  private shownRule: HTMLTemplateElement | null = null;

  protected build(player: Player): void {
    this.rules = [...this.querySelectorAll<HTMLTemplateElement>('template[data-rule]')];
    const panel = this.buildPanel(player);
    const words = this.strings.figures.backwardStepper;
    this.chain = new StepChain(
      {
        scalar: words.scalar,
        outer: words.chain,
        ops: (count) => fill(words.ops, { count }),
        inner: (fold) => fill(words.inside, { fold }),
        border: ({ from, to }) => fill(words.border, { from, to }),
      },
      (stop) => this.go(stop),
    );
    this.chain.element.addEventListener('keydown', (event) => this.key(event));
    this.check = new CellCheck(this.strings.step.check, player, () => this.invalidate());
    this.append(this.controls(), this.chain.element, panel, this.check.element);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  /** Between networks; none while a question asks where they are. */
  private borders(trace: StepTrace): ReadonlyMap<number, Border> {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null ? new Map() : bordersOf(trace);
  }

  protected override draw(state: PlayerState): void {
    const { trace } = state;
    if (trace === null || this.columns === null) return;
    const op = this.standing(state);
    if (op === null) return;
    this.columns.left.parentElement!.dataset['phase'] = this.phase;
    this.drawChain(trace, op);
    this.drawControls(trace, op);
    this.cells = linkedCells(trace, op, chosenCell(trace, op, this.phase, state.selection));
    this.drawRule(trace, op);
    this.drawLink(state, trace, op);
    const width = roomIn(this.columns.left);
    for (const place of PLACES) this.drawInput(state, trace, op, place, width);
    this.drawOutput(state, trace, op);
    this.drawKept(state, trace, op);
    this.check?.draw(state, op, (part) => this.gradientName(trace, op, part));
  }

  /** `∂L/∂W` of what an op sends back, without what it is added to. */
  private gradientName(trace: StepTrace, op: OpTrace, part: Part): string {
    return 'place' in part ? `∂L/∂${symbolOf(trace, op, part.place)}` : '∂L/∂out';
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    const { trace } = state;
    const here = this.standing(state);
    if (trace === null || here === null) return null;
    const words = this.strings.figures.backwardStepper;
    const table = document.createElement('table');
    const head = table.createTHead().insertRow();
    for (const title of words.tableHead) {
      const cell = document.createElement('th');
      cell.scope = 'col';
      cell.textContent = title;
      head.append(cell);
    }
    const body = table.createTBody();
    for (const stop of walkOf(trace)) {
      const op = opOf(trace, stop.op)!;
      const row = body.insertRow();
      if (stop.phase === this.phase && op === here) row.setAttribute('aria-current', 'step');
      row.insertCell().textContent = this.place(trace, stop);
      const parts = partsOf(trace, op, stop.phase);
      const isCovered = stop.phase === 'backward' && this.check?.covers(state, op);
      row.insertCell().textContent = parts
        .map(({ symbol, shown }) => `${symbol}: ${isCovered ? '?' : numbersOf(shown, words.largest)}`)
        .join('; ');
    }
    return table;
  }

  protected override sentence(state: PlayerState): string {
    const { trace } = state;
    const op = this.standing(state);
    if (trace === null || op === null) return '';
    const words = this.strings.figures.backwardStepper;
    const values = {
      place: this.place(trace, { phase: this.phase, op: op.label }),
      step: trace.step,
      item:
        trace.reading === undefined || explainedBy(trace.reading) !== null ? trace.item + 1 : `“${trace.reading.text}”`,
    };
    const border = this.phase === 'update' ? undefined : this.borders(trace).get(op.index);
    if (border === undefined) return fill(words.sentence[this.phase], values);
    const { from, to, isCrossed } = border;
    const crossing =
      this.phase === 'forward' ? words.crossing.forward : words.crossing[isCrossed ? 'backward' : 'closed'];
    return `${fill(words.sentence[this.phase], values)} ${fill(crossing, { from, to })}`;
  }

  /** The op stood at, in a phase that has it: the update passes by ops without parameters. */
  private standing({ trace, op }: PlayerState): OpTrace | null {
    return trace && opOf(trace, inPhase(trace, this.phase, op).op);
  }

  /** `op 3 of 9, backwards: pool2 (maxPool2d)` */
  private place(trace: StepTrace, { phase, op }: Stop): string {
    const words = this.strings.figures.backwardStepper;
    const ops = opsOf(trace, phase);
    const at = ops.findIndex(({ label }) => label === op);
    return fill(words.place, {
      at: at + 1,
      of: ops.length,
      direction: words.direction[phase],
      op,
      name: ops[at]?.name ?? '',
    });
  }

  private go({ phase, op }: Stop): void {
    this.player?.standAt(op, phase);
  }

  private get phase(): Phase {
    return this.player?.state.phase ?? 'backward';
  }

  private key(event: KeyboardEvent): void {
    const trace = this.player?.state.trace;
    const op = this.player && this.standing(this.player.state);
    if (!trace || !op) return;
    const here = { phase: this.phase, op: op.label };
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by !== 0) this.go(event.shiftKey ? alongFolds(trace, here, by) : alongChain(trace, here, by));
    else if (event.key === 'Home') this.go(walkOf(trace)[0] ?? here);
    else if (event.key === 'End') this.go(walkOf(trace).at(-1) ?? here);
    else if (event.key === 'Escape') (document.activeElement as HTMLElement | null)?.blur();
    else return;
    event.preventDefault();
  }

  private controls(): HTMLElement {
    const words = this.strings.figures.backwardStepper;
    const bar = document.createElement('div');
    bar.className = 'figure-controls';
    const group = document.createElement('div');
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', words.phase);
    for (const phase of phases) {
      const button = control(words.direction[phase], () => {
        const state = this.player?.state;
        if (state?.trace) this.go(inPhase(state.trace, phase, state.op));
      });
      button.classList.add('plain');
      this.phaseButtons.set(phase, button);
      group.append(button);
    }
    for (const by of [-1, 1]) {
      this.stepButtons.push(
        control(by < 0 ? words.previous : words.next, () => {
          const state = this.player?.state;
          const op = state && this.standing(state);
          if (state?.trace && op) this.go(alongWalk(state.trace, { phase: this.phase, op: op.label }, by));
        }),
      );
    }
    this.position.className = 'stepper-position';
    const steps = document.createElement('div');
    steps.className = 'stepper-steps';
    steps.append(...this.stepButtons);
    bar.append(group, this.position, steps);
    return bar;
  }

  private buildPanel(player: Player): HTMLElement {
    const make = (part: () => Part): TensorView =>
      new TensorView({
        strings: this.strings,
        maxHeight: VIEW_HEIGHT,
        maxCell: 52,
        onSelect: (index) => player.select({ op: this.standing(player.state)?.label ?? '', tensor: part(), index }),
        onPoint: (inside) => {
          const { trace } = player.state;
          const op = this.standing(player.state);
          player.pointAt(inside && trace && op ? this.symOf(trace, op, part()) : null);
        },
      });
    this.inputs = PLACES.map((place) => make(() => this.inputPart(place)));
    this.changes = PLACES.map((place) => make(() => ({ kind: 'input', place })));
    this.output = make(() => ({ kind: this.phase === 'forward' ? 'output' : 'gradOutput' }));
    this.kept = make(() => ({ kind: 'input', place: 0 }));
    const panel = document.createElement('div');
    panel.className = 'stepper-panel';
    const side = (name: string): HTMLElement => {
      const column = document.createElement('div');
      column.className = `stepper-${name}`;
      panel.append(column);
      return column;
    };
    const [left, middle, right] = [side('left'), side('middle'), side('right')];
    this.columns = { left, middle, right };
    left.append(...this.inputs.map((view) => view.element));
    this.formulas.className = 'stepper-formulas';
    this.writtenOut.className = 'stepper-written';
    this.terms.className = 'stepper-terms';
    this.terms.setAttribute('aria-label', this.strings.step.link.terms);
    this.terms.addEventListener('keydown', (event) => roving(() => [...this.terms.querySelectorAll('button')], event));
    for (const part of [this.formulas, this.writtenOut, this.terms]) watchTerms(part, player);
    middle.append(this.words, this.formulas, this.terms, this.writtenOut, this.kept.element);
    const words = this.strings.figures.backwardStepper;
    this.sum = new FanInList(
      {
        head: (count, place) => fill(words.fanIn.head, { count, place }),
        total: words.fanIn.total,
        notKept: words.fanIn.notKept,
      },
      (op) => this.go(inPhase(player.state.trace!, 'backward', op)),
    );
    right.append(this.output.element, this.sum.element, ...this.changes.map((view) => view.element));
    return panel;
  }

  private inputPart(place: number): Part {
    return { kind: this.phase === 'forward' ? 'input' : 'gradInput', place };
  }

  private drawChain(trace: StepTrace, op: OpTrace): void {
    if (this.chain === null) return;
    this.chain.trace = trace;
    this.chain.draw(trace, this.phase, op, this.borders(trace));
  }

  private drawControls(trace: StepTrace, op: OpTrace): void {
    const here = { phase: this.phase, op: op.label };
    for (const [phase, button] of this.phaseButtons) button.setAttribute('aria-pressed', String(phase === this.phase));
    const text = this.place(trace, here);
    if (this.position.textContent !== text) this.position.textContent = text;
    const walk = walkOf(trace);
    const at = walk.findIndex((stop) => stop.phase === here.phase && stop.op === here.op);
    // Not `disabled`: that would throw the focus away at the ends of the walk.
    this.stepButtons[0]?.setAttribute('aria-disabled', String(at === 0));
    this.stepButtons[1]?.setAttribute('aria-disabled', String(at === walk.length - 1));
  }

  /** What equation and lines call a part of the op. */
  private symOf(trace: StepTrace, op: OpTrace, part: Part): string | null {
    if (this.phase === 'update') return part.kind.startsWith('grad') ? 'grad' : 'theta';
    return opLinks.has(op.name) ? symOfPart(op.name, part) : (termsOf(trace, op, part)[0] ?? null);
  }

  /** The terms of the op, one tab stop, and the chosen cell written out with the numbers that made it. */
  private drawLink(state: PlayerState, trace: StepTrace, op: OpTrace): void {
    const words = this.strings.step.link;
    const isUpdate = this.phase === 'update';
    const link = opLinks.get(isUpdate ? (trace.updates[0]?.optimizer ?? '') : op.name);
    const inFormulas = new Set(
      [...this.formulas.querySelectorAll<HTMLElement>('[data-sym]')].map(({ dataset }) => dataset['sym']),
    );
    const syms = (link?.terms ?? []).map(({ sym }) => sym).filter((sym) => inFormulas.has(sym));
    const key = `${op.name} ${this.phase} ${syms.join(' ')}`;
    if (key !== this.termsFor) {
      this.termsFor = key;
      this.terms.replaceChildren(...syms.map((sym, place) => termButton(sym, place === 0)));
    }
    this.terms.hidden = syms.length === 0;
    const chosen = chosenCell(trace, op, this.phase, state.selection);
    const isCovered = this.check?.covers(state, op) ?? false;
    const pieces =
      link === undefined || chosen === null || isUpdate || isCovered
        ? []
        : written(trace, op, link, { chosen, cells: this.cells, more: (count) => fill(words.more, { count }) });
    this.writtenOut.hidden = pieces.length === 0;
    const text = JSON.stringify(pieces);
    if (this.writtenOut.dataset['for'] !== text) {
      this.writtenOut.dataset['for'] = text;
      this.writtenOut.replaceChildren(...pieces.map(pieceOf));
    }
    lightTerm(this, state.term);
  }

  private drawRule(trace: StepTrace, op: OpTrace): void {
    const words = this.strings.figures.backwardStepper;
    const rules: Readonly<Record<string, { forward: string; backward: string }>> = words.rules;
    const update = trace.updates.find(({ label }) =>
      parameterPlaces(trace, op).some((place) => trace.tensors.get(op.inputs[place]!)?.label === label),
    );
    const name = this.phase === 'update' ? (update === undefined ? '' : ruleOf(update)) : op.name;
    const rule = this.rules.find(({ dataset }) => dataset['rule'] === name && dataset['direction'] === this.phase);
    const general = this.phase === 'backward' ? words.anyRule : (rule?.dataset['summary'] ?? '');
    const text = this.phase === 'update' ? words.update : (rules[op.name]?.[this.phase] ?? general);
    if (this.words.textContent !== text) this.words.textContent = text;
    if (rule === this.shownRule) return;
    this.shownRule = rule ?? null;
    this.formulas.replaceChildren(...(rule === undefined ? [] : [rule.content.cloneNode(true)]));
  }

  private drawInput(state: PlayerState, trace: StepTrace, op: OpTrace, place: number, width: number): void {
    const view = this.inputs[place]!;
    const isShown = place < op.inputs.length && (this.phase !== 'update' || parameterPlaces(trace, op).includes(place));
    view.element.hidden = !isShown;
    const change = this.changes[place]!;
    change.element.hidden = !isShown || this.phase !== 'update';
    if (!isShown) return;
    const part = this.inputPart(place);
    const name = this.nameOf(trace, op, part);
    const words = this.strings.figures.backwardStepper;
    const unasked =
      partId(op, part) === null ? fill(words.unasked, { symbol: symbolOf(trace, op, place) }) : words.notKept;
    view.draw(this.content(state, trace, op, part, name), width, unasked);
    if (this.phase !== 'update') return;
    const label = trace.tensors.get(op.inputs[place]!)?.label ?? '';
    const shown = changeOf(trace, label);
    const lit = state.term === 'theta';
    change.draw(
      shown && { name: fill(words.change, { label }), shown, mode: 'update', lit },
      this.columns!.right.clientWidth,
    );
  }

  private drawOutput(state: PlayerState, trace: StepTrace, op: OpTrace): void {
    const view = this.output!;
    view.element.hidden = this.phase === 'update';
    this.drawSum(state, trace, op);
    if (this.phase === 'update') return;
    const part: Part = { kind: this.phase === 'forward' ? 'output' : 'gradOutput' };
    view.draw(
      this.content(state, trace, op, part, this.nameOf(trace, op, part)),
      this.columns!.right.clientWidth,
      this.strings.figures.backwardStepper.notKept,
    );
  }

  /** In the chosen cell, or in the first of the example looked at. */
  private drawSum({ selection }: PlayerState, trace: StepTrace, op: OpTrace): void {
    const shape = trace.tensors.get(op.output)?.shape ?? [];
    const isChosen = selection?.op === op.label && selection.index?.length === shape.length;
    const first = shape.map((_, axis) => (axis === 0 && shape[0] === trace.batchIds.length ? trace.item : 0));
    const index = isChosen ? selection.index! : first;
    this.sum?.draw(this.phase === 'backward' && shape.length > 0 ? fanIn(trace, op, index) : null, index);
  }

  /** What the rule looks back at: the op's input, or for the loss the probabilities. */
  private drawKept(state: PlayerState, trace: StepTrace, op: OpTrace): void {
    const words = this.strings.figures.backwardStepper;
    const rules: Readonly<Record<string, { readonly backward: string; readonly keeps?: string }>> = words.rules;
    const keeps = rules[op.name]?.keeps ?? '';
    const view = this.kept!;
    view.element.hidden = this.phase !== 'backward' || keeps === '';
    if (view.element.hidden) return;
    const isLoss = op.index === trace.ops.length - 1;
    const probabilities = trace.tensors.get(trace.observed['probabilities'] ?? Number.NaN);
    const shown =
      isLoss && probabilities !== undefined
        ? ofExample(probabilities, trace.item, trace.batchIds.length)
        : shownPart(trace, op, { kind: 'input', place: 0 });
    const sym = isLoss ? 'p' : (this.symOf(trace, op, { kind: 'input', place: 0 }) ?? 'x');
    const lit = state.term === sym;
    const marked = lit ? (this.cells.get(sym) ?? []) : [];
    view.draw(
      shown && { name: keeps, shown, mode: 'value', lit, marked },
      this.columns!.middle.clientWidth || this.columns!.right.clientWidth,
      words.notKept,
    );
  }

  private content(state: PlayerState, trace: StepTrace, op: OpTrace, part: Part, name: string): TensorContent | null {
    const shown = shownPart(trace, op, part);
    if (shown === null) return null;
    const { selection, term } = state;
    const isSame = selection?.op === op.label && selection.index?.length === shown.fullShape.length;
    const selectedId = isSame ? partId(op, selection.tensor) : null;
    const sameShape =
      selectedId !== null && shapeLabel(trace.tensors.get(selectedId)?.shape ?? []) === shapeLabel(shown.fullShape);
    const sym = this.symOf(trace, op, part);
    const lit = term !== null && (term === sym || termsOf(trace, op, part).includes(term));
    const isCovered = part.kind === 'gradInput' && this.check?.covers(state, op);
    return {
      covered: isCovered ? this.strings.step.check.covered : null,
      marked: term !== null && term === sym ? (this.cells.get(term) ?? []) : [],
      name,
      shown,
      mode: part.kind.startsWith('grad') ? 'gradient' : 'value',
      lit,
      selected: sameShape ? selection!.index : null,
    };
  }

  override drawn(state: PlayerState): readonly Drawn[] {
    const op = this.standing(state);
    const { trace } = state;
    if (trace === null || op === null) return [];
    const at = (part: Part): string => {
      const tensor = 'place' in part ? `${part.kind}${part.place}` : part.kind;
      return `${op.label} ${tensor}`;
    };
    const own = this.inputs.flatMap((view, place) => view.drawn(at(this.inputPart(place))));
    if (this.phase === 'update') return own;
    return [...own, ...(this.output?.drawn(at({ kind: this.phase === 'forward' ? 'output' : 'gradOutput' })) ?? [])];
  }

  private nameOf(trace: StepTrace, op: OpTrace, part: Part): string {
    const words = this.strings.figures.backwardStepper;
    if (!('place' in part)) return words.names[part.kind];
    const symbol = symbolOf(trace, op, part.place);
    const label = trace.tensors.get(op.inputs[part.place]!)?.label ?? '';
    if (part.kind === 'input')
      return fill(words.names.input, { symbol, label: label === '' ? words.fromBefore : label });
    const sign = op.backward?.accumulated[part.place] ? '+=' : '=';
    return fill(this.phase === 'update' ? words.names.gradient : words.names.gradInput, { symbol, sign, label });
  }
}

/** x for what comes from the op before (x, y, z where several do), W and b for parameters. */
function symbolOf(trace: StepTrace, op: OpTrace, place: number): string {
  const before = op.inputs.slice(0, place).filter((_, i) => isParameter(trace, op, i)).length;
  return isParameter(trace, op, place) ? (['W', 'b'][before] ?? 'w') : (['x', 'y', 'z'][place - before] ?? 'x');
}

/** `dx` is ∂L/∂x, `theta` θ: as formulas write them. */
const SPOKEN: Readonly<Record<string, string>> = { theta: 'θ', lr: 'η', grad: '∂L/∂θ', loss: 'L' };

function termButton(sym: string, isFirst: boolean): HTMLLIElement {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'plain';
  button.dataset['sym'] = sym;
  button.tabIndex = isFirst ? 0 : -1;
  button.textContent = SPOKEN[sym] ?? (/^d./.test(sym) ? `∂L/∂${sym.slice(1)}` : sym);
  item.append(button);
  return item;
}

function pieceOf({ text, sym, sup }: Piece): HTMLElement {
  const element = document.createElement(sup ? 'sup' : 'span');
  element.textContent = text;
  if (sym !== undefined) element.dataset['sym'] = sym;
  return element;
}

function control(text: string, act: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.append(text);
  button.addEventListener('click', act);
  return button;
}

function partsOf(trace: StepTrace, op: OpTrace, phase: Phase): { symbol: string; shown: ShownTensor }[] {
  if (phase === 'update') {
    return parameterPlaces(trace, op).flatMap((place) => {
      const label = trace.tensors.get(op.inputs[place]!)?.label ?? '';
      const shown = changeOf(trace, label);
      return shown === null ? [] : [{ symbol: label, shown }];
    });
  }
  const backward = phase === 'backward';
  const places = op.inputs.map((_, place) => ({
    symbol: symbolOf(trace, op, place),
    part: { kind: backward ? 'gradInput' : 'input', place } as Part,
  }));
  const through = { symbol: 'out', part: { kind: backward ? 'gradOutput' : 'output' } as Part };
  return (backward ? [through, ...places] : [...places, through]).flatMap(({ symbol, part }) => {
    const shown = shownPart(trace, op, part);
    return shown === null ? [] : [{ symbol: backward ? `∂L/∂${symbol}` : symbol, shown }];
  });
}

/** Few numbers in full; of many the shape and the largest magnitude. */
function numbersOf({ values, fullShape }: ShownTensor, largest: string): string {
  if (values.length <= LISTED) return Array.from(values, (value) => numeral(value)).join(', ');
  return fill(largest, { shape: shapeLabel(fullShape), scale: numeral(scaleOf(values)) });
}

customElements.define('backward-stepper', BackwardStepper);
