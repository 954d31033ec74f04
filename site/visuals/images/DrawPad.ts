/**
 * `<draw-pad>`: draw a digit, and the network reads it with the weights it has at that moment, again and again while it learns.
 * Mouse, finger or arrow keys hold the pen. Beside the pad stands the 28×28 image that the network is really shown. Until the
 * reader touches it, a digit of the recorded batch lies on it, with its recorded probabilities.
 */
import { fill } from '../../i18n/fill.ts';
import { TAG } from '../../player/explain/explanation.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { StepTrace } from '../../player/protocol.ts';
import { batchExample, largestPlace } from '../parts/digits/batchExample.ts';
import { Drawing } from '../parts/digits/Drawing.ts';
import { FIELD, PEN_RADIUS } from '../parts/digits/inkToDigit.ts';
import { KeyPen } from '../parts/digits/KeyPen.ts';
import { paintDigit } from '../parts/digits/paintDigit.ts';
import { pictureOf, turnedRound } from '../parts/digits/pictureFile.ts';
import { Figure } from '../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { percent } from '../parts/percent.ts';
import { throttled } from '../parts/throttled.ts';
import type { ExplainLayer } from './inside/explainLayer.ts';

/** While training plays, the drawing is read this often. */
const READ_PAUSE_MS = 150;
/** An answer that takes longer belongs to a worker that is gone. */
const PATIENCE_MS = 20_000;
/** Answers in a row that came from before the step on screen, and are asked for again. */
const MOST_EARLY = 2;

/** A page may hold several pads, each described by words of its own. */
let padsMade = 0;

interface Answer {
  readonly probabilities: ArrayLike<number>;
  /** How many updates the weights had behind them. */
  readonly updates: number;
}

interface Bar {
  readonly row: HTMLElement;
  readonly bar: HTMLElement;
  readonly share: HTMLElement;
}

export class DrawPad extends Figure {
  private readonly drawing = new Drawing();
  private answer: Answer | null = null;
  /** The batch's digit that lies on the pad as it was found, with what is known of it. */
  private shown: { readonly place: number; readonly step: number; readonly label: number } | null = null;
  private untouched = true;
  private lastRead: StepTrace | null = null;
  private waitingSince: number | null = null;
  private readAgain = false;
  /** A pointer draws. */
  private isDown = false;
  private readonly keyPen: KeyPen = new KeyPen(FIELD, {
    start: (x, y) => this.startStroke(x, y),
    go: (x, y) => this.goOn(x, y),
    lift: () => {},
    clear: () => this.clear(),
    leave: () => this.pad?.blur(),
    moved: () => this.tellPen(),
  });
  private pad: HTMLCanvasElement | null = null;
  private sight: HTMLCanvasElement | null = null;
  private reading: HTMLElement | null = null;
  private weights: HTMLElement | null = null;
  private penNews: HTMLElement | null = null;
  private takeButton: HTMLButtonElement | null = null;
  /** Pages that look inside load it. */
  private layer: ExplainLayer | null = null;
  private bars: Bar[] = [];
  /** How many answers in a row came from before the step on screen. */
  private early = 0;
  private readonly read = throttled<void>(READ_PAUSE_MS, () => void this.ask());

  protected build(player: Player): void {
    const { trace, item } = player.state;
    if (trace !== null) this.takeFrom(trace, item);
    if (this.dataset['explain'] !== undefined) this.takeRecorded(player);
    this.append(this.makePad(), this.makeAnswer());
    if (this.dataset['explain'] !== undefined) void this.addLayer();
  }

  /** A page that looks inside begins with the picture that it has looked into. */
  private takeRecorded({ recordedExplanations: [first] }: Player): void {
    if (first === undefined) return;
    this.drawing.take(first.pixels);
    this.shown = null;
    this.answer = { probabilities: first.explanation.probabilities, updates: first.step };
  }

  private async addLayer(): Promise<void> {
    const room = this.querySelector('.pad-answer')!;
    const { ExplainLayer: Layer } = await import('./inside/explainLayer.ts');
    this.layer = new Layer(this.strings, () => this.explain());
    room.append(this.layer.element);
    this.invalidate();
  }

  private explain(): void {
    if (this.player !== null && !this.drawing.isEmpty) void this.layer?.explain(this.player, this.drawing.seen());
  }

  /** Paint the tag, or paint it over with paper. */
  private tag(grey: number): void {
    this.drawing.paint(TAG, grey);
    this.untouched = false;
    this.changed();
  }

  private makePad(): HTMLElement {
    const words = this.strings.figures.drawPad;
    const pad = document.createElement('canvas');
    pad.className = 'pad-paper';
    pad.tabIndex = 0;
    pad.setAttribute('role', 'application');
    pad.setAttribute('aria-label', words.label);
    const keysId = `pad-keys-${++padsMade}`;
    pad.setAttribute('aria-describedby', keysId);
    pad.addEventListener('pointerdown', (event) => this.putDown(event));
    pad.addEventListener('pointermove', (event) => this.follow(event));
    for (const end of ['pointerup', 'pointercancel'] as const) pad.addEventListener(end, () => this.lift());
    pad.addEventListener('keydown', (event) => this.handleKey(event));
    pad.addEventListener('blur', () => this.leave());
    this.pad = pad;
    const clear = button(words.clear, () => this.clear());
    this.takeButton = button(this.takeWords(this.player?.state.item ?? 0), () => this.take());
    const keys = text('p', 'pad-keys', words.keys);
    keys.id = keysId;
    this.penNews = text('p', 'visually-hidden', '');
    this.penNews.setAttribute('aria-live', 'polite');
    const controls = group('pad-controls', clear, this.takeButton);
    if (this.dataset['explain'] !== undefined) {
      const { addTag, removeTag } = this.strings.inside.layer;
      controls.append(
        button(removeTag, () => this.tag(0)),
        button(addTag, () => this.tag(1)),
      );
    }
    return group('pad-side', pad, controls, ...this.makePicture(), keys, this.penNews);
  }

  /** A picture of the reader's own, as it is; and the same with dark and light exchanged. */
  private makePicture(): HTMLElement[] {
    if (this.dataset['picture'] === undefined) return [];
    const words = this.strings.figures.drawPad;
    const label = document.createElement('label');
    const file = document.createElement('input');
    [file.type, file.accept] = ['file', 'image/*'];
    const news = text('p', 'pad-note', words.pictureNote);
    news.setAttribute('role', 'status');
    file.addEventListener('change', () => {
      const [chosen] = file.files ?? [];
      if (chosen === undefined) return;
      pictureOf(chosen).then(
        (greys) => {
          news.textContent = words.pictureNote;
          this.lay(greys);
        },
        () => {
          news.textContent = words.noPicture;
        },
      );
    });
    label.append(`${words.picture} `, file);
    const turn = button(words.turn, () => this.lay(turnedRound(this.drawing.seen())));
    return [group('pad-controls', label, turn), news];
  }

  /** What is to be read lies there as it is. */
  private lay(greys: ArrayLike<number>): void {
    this.drawing.take(greys);
    this.untouched = false;
    this.changed();
  }

  private makeAnswer(): HTMLElement {
    const words = this.strings.figures.drawPad;
    this.sight = document.createElement('canvas');
    this.sight.className = 'pad-sight';
    this.sight.setAttribute('aria-hidden', 'true');
    this.reading = text('p', 'pad-reading', '');
    this.weights = text('p', 'pad-weights', '');
    const seen = group('pad-seen', this.sight, text('p', 'pad-note', words.seen));
    const says = group('pad-says', this.reading, this.weights);
    const bars = group('pad-bars');
    bars.setAttribute('aria-hidden', 'true');
    const count = this.answer?.probabilities.length ?? 0;
    this.bars = Array.from({ length: count }, (_, k) => makeBar(k, bars));
    return group('pad-answer', seen, says, bars);
  }

  // What lies on the pad

  private takeFrom(trace: StepTrace, item: number): void {
    const { image, label, probabilities } = batchExample(trace, item);
    if (image === null) return;
    this.drawing.take(image);
    this.shown = { place: item + 1, step: trace.step, label };
    // The recorded probabilities came from the weights before this step's own update.
    this.answer = probabilities === null ? null : { probabilities, updates: trace.step };
  }

  private take(): void {
    const { player } = this;
    if (player?.state.trace == null) return;
    this.takeFrom(player.state.trace, player.state.item);
    this.untouched = false;
    if (player.state.source === 'live') this.read();
    this.invalidate();
  }

  private clear(): void {
    this.wipe();
    this.isDown = false;
    this.keyPen.isDown = false;
    this.invalidate();
  }

  /** Takes away what lies on the pad and leaves the pen where it is: the first stroke wipes while the pen is down. */
  private wipe(): void {
    this.drawing.clear();
    this.shown = null;
    this.answer = null;
    this.untouched = false;
  }

  private changed(): void {
    this.shown = null;
    this.invalidate();
    this.read();
  }

  // The pen

  /** The digit that was laid out for the first look makes room for the reader's own. */
  private startStroke(x: number, y: number): void {
    if (this.untouched) this.wipe();
    this.drawing.startStroke(x, y);
    this.changed();
  }

  private putDown(event: PointerEvent): void {
    if (event.button !== 0 || this.pad === null) return;
    this.pad.setPointerCapture(event.pointerId);
    this.keyPen.release();
    this.isDown = true;
    this.startStroke(...this.placeOf(event));
  }

  private follow(event: PointerEvent): void {
    if (!this.isDown) return;
    const points = event.getCoalescedEvents?.() ?? [];
    for (const point of points.length > 0 ? points : [event]) this.drawing.continueStroke(...this.placeOf(point));
    this.changed();
  }

  private lift(): void {
    this.isDown = false;
  }

  /** In pixels of the field. */
  private placeOf(event: PointerEvent): [number, number] {
    const box = this.pad!.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * FIELD, ((event.clientY - box.top) / box.height) * FIELD];
  }

  private handleKey(event: KeyboardEvent): void {
    if (!this.keyPen.press(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  private goOn(x: number, y: number): void {
    this.drawing.continueStroke(x, y);
    this.changed();
  }

  private leave(): void {
    this.isDown = false;
    this.keyPen.release();
    this.invalidate();
  }

  private tellPen(): void {
    const words = this.strings.figures.drawPad;
    const { x, y, isDown } = this.keyPen;
    if (this.penNews !== null) this.penNews.textContent = fill(isDown ? words.penDown : words.penUp, { x, y });
    this.invalidate();
  }

  // The reading

  /**
   * One question at a time; what changed meanwhile is asked next. An answer from the way to the step on screen is asked for again: twice at most,
   * for after a measured nudge the weights do stand before it.
   */
  private async ask(): Promise<void> {
    if (this.player === null || this.drawing.isEmpty) return;
    if (this.waitingSince !== null && performance.now() - this.waitingSince < PATIENCE_MS) {
      this.readAgain = true;
      return;
    }
    this.readAgain = false;
    this.waitingSince = performance.now();
    const { step, probabilities } = await this.player.predict(this.drawing.seen());
    this.waitingSince = null;
    if (!this.drawing.isEmpty) this.answer = { probabilities, updates: step };
    this.explain();
    const { status, target, trace } = this.player.state;
    const stands = status !== 'playing' && target === null && trace !== null;
    this.early = stands && step !== trace.step + 1 ? this.early + 1 : 0;
    if (this.readAgain || (this.early > 0 && this.early <= MOST_EARLY)) this.read();
    this.invalidate();
  }

  protected draw(state: PlayerState): void {
    if (state.source === 'live' && state.trace !== this.lastRead) {
      this.lastRead = state.trace;
      this.read();
    }
    this.drawPaper();
    this.drawAnswer();
    if (this.takeButton !== null) this.takeButton.textContent = this.takeWords(state.item);
  }

  /** Digits of the batch are counted from 1 for people. */
  private takeWords(item: number): string {
    return fill(this.strings.figures.drawPad.take, { place: item + 1 });
  }

  private drawPaper(): void {
    if (this.pad === null || this.sight === null) return;
    const side = this.pad.clientWidth;
    const context = prepareCanvas(this.pad, side, side);
    // The page's style sheet sizes the pad; prepareCanvas sizes only its pixels here.
    this.pad.removeAttribute('style');
    const { ground, strokes } = this.drawing;
    paintDigit(this.sight, this.drawing.seen());
    if (ground !== null) this.drawGround(context, ground, side);
    const unit = side / FIELD;
    context.strokeStyle = ink(this, '--ink');
    context.lineWidth = 2 * PEN_RADIUS * unit;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    for (const stroke of strokes) strokePath(context, stroke, unit);
    if (this.keyPen.isHeld) this.drawPen(context, unit);
  }

  private drawGround(context: CanvasRenderingContext2D, ground: ArrayLike<number>, side: number): void {
    const picture = document.createElement('canvas');
    paintDigit(picture, ground, this);
    context.imageSmoothingEnabled = false;
    context.drawImage(picture, 0, 0, side, side);
  }

  /** A ring where the keys hold the pen; filled while it writes. */
  private drawPen(context: CanvasRenderingContext2D, unit: number): void {
    context.beginPath();
    context.arc(this.keyPen.x * unit, this.keyPen.y * unit, 1.5 * unit, 0, 2 * Math.PI);
    context.strokeStyle = ink(this, '--accent');
    context.fillStyle = ink(this, '--accent');
    context.lineWidth = 2;
    if (this.keyPen.isDown) context.fill();
    context.stroke();
  }

  private drawAnswer(): void {
    const best = this.answer === null ? null : largestPlace(this.answer.probabilities);
    for (const [k, { row, bar, share }] of this.bars.entries()) {
      const p = this.answer?.probabilities[k];
      bar.style.setProperty('--share', String(p ?? 0));
      share.textContent = p === undefined ? '' : percent(p);
      row.toggleAttribute('data-best', k === best);
    }
    if (this.reading === null || this.weights === null) return;
    this.reading.textContent = this.readingText(best);
    const { answer } = this;
    this.weights.textContent = answer === null ? '' : this.weightsText(answer);
  }

  /** Each step ends with an update: after n of them the weights are those that step n − 1 left. */
  private weightsText({ updates }: Answer): string {
    const words = this.strings.figures.drawPad;
    return updates === 0 ? words.firstWeights : fill(words.weights, { step: updates - 1 });
  }

  private readingText(best: number | null): string {
    const words = this.strings.figures.drawPad;
    if (this.drawing.isEmpty) return words.empty;
    if (this.answer === null || best === null) return words.waiting;
    return fill(words.reads, { digit: best, p: percent(this.answer.probabilities[best]!) });
  }

  protected override table(): HTMLTableElement {
    const words = this.strings.figures.drawPad;
    const rows = Array.from(this.answer?.probabilities ?? [], (p, k) => [String(k), numeral(p)]);
    return numberTable(words.tableCaption, words.columns, rows);
  }

  protected override sentence(): string {
    const words = this.strings.figures.drawPad;
    const { answer, shown } = this;
    const best = answer === null ? null : largestPlace(answer.probabilities);
    if (answer === null || best === null) return this.readingText(best);
    const p = percent(answer.probabilities[best]!);
    const said = fill(words.sentence, { digit: best, p, weights: this.weightsText(answer) });
    return shown === null ? said : `${fill(words.shown, shown)} ${said}`;
  }
}

function strokePath(context: CanvasRenderingContext2D, stroke: readonly number[], unit: number): void {
  context.beginPath();
  context.moveTo(stroke[0]! * unit, stroke[1]! * unit);
  // A dot is a line that goes nowhere.
  context.lineTo(stroke[0]! * unit, stroke[1]! * unit);
  for (let i = 2; i + 1 < stroke.length; i += 2) context.lineTo(stroke[i]! * unit, stroke[i + 1]! * unit);
  context.stroke();
}

function makeBar(k: number, into: HTMLElement): Bar {
  const name = document.createElement('b');
  name.textContent = String(k);
  const bar = document.createElement('i');
  const track = group('classes-track', bar);
  const share = text('span', 'pad-share', '');
  const row = group('pad-bar', name, track, share);
  into.append(row);
  return { row, bar, share };
}

function group(className: string, ...children: Node[]): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.append(...children);
  return element;
}

function text(tag: 'p' | 'span', className: string, words: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = words;
  return element;
}

function button(words: string, act: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = words;
  element.addEventListener('click', act);
  return element;
}

customElements.define('draw-pad', DrawPad);
