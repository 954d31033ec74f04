/**
 * `<unrolled-time>`: a recurrent network, step by step through its sequence. A column per time step: what it reads, the state it keeps (and
 * the LSTM's memory) as a strip of cells, and below, on a logarithmic axis, how large the gradient is that comes back to it: of every track,
 * one under the other, on one axis. Choosing a column brings every other figure there. One tab stop; arrows move along time. Behind a
 * curtain (`data-curtain`: the name of a prediction) the gradients wait for the reader's guess. `data-shows="terms"`: in their place how
 * large each step's term in the gradient of the recurrent weights is. `data-reads`: a text of the reader's own can be read. `data-mark`: the
 * guess is a mark that is dragged along the curtain, and stays when it opens.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { StepTrace } from '../../player/protocol.ts';
import { printTrack } from '../../player/trackText.ts';
import { answerTo, draftGuess, draftOf, whenAnswered, whenDrafted } from '../parts/answers.ts';
import { ofExample } from '../parts/cells/shownTensor.ts';
import { powerText } from '../parts/curves/powers.ts';
import { type Drawn, drawnRow } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { ink, letters, numeral, paintSigned, prepareCanvas, scaleOf, signPalette } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { type LogAxis, logAxis, writeOver } from './logAxis.ts';
import { ReadingForm } from './ReadingForm.ts';
import { type Series, seriesOf } from './seriesOf.ts';
import { termSizes } from './termSizes.ts';
import { reachAbove, reachOf, type TimeStep, type Unrolled, unrolled } from './unrolled.ts';

/** Height of one strip of cells, and of the bars, in CSS pixels; before a room, where a slide holds them all. */
const HEIGHTS = { strip: 96, bars: 120 };
const HEIGHTS_BEFORE_A_ROOM = { strip: 48, bars: 72 };
const BETWEEN = 26;
/** Height of the strip of factors. */
const FACTORS = 46;
/** To the right of the columns, for the powers of ten; figures-sequences.css keeps the same free. */
const AXIS_ROOM = 36;
/** From so many time steps on, what each reads is written small. */
const MANY_STEPS = 16;
/** The share of the last gradient that a mark asks for. */
const FAINT = 0.01;

/** The gradients of one track. */
interface BarRow {
  readonly title: string;
  readonly steps: readonly TimeStep[];
}

/** One row of cells; `terms`: what of an equation stands in it, and how many steps from the one that is looked at. */
interface Strip {
  readonly title: string;
  readonly pick: (step: TimeStep) => ArrayLike<number> | null;
  readonly terms: Readonly<Record<string, number>>;
}

export class UnrolledTime extends Figure {
  private readonly sheet = document.createElement('div');
  private readonly steps = document.createElement('div');
  private readonly canvas = document.createElement('canvas');
  private columns: HTMLButtonElement[] = [];
  private form: ReadingForm | null = null;
  /** Was it turned to where the mark begins, at the last step? */
  private isTurned = false;
  /** Between which heights of the canvas the first row's bars, or their curtain, are. */
  private barsAt: readonly [number, number] = [0, 0];
  private heights = HEIGHTS;

  protected build(player: Player): void {
    const words = this.strings.figures.unrolledTime;
    player.observe('hiddenGradients');
    player.observe('memoryGradients');
    this.sheet.className = 'unrolled-sheet';
    this.steps.className = 'unrolled-steps';
    this.steps.setAttribute('role', 'group');
    this.steps.setAttribute('aria-label', words.label);
    this.steps.addEventListener('keydown', (event) => this.key(event));
    this.canvas.setAttribute('aria-hidden', 'true');
    // Where it is wider than its place, its words go along.
    this.addEventListener('scroll', () => this.invalidate(), { passive: true });
    this.canvas.addEventListener('click', (event) => {
      if (!this.isAtCurtain(event)) this.choose(this.columnAt(event));
    });
    this.canvas.addEventListener('pointerdown', (event) => this.startMark(event));
    this.canvas.addEventListener('pointermove', (event) => {
      if (this.canvas.hasPointerCapture(event.pointerId)) this.moveMark(event);
      this.canvas.style.cursor = this.isAtCurtain(event) ? 'ew-resize' : '';
    });
    this.sheet.append(this.steps, this.canvas);
    if (this.dataset['reads'] !== undefined) {
      this.form = new ReadingForm(player, words.reading);
      this.append(this.form.element);
    }
    this.append(this.sheet);
    const { curtain } = this.dataset;
    if (curtain === undefined) return;
    whenAnswered(curtain, () => this.invalidate());
    if (this.isMarked) whenDrafted(curtain, () => this.invalidate());
  }

  /** Is the guess a mark on this figure? */
  private get isMarked(): boolean {
    return this.dataset['mark'] !== undefined && this.dataset['curtain'] !== undefined;
  }

  private columnAt({ clientX }: PointerEvent | MouseEvent): number {
    const box = this.canvas.getBoundingClientRect();
    return Math.floor(((clientX - box.x) / (box.width - AXIS_ROOM)) * this.columns.length);
  }

  /** Is the pointer where a mark can be set? */
  private isAtCurtain({ clientY }: PointerEvent | MouseEvent): boolean {
    const y = clientY - this.canvas.getBoundingClientRect().y;
    return this.isMarked && this.isClosed && y >= this.barsAt[0] && y <= this.barsAt[1];
  }

  private startMark(event: PointerEvent): void {
    if (!this.isAtCurtain(event)) return;
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.moveMark(event);
  }

  /** What is guessed is how many steps back from the last. */
  private moveMark(event: PointerEvent): void {
    const last = this.columns.length - 1;
    const at = Math.min(Math.max(this.columnAt(event), 0), last);
    draftGuess(this.dataset['curtain']!, String(last - at));
  }

  /** The time step that the reader marked; null where none is. */
  private markedStep(count: number): number | null {
    const { curtain } = this.dataset;
    const guess = this.isMarked ? answerTo(curtain!) || draftOf(curtain!) : null;
    const at = guess === null || guess === '' ? Number.NaN : count - 1 - Math.round(Number(guess));
    return at >= 0 && at < count ? at : null;
  }

  /** Do the gradients wait for a guess? */
  private get isClosed(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  private said(gradient: number | null): string {
    const words = this.strings.figures.unrolledTime;
    if (this.isClosed) return words.behindCurtain;
    return gradient === null ? words.notKept : numeral(gradient);
  }

  protected override draw(state: PlayerState): void {
    const { trace } = state;
    const found = trace && unrolled(trace);
    if (trace === null || found === null) return;
    this.form?.show(state);
    this.drawSteps(state, trace, found);
    this.drawStrips(
      found,
      { chosen: this.chosen(state, found), term: state.term, series: this.seriesIn(state) },
      this.barRows(state, found),
    );
    if (this.isTurned || !this.isMarked) return;
    this.isTurned = true;
    this.scrollLeft = this.scrollWidth;
  }

  /** Are the bars the terms of a weight's gradient? */
  private get showsTerms(): boolean {
    return this.dataset['shows'] === 'terms';
  }

  /** Where numbers are read and no letters: the series itself. */
  private seriesIn({ trace, info }: PlayerState): Series | null {
    return trace === null || info.vocabulary !== undefined ? null : seriesOf(trace);
  }

  /** What the bars are. */
  private titleOf({ steps, ofBatch }: Unrolled): string {
    const words = this.strings.figures.unrolledTime;
    if (this.showsTerms) return words.terms;
    const title = steps.some(({ memory }) => memory !== null) ? words.bothGradients : words.gradients;
    return fill(title, { whose: ofBatch ? words.ofBatch : words.ofSequence });
  }

  /** The gradients of all tracks that have a recurrent layer. */
  private barRows({ tracks, trace: shown }: PlayerState, own: Unrolled): readonly BarRow[] {
    if (this.showsTerms) {
      const sizes = shown === null ? null : termSizes(shown);
      const bare = { memoryGradient: null, factor: null };
      return [
        {
          title: this.titleOf(own),
          steps: own.steps.map((step, at) => ({ ...step, ...bare, hiddenGradient: sizes?.[at] ?? null })),
        },
      ];
    }
    if (tracks.length === 1) return [{ title: this.titleOf(own), steps: own.steps }];
    return tracks.flatMap(({ spec, trace }) => {
      const found = trace === null ? null : unrolled(trace);
      return found === null ? [] : [{ title: printTrack(spec), steps: found.steps }];
    });
  }

  /** The time step that the figures stand at, by the op's path; none when they stand elsewhere. */
  private chosen({ op }: PlayerState, { layer, steps }: Unrolled): number {
    return steps.findIndex(({ t }) => op.startsWith(`${layer}.t${t}.`));
  }

  private drawSteps(state: PlayerState, trace: StepTrace, found: Unrolled): void {
    while (this.columns.length > found.steps.length) this.columns.pop()!.remove();
    while (this.columns.length < found.steps.length) this.addColumn();
    const chosen = this.chosen(state, found);
    const read = readSequence(trace, state.info.vocabulary);
    const words = this.strings.figures.unrolledTime;
    this.sheet.style.setProperty('--time-steps', String(found.steps.length));
    this.steps.classList.toggle('is-dense', found.steps.length > MANY_STEPS);
    for (const [at, button] of this.columns.entries()) {
      const step = found.steps[at]!;
      const said = read?.[at] ?? String(step.t);
      if (button.textContent !== said) button.textContent = said;
      button.classList.toggle('is-number', state.info.vocabulary === undefined);
      button.classList.toggle('is-padding', !this.isClosed && step.hiddenGradient === 0);
      button.setAttribute('aria-pressed', String(at === chosen));
      button.tabIndex = at === Math.max(chosen, 0) ? 0 : -1;
      const gradient = this.said(step.hiddenGradient);
      button.setAttribute('aria-label', fill(words.column, { t: step.t, read: said, gradient }));
    }
  }

  private addColumn(): void {
    const at = this.columns.length;
    const button = document.createElement('button');
    button.type = 'button';
    button.addEventListener('click', () => this.choose(at));
    this.columns.push(button);
    this.steps.append(button);
  }

  private choose(at: number): void {
    const trace = this.player?.state.trace;
    const step = trace ? unrolled(trace)?.steps[at] : undefined;
    if (step === undefined) return;
    this.player?.standAt(step.memory === null ? step.op : step.op.replace(/hidden$/, 'cell'));
  }

  private key(event: KeyboardEvent): void {
    const at = this.columns.indexOf(event.target as HTMLButtonElement);
    const goals: Readonly<Record<string, number>> = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: this.columns.length - 1,
    };
    if (event.key === 'Escape') (event.target as HTMLElement).blur();
    const goal = goals[event.key];
    const button = goal === undefined ? undefined : this.columns[goal];
    if (button === undefined) return;
    event.preventDefault();
    this.choose(goal!);
    button.focus();
  }

  /** State, memory, and of the gates the one that is pointed at in an equation; else the one that keeps. */
  private strips(steps: readonly TimeStep[], term: string | null): readonly Strip[] {
    if (this.showsTerms) return [];
    const words = this.strings.figures.unrolledTime;
    const has = (pick: Strip['pick']): boolean => steps.some((step) => pick(step) !== null);
    const hasMemory = has(({ memory }) => memory);
    const strips: Strip[] = [
      { title: words.hidden, pick: ({ hidden }) => hidden, terms: hasMemory ? { h: 0 } : { h: 0, before: -1 } },
    ];
    if (hasMemory) strips.push({ title: words.memory, pick: ({ memory }) => memory, terms: { c: 0, before: -1 } });
    const gates = Object.keys(steps[0]?.gates ?? {}) as (keyof typeof words.gates)[];
    const gate = gates.find((name) => name === term) ?? gates.find((name) => name === 'f' || name === 'z');
    if (gate === undefined) return strips;
    const pick: Strip['pick'] = (step) => step.gates[gate] ?? null;
    return has(pick) ? [...strips, { title: words.gates[gate], pick, terms: { [gate]: 0 } }] : strips;
  }

  /** What it reads as a line, a point a step; behind the last what it forecasts, and what came. */
  private drawSeries(
    context: CanvasRenderingContext2D,
    { read, forecast, truth }: Series,
    { top, column }: { readonly top: number; readonly column: number },
  ): void {
    const all = [...read, ...[forecast, truth].filter((value) => value !== null)];
    const most = Math.max(...all.map(Math.abs), Number.MIN_VALUE);
    const y = (value: number): number => top + this.heights.strip / 2 - (value / most) * (this.heights.strip / 2 - 5);
    const x = (at: number): number => (at + 0.5) * column;
    context.strokeStyle = ink(this, '--rule-strong');
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(0, Math.round(y(0)) + 0.5);
    context.lineTo(read.length * column + AXIS_ROOM, Math.round(y(0)) + 0.5);
    context.stroke();
    context.strokeStyle = ink(this, '--role-data');
    context.fillStyle = ink(this, '--role-data');
    context.lineWidth = 1.5;
    context.beginPath();
    for (const [at, value] of read.entries()) context.lineTo(x(at), y(value));
    context.stroke();
    const dot = (at: number, value: number): void => {
      context.beginPath();
      context.arc(at, y(value), 4, 0, 2 * Math.PI);
    };
    for (const [at, value] of read.entries()) {
      context.beginPath();
      context.arc(x(at), y(value), 2.5, 0, 2 * Math.PI);
      context.fill();
    }
    const next = read.length * column + AXIS_ROOM / 2;
    if (truth !== null) {
      dot(next, truth);
      context.stroke();
    }
    if (forecast === null) return;
    context.fillStyle = ink(this, '--role-activations');
    dot(next, forecast);
    context.fill();
  }

  /** The cell of unit 0, which the equations speak of. */
  private frameCell(
    context: CanvasRenderingContext2D,
    units: number,
    { x, top, column }: { readonly x: number; readonly top: number; readonly column: number },
  ): void {
    if (units === 0) return;
    context.strokeStyle = ink(this, '--accent');
    context.lineWidth = 2;
    context.strokeRect(x + 1, top + BETWEEN - 1, column - 2, Math.max(5, this.heights.strip / units + 2));
  }

  private drawStrips(
    { steps }: Unrolled,
    { chosen, term, series }: { readonly chosen: number; readonly term: string | null; readonly series: Series | null },
    rows: readonly BarRow[],
  ): void {
    const words = this.strings.figures.unrolledTime;
    this.heights = document.documentElement.dataset['presenter'] === undefined ? HEIGHTS : HEIGHTS_BEFORE_A_ROOM;
    const width = this.sheet.clientWidth;
    const strips = this.strips(steps, term);
    const hasFactors = rows.some((row) => row.steps.some(({ factor }) => factor !== null));
    const each = this.heights.bars + BETWEEN + (hasFactors ? FACTORS + BETWEEN : 0);
    const height =
      (strips.length + (series === null ? 0 : 1)) * (this.heights.strip + BETWEEN) + rows.length * each + 8;
    const context = prepareCanvas(this.canvas, width, height);
    context.font = `${letters(14)}px ${ink(this, '--font-ui')}`;
    const column = (width - AXIS_ROOM) / steps.length;
    if (chosen >= 0) {
      context.fillStyle = ink(this, '--selection');
      context.fillRect(chosen * column, 0, column, height);
    }
    let top = 0;
    if (series !== null) {
      this.writeTitle(context, words.series, top);
      this.drawSeries(context, series, { top: top + BETWEEN, column });
      top += this.heights.strip + BETWEEN;
    }
    for (const strip of strips) {
      this.drawStrip(context, steps, strip.pick, { top, column, title: strip.title });
      const lit = litIn(strip.terms, term, chosen);
      if (lit !== null) this.frameCell(context, strip.pick(steps[lit]!)?.length ?? 0, { x: lit * column, top, column });
      top += this.heights.strip + BETWEEN;
    }
    const sizes = rows.flatMap((row) => row.steps.flatMap((step) => [step.hiddenGradient, step.memoryGradient]));
    const axis = logAxis(sizes);
    this.barsAt = [top + BETWEEN, top + BETWEEN + this.heights.bars];
    for (const [place, row] of rows.entries()) {
      this.writeTitle(context, row.title, top);
      if (this.isClosed) this.drawCurtain(context, top, width);
      else if (this.showsTerms) this.drawTerms(context, row.steps, { top, width });
      else if (axis !== null) this.drawBars(context, row.steps, { top, width, axis });
      if (place === 0) this.drawMarks(context, row.steps, { top, width });
      top += this.heights.bars + BETWEEN;
      if (!hasFactors) continue;
      this.writeTitle(context, words.factors, top);
      if (!this.isClosed) this.drawFactors(context, row.steps, { top: top + BETWEEN, width });
      top += FACTORS + BETWEEN;
    }
  }

  private drawCurtain(context: CanvasRenderingContext2D, top: number, width: number): void {
    const words = this.strings.figures.unrolledTime;
    context.fillStyle = ink(this, '--paper-raised');
    context.fillRect(0, top + BETWEEN, width, this.heights.bars);
    context.fillStyle = ink(this, '--ink-soft');
    context.fillText(
      this.isMarked ? words.markHere : words.curtain,
      this.scrollLeft + 12,
      top + BETWEEN + this.heights.bars / 2,
    );
  }

  /** The reader's mark, and once it is open where less than one per cent is left. */
  private drawMarks(
    context: CanvasRenderingContext2D,
    steps: readonly TimeStep[],
    { top, width }: { readonly top: number; readonly width: number },
  ): void {
    if (!this.isMarked) return;
    const words = this.strings.figures.unrolledTime;
    const last = steps.length - 1;
    const column = (width - AXIS_ROOM) / steps.length;
    const [ceiling, floor] = [top + BETWEEN, top + BETWEEN + this.heights.bars];
    const line = (at: number, text: string, height: number): void => {
      const x = (at + 0.5) * column;
      context.beginPath();
      context.moveTo(x, ceiling);
      context.lineTo(x, floor);
      context.stroke();
      const isLeft = x > width / 2;
      context.textAlign = isLeft ? 'right' : 'left';
      writeOver(context, text, [x + (isLeft ? -8 : 8), height], this);
    };
    const marked = this.markedStep(steps.length);
    context.lineWidth = 2;
    if (marked !== null) {
      context.strokeStyle = ink(this, '--accent');
      context.fillStyle = ink(this, '--accent');
      line(marked, fill(words.mark, { back: last - marked }), ceiling + 14);
      context.beginPath();
      context.arc((marked + 0.5) * column, floor, 6, 0, 2 * Math.PI);
      context.fill();
    }
    const back = this.isClosed ? null : reachAbove(steps, FAINT);
    if (back === null) return;
    context.strokeStyle = ink(this, '--ink');
    context.fillStyle = ink(this, '--ink');
    context.setLineDash([4, 3]);
    line(last - back, fill(words.onePercent, { back }), ceiling + 32);
    context.setLineDash([]);
  }

  private drawStrip(
    context: CanvasRenderingContext2D,
    steps: readonly TimeStep[],
    pick: (step: TimeStep) => ArrayLike<number> | null,
    { top, column, title }: { readonly top: number; readonly column: number; readonly title: string },
  ): void {
    const palette = signPalette(this);
    const scale = steps.reduce((largest, step) => Math.max(largest, scaleOf(pick(step) ?? [])), 0);
    this.writeTitle(context, fill(title, { scale: numeral(scale, 3) }), top);
    const colour = new Uint8ClampedArray(4);
    for (const [at, step] of steps.entries()) {
      const values = pick(step);
      if (values === null) continue;
      const cell = this.heights.strip / values.length;
      for (let i = 0; i < values.length; i++) {
        paintSigned(values[i]!, scale, palette, colour, 0);
        context.fillStyle = `rgb(${colour[0]} ${colour[1]} ${colour[2]})`;
        context.fillRect(at * column + 2, top + BETWEEN + i * cell, column - 4, Math.ceil(cell));
      }
    }
  }

  private writeTitle(context: CanvasRenderingContext2D, text: string, top: number): void {
    context.fillStyle = ink(this, '--ink-soft');
    context.textBaseline = 'alphabetic';
    context.textAlign = 'left';
    context.fillText(text, this.scrollLeft + 2, top + BETWEEN - 8);
  }

  /** Bars from the floor of a logarithmic axis; a gradient of zero has none, and says so by its empty place. */
  private drawBars(
    context: CanvasRenderingContext2D,
    steps: readonly TimeStep[],
    { top, width, axis }: { readonly top: number; readonly width: number; readonly axis: LogAxis },
  ): void {
    const column = (width - AXIS_ROOM) / steps.length;
    const hasMemory = steps.some(({ memoryGradient }) => memoryGradient !== null);
    const floor = top + BETWEEN + this.heights.bars;
    const y = (value: number): number =>
      floor - ((Math.log10(value) - axis.from) / (axis.to - axis.from)) * this.heights.bars;
    context.strokeStyle = ink(this, '--rule');
    context.fillStyle = ink(this, '--ink-faint');
    context.lineWidth = 1;
    context.textAlign = 'right';
    for (let power = axis.from; power <= axis.to; power++) {
      const line = Math.round(y(10 ** power)) + 0.5;
      context.beginPath();
      context.moveTo(0, line);
      context.lineTo(width, line);
      context.stroke();
    }
    const bar = (at: number, value: number | null, share: readonly [number, number], color: string): void => {
      if (value === null || !(value > 0)) return;
      const height = Math.max(1, floor - y(Math.max(value, 10 ** axis.from)));
      context.fillStyle = color;
      context.fillRect((at + share[0]) * column, floor - height, (share[1] - share[0]) * column, height);
    };
    for (const [at, { hiddenGradient, memoryGradient }] of steps.entries()) {
      bar(at, hiddenGradient, hasMemory ? [0.16, 0.48] : [0.25, 0.75], ink(this, '--role-activations'));
      bar(at, memoryGradient, [0.52, 0.84], ink(this, '--role-weights'));
    }
    for (let power = axis.from; power < axis.to; power++)
      writeOver(context, powerText(power), [width - 2, y(10 ** power) - 3], this);
  }

  /** Bars from zero: here sizes are compared, not their powers of ten. */
  private drawTerms(
    context: CanvasRenderingContext2D,
    steps: readonly TimeStep[],
    { top, width }: { readonly top: number; readonly width: number },
  ): void {
    const column = (width - AXIS_ROOM) / steps.length;
    const floor = top + BETWEEN + this.heights.bars;
    const most = Math.max(0, ...steps.map(({ hiddenGradient }) => hiddenGradient ?? 0));
    context.strokeStyle = ink(this, '--rule');
    context.lineWidth = 1;
    for (const line of [floor, top + BETWEEN]) {
      context.beginPath();
      context.moveTo(0, Math.round(line) + 0.5);
      context.lineTo(width, Math.round(line) + 0.5);
      context.stroke();
    }
    if (!(most > 0)) return;
    context.fillStyle = ink(this, '--role-weights');
    for (const [at, { hiddenGradient }] of steps.entries()) {
      const height = ((hiddenGradient ?? 0) / most) * this.heights.bars;
      context.fillRect((at + 0.25) * column, floor - height, 0.5 * column, height);
    }
    context.textAlign = 'right';
    writeOver(context, numeral(most, 2), [width - 2, top + BETWEEN + 14], this);
  }

  /** A mark at each step, as high as its factor; on the line the gradient keeps its length. */
  private drawFactors(
    context: CanvasRenderingContext2D,
    steps: readonly TimeStep[],
    { top, width }: { readonly top: number; readonly width: number },
  ): void {
    const column = (width - AXIS_ROOM) / steps.length;
    const most = Math.max(1.5, ...steps.map(({ factor }) => factor ?? 0));
    const y = (value: number): number => top + FACTORS - (value / most) * FACTORS;
    context.lineWidth = 1;
    for (const value of [0, 1]) {
      context.strokeStyle = ink(this, value === 0 ? '--rule' : '--rule-strong');
      context.beginPath();
      context.moveTo(0, Math.round(y(value)) + 0.5);
      context.lineTo(width, Math.round(y(value)) + 0.5);
      context.stroke();
    }
    context.strokeStyle = ink(this, '--ink-faint');
    context.fillStyle = ink(this, '--ink');
    for (const [at, { factor }] of steps.entries()) {
      if (factor === null) continue;
      const x = (at + 0.5) * column;
      context.beginPath();
      context.moveTo(x, y(1));
      context.lineTo(x, y(factor));
      context.stroke();
      context.beginPath();
      context.arc(x, y(factor), 3, 0, 2 * Math.PI);
      context.fill();
    }
    context.textAlign = 'right';
    writeOver(context, '×1', [width - 2, y(1) - 3], this);
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const found = trace && unrolled(trace);
    if (trace === null || found === null) return [];
    return found.steps.flatMap(({ t, op, hidden, hiddenGradient, memoryGradient }) => [
      ...(hidden === null ? [] : drawnRow(`${op} output`, hidden, [trace.item])),
      ...(!found.ofBatch || hiddenGradient === null
        ? []
        : [{ id: `observed hiddenGradients[${t}]`, value: hiddenGradient }]),
      ...(!found.ofBatch || memoryGradient === null
        ? []
        : [{ id: `observed memoryGradients[${t}]`, value: memoryGradient }]),
    ]);
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    const { trace, info } = state;
    const words = this.strings.figures.unrolledTime;
    const found = trace && unrolled(trace);
    if (trace === null || found === null) return null;
    const read = readSequence(trace, info.vocabulary);
    const hasMemory = found.steps.some(({ memory }) => memory !== null);
    const sizes = this.showsTerms ? termSizes(trace) : null;
    const rows = found.steps.map(({ t, hiddenGradient, memoryGradient, factor }, at) => [
      String(t),
      read?.[at] ?? '',
      ...(this.showsTerms
        ? [this.said(sizes?.[at] ?? null)]
        : [this.said(hiddenGradient), ...(hasMemory ? [this.said(memoryGradient)] : []), this.factorText(factor)]),
    ]);
    const [time, reads, hidden, memory, factors, terms] = words.columns;
    const columns = this.showsTerms
      ? [time, reads, terms]
      : [time, reads, hidden, ...(hasMemory ? [memory] : []), factors];
    return numberTable(this.whose(words.tableCaption, words.readingCaption, trace), columns as string[], rows);
  }

  private factorText(factor: number | null): string {
    return this.isClosed || factor === null ? '' : numeral(factor, 3);
  }

  /** Words of an example of the batch, or of a text that was read in its place. */
  private whose(ofExample: string, ofReading: string, { step, item, reading }: StepTrace): string {
    return reading === undefined
      ? fill(ofExample, { step, item: item + 1 })
      : fill(ofReading, { step, text: reading.text });
  }

  protected override sentence(state: PlayerState): string {
    const { trace, tracks } = state;
    const words = this.strings.figures.unrolledTime;
    const found = trace && unrolled(trace);
    if (trace === null || found === null) return '';
    if (this.isClosed) {
      const closed = fill(words.closed, { step: trace.step });
      return this.isMarked ? `${closed} ${words.markHow}` : closed;
    }
    if (this.showsTerms) return this.termText(state, trace, found);
    const said = [this.reachText(trace, found), this.stepText(found.steps[this.chosen(state, found)])];
    if (tracks.length > 1) said.push(fill(words.tracks, { title: this.titleOf(found) }));
    return said.filter((text) => text !== '').join(' ');
  }

  /** What happens on the way back through the step that is chosen. */
  private stepText(step: TimeStep | undefined): string {
    const words = this.strings.figures.unrolledTime;
    if (step === undefined || step.factor === null) return '';
    const { t, factor, slopes, weights } = step;
    const whole = fill(words.factor, { t, factor: numeral(factor, 2) });
    if (slopes === null || weights === null) return whole;
    return `${whole} ${fill(words.factorParts, { slopes: numeral(slopes, 2), weights: numeral(weights, 2) })}`;
  }

  private termText(state: PlayerState, trace: StepTrace, found: Unrolled): string {
    const words = this.strings.figures.unrolledTime;
    const sizes = termSizes(trace);
    if (sizes === null) return words.noTerms;
    const largest = sizes.indexOf(Math.max(...sizes));
    const chosen = this.chosen(state, found);
    const said = fill(words.termSentence, {
      step: trace.step,
      count: sizes.length,
      largest,
      size: numeral(sizes[largest]!, 3),
    });
    return chosen < 0 ? said : `${said} ${fill(words.term, { t: chosen, size: numeral(sizes[chosen]!, 3) })}`;
  }

  private reachText(trace: StepTrace, { steps, ofBatch }: Unrolled): string {
    const words = this.strings.figures.unrolledTime;
    const { step } = trace;
    const reach = reachOf(steps);
    if (reach === null) {
      const only = steps.find(({ hiddenGradient }) => hiddenGradient !== null && hiddenGradient > 0);
      if (only === undefined) return fill(words.noReach, { step });
      return fill(words.oneReach, { step, t: only.t, gradient: numeral(only.hiddenGradient!) });
    }
    const { first, last } = reach;
    const read = trace.reading?.letter === null ? words.wholeSentence : words.readingSentence;
    const sentence = ofBatch ? words.batchSentence : this.whose(words.sentence, read, trace);
    return fill(sentence, {
      step,
      first: first.t,
      last: last.t,
      early: numeral(first.hiddenGradient!),
      late: numeral(last.hiddenGradient!),
    });
  }
}

/** At which time step a term is to be lit in a strip; null: it is not in it. */
function litIn(terms: Strip['terms'], term: string | null, chosen: number): number | null {
  const by = term === null ? undefined : terms[term];
  return by === undefined || chosen + by < 0 ? null : chosen + by;
}

/** What each step reads, in words: the letter of its token, or the number of its measurement. */
function readSequence(trace: StepTrace, vocabulary: readonly string[] | undefined): string[] | null {
  const inputs = trace.tensors.get(trace.inputs);
  const shown = inputs === undefined ? null : ofExample(inputs, trace.item, trace.batchIds.length);
  if (shown === null) return null;
  const values = Array.from(shown.values as ArrayLike<number>);
  return vocabulary === undefined
    ? values.map((value) => numeral(value, 2))
    : values.map((token) => vocabulary[token] ?? String(token));
}

customElements.define('unrolled-time', UnrolledTime);
