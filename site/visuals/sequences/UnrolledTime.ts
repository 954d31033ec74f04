/**
 * `<unrolled-time>`: a recurrent network, step by step through its sequence. A column per time step: what it reads, the state it keeps (and
 * the LSTM's memory) as a strip of cells, and below, on a logarithmic axis, how large the gradient is that comes back to it. Choosing a
 * column brings every other figure there. One tab stop; arrows move along time.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { StepTrace } from '../../player/protocol.ts';
import { powersRound, powerText } from '../curves/powers.ts';
import { Figure } from '../Figure.ts';
import { ink, numeral, paintSigned, prepareCanvas, scaleOf, signPalette } from '../ink.ts';
import { numberTable } from '../numberTable.ts';
import { ofExample } from '../step/shownTensor.ts';
import { reachOf, type TimeStep, type Unrolled, unrolled } from './unrolled.ts';

/** Height of one strip of cells, and of the bars, in CSS pixels. */
const STRIP = 96;
const BARS = 120;
const BETWEEN = 26;
/** The axis shows at least this many powers of ten, and at most that many. */
const LEAST_DECADES = 3;
const MOST_DECADES = 8;

export class UnrolledTime extends Figure {
  private readonly steps = document.createElement('div');
  private readonly canvas = document.createElement('canvas');
  private columns: HTMLButtonElement[] = [];

  protected build(_player: Player): void {
    const words = this.strings.figures.unrolledTime;
    this.steps.className = 'unrolled-steps';
    this.steps.setAttribute('role', 'group');
    this.steps.setAttribute('aria-label', words.label);
    this.steps.addEventListener('keydown', (event) => this.key(event));
    this.canvas.setAttribute('aria-hidden', 'true');
    this.canvas.addEventListener('click', (event) => {
      const box = this.canvas.getBoundingClientRect();
      this.choose(Math.floor(((event.clientX - box.x) / box.width) * this.columns.length));
    });
    this.append(this.steps, this.canvas);
  }

  protected override draw(state: PlayerState): void {
    const { trace } = state;
    const found = trace && unrolled(trace);
    if (trace === null || found === null) return;
    this.drawSteps(state, trace, found);
    this.drawStrips(found, this.chosen(state, found));
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
    for (const [at, button] of this.columns.entries()) {
      const step = found.steps[at]!;
      const said = read?.[at] ?? String(step.t);
      if (button.textContent !== said) button.textContent = said;
      button.classList.toggle('is-number', state.info.vocabulary === undefined);
      button.classList.toggle('is-padding', step.hiddenGradient === 0);
      button.setAttribute('aria-pressed', String(at === chosen));
      button.tabIndex = at === Math.max(chosen, 0) ? 0 : -1;
      const gradient = step.hiddenGradient === null ? words.notKept : numeral(step.hiddenGradient);
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

  private drawStrips({ steps }: Unrolled, chosen: number): void {
    const words = this.strings.figures.unrolledTime;
    const width = this.clientWidth;
    const hasMemory = steps.some(({ memory }) => memory !== null);
    const strips = hasMemory ? 2 : 1;
    const height = strips * (STRIP + BETWEEN) + BARS + 2 * BETWEEN;
    const context = prepareCanvas(this.canvas, width, height);
    context.font = `13px ${ink(this, '--font-ui')}`;
    const column = width / steps.length;
    if (chosen >= 0) {
      context.fillStyle = ink(this, '--selection');
      context.fillRect(chosen * column, 0, column, height);
    }
    let top = 0;
    this.drawStrip(context, steps, (step) => step.hidden, { top, column, title: words.hidden });
    top += STRIP + BETWEEN;
    if (hasMemory) {
      this.drawStrip(context, steps, (step) => step.memory, { top, column, title: words.memory });
      top += STRIP + BETWEEN;
    }
    this.drawBars(context, steps, { top, column, hasMemory });
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
      const cell = STRIP / values.length;
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
    context.fillText(text, 2, top + BETWEEN - 8);
  }

  /** Bars from the floor of a logarithmic axis; a gradient of zero has none, and says so by its empty place. */
  private drawBars(
    context: CanvasRenderingContext2D,
    steps: readonly TimeStep[],
    { top, column, hasMemory }: { readonly top: number; readonly column: number; readonly hasMemory: boolean },
  ): void {
    const words = this.strings.figures.unrolledTime;
    const axis = axisOf(steps);
    if (axis === null) return;
    this.writeTitle(context, hasMemory ? words.bothGradients : words.gradients, top);
    const floor = top + BETWEEN + BARS;
    const y = (value: number): number => floor - ((Math.log10(value) - axis.from) / (axis.to - axis.from)) * BARS;
    context.strokeStyle = ink(this, '--rule');
    context.fillStyle = ink(this, '--ink-faint');
    context.lineWidth = 1;
    context.textAlign = 'right';
    for (let power = axis.from; power <= axis.to; power++) {
      const line = Math.round(y(10 ** power)) + 0.5;
      context.beginPath();
      context.moveTo(0, line);
      context.lineTo(steps.length * column, line);
      context.stroke();
      if (power < axis.to) context.fillText(powerText(power), steps.length * column - 2, line - 3);
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
  }

  protected override table({ trace, info }: PlayerState): HTMLTableElement | null {
    const words = this.strings.figures.unrolledTime;
    const found = trace && unrolled(trace);
    if (trace === null || found === null) return null;
    const read = readSequence(trace, info.vocabulary);
    const text = (value: number | null): string => (value === null ? words.notKept : numeral(value));
    const hasMemory = found.steps.some(({ memory }) => memory !== null);
    const rows = found.steps.map(({ t, hiddenGradient, memoryGradient }, at) => [
      String(t),
      read?.[at] ?? '',
      text(hiddenGradient),
      ...(hasMemory ? [text(memoryGradient)] : []),
    ]);
    const columns = hasMemory ? words.columns : words.columns.slice(0, -1);
    return numberTable(fill(words.tableCaption, { step: trace.step, item: trace.item + 1 }), columns, rows);
  }

  protected override sentence({ trace }: PlayerState): string {
    const words = this.strings.figures.unrolledTime;
    const found = trace && unrolled(trace);
    if (trace === null || found === null) return '';
    const reach = reachOf(found.steps);
    if (reach === null) return fill(words.noReach, { step: trace.step });
    const { first, last } = reach;
    return fill(words.sentence, {
      step: trace.step,
      item: trace.item + 1,
      first: first.t,
      last: last.t,
      early: numeral(first.hiddenGradient!),
      late: numeral(last.hiddenGradient!),
    });
  }
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

/** Whole powers of ten round all gradients that are there. */
const axisOf = (steps: readonly TimeStep[]) =>
  powersRound(
    steps.flatMap(({ hiddenGradient, memoryGradient }) => [hiddenGradient ?? 0, memoryGradient ?? 0]),
    LEAST_DECADES,
    MOST_DECADES,
  );

customElements.define('unrolled-time', UnrolledTime);
