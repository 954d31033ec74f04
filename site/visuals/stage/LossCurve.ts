/**
 * `<loss-curve>`: the loss and the share that is right, step by step, one above the other on the same steps; in both, as diamonds, what was
 * measured on examples that are not trained on. Beside the track in focus the others run broken, with their numbers at the end. Dashed lines say
 * what guessing would give; those are mathematics, everything else is measured. Clicking, dragging or arrow keys show another
 * step. It lies under a range input, so a keyboard, a finger and a screen reader all hold the same slider. Until something runs, a page that
 * opens at the first step shows how the recorded run went on; where that answers a question, only its beginning before the reader's guess.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { StepMetrics } from '../../player/protocol.ts';
import { printTrack } from '../../player/trackText.ts';
import { answerTo, whenAnswered } from '../parts/answers.ts';
import { floorOfTwice } from '../parts/cells/loud.ts';
import { deciles } from '../parts/curves/deciles.ts';
import { lastStepOnAxis } from '../parts/curves/lastStepOnAxis.ts';
import { steadySeek } from '../parts/curves/steadySeek.ts';
import { type CurvePlace, strokeCurve } from '../parts/curves/strokeCurve.ts';
import { ticksUpTo } from '../parts/curves/ticksUpTo.ts';
import { tickText } from '../parts/curves/tickText.ts';
import type { Drawn } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { percent } from '../parts/percent.ts';
import { aheadSteps } from './curves/aheadSteps.ts';

/** Room for the numbers of the axes, in multiples of the text's height. */
const MARGIN = { left: 3.2, right: 4.4, top: 2, between: 3, bottom: 2.4 };
/** Of the drawing's height without margins, how much the loss gets. */
const LOSS_SHARE = 0.62;
/** More looks than this are a line of their own. */
const MANY_LOOKS = 20;
/** How much ink the recorded rest of a curve gets: paler than what was made, and to be read. */
const AHEAD_INK = 0.5;

interface Panel extends CurvePlace {
  readonly top: number;
  readonly bottom: number;
}

interface Layout {
  readonly left: number;
  readonly right: number;
  readonly em: number;
  readonly steps: number;
  readonly loss: Panel;
  readonly accuracy: Panel;
}

export class LossCurve extends Figure {
  private canvas: HTMLCanvasElement | null = null;
  private range: HTMLInputElement | null = null;
  /** Does it say what a softmax that is applied twice cannot fall below? null: the page has no such button. */
  private floor: HTMLButtonElement | null = null;
  /** The recorded run's steps after the shown one; none once something runs. */
  private ahead: readonly StepMetrics[] = [];

  protected build(player: Player): void {
    const words = this.strings.figures.lossCurve;
    this.canvas = document.createElement('canvas');
    this.canvas.setAttribute('aria-hidden', 'true');
    const range = document.createElement('input');
    range.type = 'range';
    range.min = '0';
    range.setAttribute('aria-label', words.seek);
    const seek = steadySeek(player);
    range.addEventListener('input', () => seek(range.valueAsNumber));
    range.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') range.blur();
    });
    this.range = range;
    this.append(this.canvas, range);
    const floor = this.closest('figure')?.querySelector<HTMLButtonElement>('[data-floor]');
    if (floor) this.buildFloor(floor);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  /** Is the end of the recorded curve the answer to a question that waits? */
  private get isCovered(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  private aheadOf(state: PlayerState): readonly StepMetrics[] {
    return aheadSteps(this.player!.recordedAhead, state, this.isCovered);
  }

  private buildFloor(button: HTMLButtonElement): void {
    button.disabled = false;
    button.addEventListener('click', () => {
      button.setAttribute('aria-pressed', String(!this.showsFloor));
      this.invalidate();
    });
    this.floor = button;
  }

  private get showsFloor(): boolean {
    return this.floor?.getAttribute('aria-pressed') === 'true';
  }

  /** What of the sentence about the floor is the run's. */
  private floorWords(classes: number): { others: number; floor: string } {
    return { others: classes - 1, floor: numeral(floorOfTwice(classes)) };
  }

  protected draw(state: PlayerState): void {
    if (this.canvas === null || this.range === null) return;
    const context = prepareCanvas(this.canvas, this.clientWidth, this.clientHeight);
    const { font, fontSize } = getComputedStyle(this);
    context.font = font;
    this.ahead = this.aheadOf(state);
    const layout = this.layout(state, Number.parseFloat(fontSize));
    this.drawAxes(context, layout, state);
    this.drawCurves(context, layout, state);
    this.drawMarker(context, layout, state);
    this.fitRange(this.range, layout, state);
  }

  private layout(state: PlayerState, em: number): Layout {
    const { info, trace } = state;
    const made = Math.max(...state.tracks.map(({ metrics }) => metrics.length));
    const longest = Math.max(made, (this.ahead.at(-1)?.step ?? -1) + 1);
    const shownStep = trace?.step ?? 0;
    const steps = lastStepOnAxis(Math.max(longest, shownStep + 1), info.stepsPerEpoch, info.totalSteps);
    const left = MARGIN.left * em;
    const right = this.clientWidth - MARGIN.right * em;
    const x = (step: number): number => left + (step / steps) * (right - left);
    const free = this.clientHeight - (MARGIN.top + MARGIN.between + MARGIN.bottom) * em;
    const end = this.clientHeight - MARGIN.bottom * em;
    const isScored = hasAccuracy(state);
    const lossBottom = isScored ? MARGIN.top * em + LOSS_SHARE * free : end;
    const accuracyTop = isScored ? lossBottom + MARGIN.between * em : end;
    const panel = (top: number, bottom: number, end: number, color: string): Panel => {
      const y = (value: number): number => bottom - (Math.min(value, end) / end) * (bottom - top);
      return { top, bottom, x, y, color: ink(this, color), shownStep };
    };
    return {
      left,
      right,
      em,
      steps,
      loss: panel(MARGIN.top * em, lossBottom, this.highestLoss(state), '--role-loss'),
      accuracy: panel(accuracyTop, this.clientHeight - MARGIN.bottom * em, 1, '--role-activations'),
    };
  }

  /** A little above the largest loss, and above guessing, so that its line can be seen. */
  private highestLoss(state: PlayerState): number {
    const trained = [...this.ahead, ...state.tracks.flatMap(({ metrics }) => metrics)].map((entry) => entry.loss);
    const tested = state.tracks.flatMap((track) => examined(track, 'loss').map(({ value }) => value));
    const finite = [...trained, ...tested].filter(Number.isFinite);
    return (
      1.08 *
      finite.reduce((largest, loss) => Math.max(largest, loss), this.classes === null ? 0 : Math.log(this.classes))
    );
  }

  /** How many there are to guess among; null: the run tells no classes apart. */
  private get classes(): number | null {
    const { trace } = this.player!.state;
    const id = trace?.observed['probabilities'];
    const shape = id === undefined ? undefined : trace?.tensors.get(id)?.shape;
    // Where something is said at every place, the classes still come last.
    const columns = shape === undefined || shape.length < 2 ? null : shape.at(-1)!;
    return columns === 1 ? 2 : columns; // one chance is that of a yes: there is a no
  }

  private drawAxes(context: CanvasRenderingContext2D, layout: Layout, state: PlayerState): void {
    const words = this.strings.figures.lossCurve;
    const { loss, accuracy, left, right, em } = layout;
    const { classes } = this;
    const isScored = hasAccuracy(state);
    context.textBaseline = 'middle';
    this.drawRules(context, layout, loss, ticksUpTo(this.highestLoss(state), 4), tickText);
    if (isScored) this.drawRules(context, layout, accuracy, [0, 0.5, 1], percent);
    if (classes !== null) {
      const guess = Math.log(classes);
      this.drawGuess(context, layout, loss.y(guess), fill(words.guessing, { classes, loss: numeral(guess) }));
      if (isScored) this.drawGuess(context, layout, accuracy.y(1 / classes), fill(words.guessingAccuracy, { classes }));
      if (this.showsFloor) {
        const text = fill(this.strings.logits.floor.text, this.floorWords(classes));
        this.drawGuess(context, layout, loss.y(floorOfTwice(classes)), text);
      }
    }
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    context.fillStyle = loss.color;
    context.fillText(words.loss, left, loss.top - 0.75 * em);
    context.fillStyle = accuracy.color;
    if (isScored) context.fillText(words.accuracy, left, accuracy.top - 0.75 * em);
    if (examined(state, 'loss').length > 0) this.drawTestKey(context, layout, loss, words.loss);
    if (isScored && state.evaluations.length > 0) this.drawTestKey(context, layout, accuracy, words.accuracy);
    if (this.ahead.length > 0) this.drawAheadKey(context, layout);
    context.fillStyle = ink(this, '--ink-faint');
    context.textAlign = 'center';
    context.textBaseline = 'top';
    for (const step of ticksUpTo(layout.steps, 6)) {
      context.fillText(String(step), loss.x(step), accuracy.bottom + 0.5 * em);
    }
    context.textAlign = 'left';
    context.fillText(words.step, right + 0.75 * em, accuracy.bottom + 0.5 * em);
  }

  /** What the diamonds are, behind the panel's title. */
  private drawTestKey(context: CanvasRenderingContext2D, { left, em }: Layout, { top }: Panel, title: string): void {
    const words = this.strings.figures.lossCurve;
    const at = left + context.measureText(title).width + 1.6 * em;
    const y = top - 0.75 * em;
    context.fillStyle = ink(this, '--ink');
    this.drawDiamond(context, at, y - 0.32 * em);
    context.fillText(words.test, at + 0.8 * em, y);
  }

  /** What the pale rest of the curve is, at the right of the panel's title; and that more of it waits for a guess. */
  private drawAheadKey(context: CanvasRenderingContext2D, { left, right, em, loss }: Layout): void {
    const words = this.strings.figures.lossCurve;
    context.fillStyle = ink(this, '--ink-faint');
    context.textAlign = 'right';
    context.textBaseline = 'alphabetic';
    const text = this.isCovered ? words.aheadCovered : words.ahead;
    const room = right - left - context.measureText(words.loss).width - em;
    if (context.measureText(text).width < room) context.fillText(text, right, loss.top - 0.75 * em);
    context.textAlign = 'left';
  }

  /** Hairlines at round values, with the value to the left. */
  private drawRules(
    context: CanvasRenderingContext2D,
    { left, right, em }: Layout,
    panel: Panel,
    values: readonly number[],
    say: (value: number) => string,
  ): void {
    context.lineWidth = 1;
    context.textAlign = 'right';
    for (const value of values) {
      const y = Math.round(panel.y(value)) + 0.5;
      context.strokeStyle = ink(this, value === 0 ? '--rule-strong' : '--rule');
      this.drawLine(context, left, y, right, y);
      context.fillStyle = ink(this, '--ink-faint');
      context.fillText(say(value), left - 0.5 * em, y);
    }
  }

  /** What guessing would give: dashed, because it is mathematics and no data. Its words stand above the line, at its end. */
  private drawGuess(
    context: CanvasRenderingContext2D,
    { left, right, em }: Layout,
    height: number,
    text: string,
  ): void {
    const y = Math.round(height) + 0.5;
    context.lineWidth = 1;
    context.setLineDash([5, 4]);
    context.strokeStyle = ink(this, '--ink-faint');
    this.drawLine(context, left, y, right, y);
    context.setLineDash([]);
    context.textAlign = 'right';
    this.haloText(context, text, right, y - 0.7 * em, ink(this, '--ink-faint'));
  }

  private drawCurves(context: CanvasRenderingContext2D, { loss, accuracy }: Layout, state: PlayerState): void {
    const pale = this.ahead.length > 0 ? { pale: AHEAD_INK } : {};
    for (const [place, { metrics }] of state.tracks.entries()) {
      // What was recorded is the only track's: beside another it is not drawn.
      const known = [...metrics, ...this.ahead];
      const points = (key: 'loss' | 'accuracy') => known.map((entry) => ({ step: entry.step, value: entry[key] }));
      if (place !== state.focus) context.setLineDash([6, 3 + 2 * place]);
      strokeCurve(context, points('loss'), { ...loss, ...pale });
      strokeCurve(context, points('accuracy'), { ...accuracy, ...pale });
      context.setLineDash([]);
      if (place !== state.focus) this.nameCurves(context, { loss, accuracy }, { place, last: metrics.at(-1) });
    }
    for (const track of [...state.tracks.filter((_, place) => place !== state.focus), state]) {
      this.drawExamined(context, loss, examined(track, 'loss'), track === state);
      this.drawExamined(context, accuracy, examined(track, 'accuracy'), track === state);
    }
  }

  /** Diamonds, hollow for tracks that are not in focus; where there are many, small ones on a thin line. */
  private drawExamined(
    context: CanvasRenderingContext2D,
    panel: Panel,
    points: readonly Examined[],
    isFocus: boolean,
  ): void {
    const isMany = points.length > MANY_LOOKS;
    const size = isMany ? 2.5 : 5;
    if (!isFocus) context.setLineDash([4, 3]);
    if (isMany) strokeCurve(context, points, { ...panel, color: ink(this, '--ink') });
    context.setLineDash([]);
    if (isMany && !isFocus) return;
    for (const { step, value } of points) {
      if (!Number.isFinite(value)) continue;
      context.globalAlpha = step > panel.shownStep + 1 ? 0.4 : 1;
      context.fillStyle = ink(this, isFocus ? '--ink' : '--paper');
      this.drawDiamond(context, panel.x(step), panel.y(value), size);
      context.strokeStyle = ink(this, '--ink');
      context.lineWidth = 1.25;
      if (!isFocus) context.stroke();
      context.globalAlpha = 1;
    }
  }

  /** The number of a track beside the ends of its curves. */
  private nameCurves(
    context: CanvasRenderingContext2D,
    { loss, accuracy }: Pick<Layout, 'loss' | 'accuracy'>,
    { place, last }: { readonly place: number; readonly last: StepMetrics | undefined },
  ): void {
    if (last === undefined) return;
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    for (const [panel, value] of [
      [loss, last.loss],
      [accuracy, last.accuracy],
    ] as const) {
      if (!Number.isFinite(value)) continue;
      this.haloText(context, String(place + 1), panel.x(last.step) - 14, panel.y(value) - 12, panel.color);
    }
  }

  /** The shown step: a line through both panels, and each curve's value beside it. */
  private drawMarker(context: CanvasRenderingContext2D, layout: Layout, state: PlayerState): void {
    const { loss, accuracy, em } = layout;
    const step = state.trace?.step;
    const entry = step === undefined ? undefined : state.metrics[step];
    if (entry === undefined) return;
    const x = loss.x(entry.step);
    context.strokeStyle = ink(this, '--ink');
    context.lineWidth = 1;
    const hair = Math.round(x) + 0.5;
    for (const panel of [loss, accuracy]) this.drawLine(context, hair, panel.top, hair, panel.bottom);
    const isScored = Number.isFinite(entry.accuracy);
    const values = [
      { panel: loss, value: entry.loss, text: numeral(entry.loss) },
      ...(isScored ? [{ panel: accuracy, value: entry.accuracy, text: percent(entry.accuracy) }] : []),
    ];
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    for (const { panel, value, text } of values) {
      const y = Number.isFinite(value) ? panel.y(value) : panel.top;
      context.fillStyle = panel.color;
      context.beginPath();
      context.arc(x, y, 4, 0, 2 * Math.PI);
      context.fill();
      this.haloText(context, text, x + 0.7 * em, y, panel.color);
    }
  }

  private drawLine(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
    context.beginPath();
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
    context.stroke();
  }

  private drawDiamond(context: CanvasRenderingContext2D, x: number, y: number, size = 5): void {
    context.beginPath();
    context.moveTo(x, y - size);
    context.lineTo(x + size, y);
    context.lineTo(x, y + size);
    context.lineTo(x - size, y);
    context.closePath();
    context.fill();
  }

  /** Text that stays readable where it crosses a line. */
  private haloText(context: CanvasRenderingContext2D, text: string, x: number, y: number, color: string): void {
    context.strokeStyle = ink(this, '--paper');
    context.lineWidth = 4;
    context.lineJoin = 'round';
    context.strokeText(text, x, y);
    context.fillStyle = color;
    context.fillText(text, x, y);
  }

  /** The slider lies exactly over the axis. */
  private fitRange(range: HTMLInputElement, { left, steps, loss: panel }: Layout, state: PlayerState): void {
    const step = state.trace?.step ?? 0;
    const last = Math.min(steps, state.info.totalSteps - 1);
    range.style.left = `${left}px`;
    range.style.width = `${panel.x(last) - left}px`;
    range.max = String(last);
    if (document.activeElement !== range || state.status !== 'seeking') range.value = String(step);
    const entry = state.metrics[step];
    const loss = entry === undefined ? '–' : numeral(entry.loss);
    range.setAttribute(
      'aria-valuetext',
      fill(this.strings.figures.timeBar.valueText, { step, total: state.info.totalSteps, loss }),
    );
  }

  override drawn(state: PlayerState): readonly Drawn[] {
    const named = (address: string, { step, loss, accuracy }: StepMetrics): Drawn[] => [
      { id: `${address}loss@${step}`, value: loss },
      ...(Number.isFinite(accuracy) ? [{ id: `${address}accuracy@${step}`, value: accuracy }] : []),
    ];
    return [
      ...state.tracks.flatMap(({ metrics }, place) => metrics.flatMap((entry) => named(`track ${place + 1} `, entry))),
      ...this.aheadOf(state).flatMap((entry) => named('ahead ', entry)),
      ...state.tracks.flatMap((track, place) =>
        (['loss', 'accuracy'] as const).flatMap((key) =>
          examined(track, key).map(({ step, value }) => ({ id: `track ${place + 1} examined ${key}@${step}`, value })),
        ),
      ),
    ];
  }

  protected override table(state: PlayerState): HTMLTableElement {
    const words = this.strings.figures.lossCurve;
    const measured = state.evaluations.map(({ step, metrics }) => ({
      step,
      test: metrics['accuracy'],
      heldOut: metrics['loss'],
    }));
    const rows = [
      ...deciles([...state.metrics, ...this.aheadOf(state)]).map((entry) => ({
        ...entry,
        test: undefined,
        heldOut: undefined,
      })),
      ...measured.map((entry) => ({ ...entry, loss: undefined, accuracy: undefined })),
    ].toSorted((a, b) => a.step - b.step);
    return numberTable(
      words.tableCaption,
      words.columns,
      rows.map(({ step, loss, accuracy, test, heldOut }) => [
        String(step),
        loss === undefined ? '' : numeral(loss),
        accuracy === undefined || Number.isNaN(accuracy) ? '' : percent(accuracy),
        heldOut === undefined ? '' : numeral(heldOut),
        test === undefined ? '' : percent(test),
      ]),
    );
  }

  protected override sentence(state: PlayerState): string {
    const words = this.strings.figures.lossCurve;
    const step = state.trace?.step ?? 0;
    const entry = state.metrics[step];
    if (entry === undefined) return words.empty;
    const said = [
      fill(Number.isFinite(entry.accuracy) ? words.sentence : words.lossOnly, {
        step,
        total: state.info.totalSteps,
        loss: numeral(entry.loss),
        accuracy: percent(entry.accuracy),
      }),
    ];
    const test = state.evaluations.findLast((evaluation) => evaluation.step <= step + 1);
    const accuracy = test?.metrics['accuracy'];
    const heldOut = test?.metrics['loss'];
    if (test !== undefined && accuracy !== undefined) {
      said.push(fill(words.testSentence, { steps: test.step, accuracy: percent(accuracy) }));
      if (heldOut !== undefined && Number.isFinite(heldOut))
        said.push(fill(words.testLossSentence, { loss: numeral(heldOut) }));
    }
    const ahead = this.aheadOf(state).at(-1);
    if (ahead !== undefined)
      said.push(
        fill(this.isCovered ? words.aheadCoveredSentence : words.aheadSentence, {
          step: ahead.step,
          loss: numeral(ahead.loss),
        }),
      );
    if (this.classes !== null) said.push(fill(words.guessingSentence, { classes: this.classes }));
    if (this.classes !== null && this.showsFloor)
      said.push(fill(this.strings.logits.floor.sentence, this.floorWords(this.classes)));
    if (state.tracks.length > 1)
      said.push(
        state.tracks.map(({ spec }, i) => fill(words.track, { place: i + 1, track: printTrack(spec) })).join(' · '),
      );
    return said.join(' ');
  }
}

interface Examined {
  readonly step: number;
  readonly value: number;
}

/** What a track was measured at, on examples that it is not trained on. */
const examined = ({ evaluations }: Pick<PlayerState, 'evaluations'>, key: 'loss' | 'accuracy'): readonly Examined[] =>
  evaluations.flatMap(({ step, metrics }) => {
    const value = metrics[key];
    return value === undefined || Number.isNaN(value) ? [] : [{ step, value }];
  });

/** A regression has none: nothing is right or wrong there. */
const hasAccuracy = ({ metrics }: PlayerState): boolean => metrics.some(({ accuracy }) => Number.isFinite(accuracy));

customElements.define('loss-curve', LossCurve);
