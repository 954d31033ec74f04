/**
 * `<held-out-sketch>`: the loss of the training points to the end, and that of the held-out points as far as it was falling; the reader draws how it
 * goes on, by pointer or by keys, and then sees it. Both were measured while the site was built (`data-curve`, `data-train`, a look every ten
 * updates). What was drawn is remembered.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player } from '../../../player/Player.ts';
import { answerTo, keepAnswer } from '../../parts/answers.ts';
import { ticksUpTo } from '../../parts/curves/ticksUpTo.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';

const HEIGHT = 280;
/** Updates between two looks. */
const EVERY = 10;
/** So many looks are shown before it is drawn. */
const GIVEN = 4;
/** The axis ends here, so that it does not tell how high the curve goes. */
const MOST = 6;
const KEY_STEP = 0.1;
const ANSWER = 'held-out-sketch';

interface Frame {
  readonly x: (look: number) => number;
  readonly y: (loss: number) => number;
  readonly look: (x: number) => number;
  readonly loss: (y: number) => number;
}

export class HeldOutSketch extends Figure {
  private readonly canvas = document.createElement('canvas');
  private readonly told = document.createElement('p');
  private readonly showIt = document.createElement('button');
  private curve: readonly number[] = [];
  private train: readonly number[] = [];
  /** What was drawn, look by look; NaN where nothing was. */
  private drawing: number[] = [];
  private cursor = GIVEN - 1;
  private frame: Frame | null = null;
  private held: readonly [look: number, loss: number] | null = null;

  protected build(_player: Player): void {
    this.curve = JSON.parse(this.dataset['curve'] ?? '[]') as number[];
    this.train = JSON.parse(this.dataset['train'] ?? '[]') as number[];
    this.drawing = this.remembered();
    const { canvas } = this;
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'application');
    canvas.addEventListener('keydown', (event) => this.key(event));
    canvas.addEventListener('pointerdown', (event) => {
      canvas.setPointerCapture(event.pointerId);
      this.held = null;
      this.drawTo(event);
    });
    canvas.addEventListener('pointermove', (event) => {
      if (canvas.hasPointerCapture(event.pointerId)) this.drawTo(event);
    });
    this.told.setAttribute('aria-live', 'polite');
    this.showIt.type = 'button';
    this.showIt.addEventListener('click', () => this.turn());
    this.append(canvas, this.told, this.showIt);
  }

  private get isShown(): boolean {
    return answerTo(ANSWER) !== null;
  }

  private remembered(): number[] {
    const kept = (answerTo(ANSWER) ?? '').split(' ').map((text) => (text === '' ? Number.NaN : Number(text)));
    return Array.from(this.curve, (_, look) => (look < GIVEN ? Number.NaN : (kept[look] ?? Number.NaN)));
  }

  private turn(): void {
    if (this.isShown) {
      keepAnswer(ANSWER, null);
      this.drawing = this.remembered();
      this.cursor = GIVEN - 1;
    } else keepAnswer(ANSWER, this.drawing.map((loss) => (Number.isNaN(loss) ? '-' : loss.toFixed(2))).join(' '));
    this.invalidate();
  }

  private drawTo(event: PointerEvent): void {
    const { frame } = this;
    if (frame === null || this.isShown) return;
    const box = this.canvas.getBoundingClientRect();
    const look = Math.round(frame.look(event.clientX - box.x));
    this.put(look, frame.loss(event.clientY - box.y));
  }

  /** Here, and on the straight way from where the pen was before. */
  private put(look: number, loss: number): void {
    const to = Math.max(GIVEN, Math.min(this.curve.length - 1, look));
    const [from, start] = this.held ?? [to, loss];
    const count = Math.abs(to - from);
    for (let i = 0; i <= count; i++) {
      const share = count === 0 ? 1 : i / count;
      const here = from + Math.sign(to - from) * i;
      this.drawing[here] = Math.max(0, Math.min(MOST, start + share * (loss - start)));
    }
    this.held = [to, loss];
    this.cursor = to;
    this.invalidate();
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.curve.length - 1;
    const at = (look: number): number => {
      const drawn = this.drawing[look]!;
      return Number.isNaN(drawn) ? (look < GIVEN ? this.curve[look]! : at(look - 1)) : drawn;
    };
    const go = (look: number, change: number): void => {
      const to = Math.max(GIVEN, Math.min(last, look));
      this.held = null;
      this.put(to, at(to) + change);
    };
    const acts: Readonly<Record<string, () => void>> = {
      ArrowRight: () => go(this.cursor + 1, 0),
      ArrowLeft: () => go(this.cursor - 1, 0),
      ArrowUp: () => go(this.cursor, KEY_STEP),
      ArrowDown: () => go(this.cursor, -KEY_STEP),
      Escape: () => this.canvas.blur(),
    };
    const act = acts[event.key];
    if (act === undefined || (this.isShown && event.key !== 'Escape')) return;
    act();
    event.preventDefault();
    event.stopPropagation();
  }

  protected override draw(): void {
    const words = this.strings.figures.heldOutSketch;
    const width = this.clientWidth;
    const { fontSize, fontFamily } = getComputedStyle(this);
    const em = Number.parseFloat(fontSize);
    const context = prepareCanvas(this.canvas, width, HEIGHT);
    context.font = `${0.9 * em}px ${fontFamily}`;
    const [left, right, top, bottom] = [2.2 * em, width - 0.8 * em, 2 * em, HEIGHT - 1.8 * em];
    const last = this.curve.length - 1;
    const frame: Frame = {
      x: (look) => left + (look / last) * (right - left),
      y: (loss) => bottom - (Math.min(loss, MOST) / MOST) * (bottom - top),
      look: (at) => ((at - left) / (right - left)) * last,
      loss: (at) => ((bottom - at) / (bottom - top)) * MOST,
    };
    this.frame = frame;
    this.paintAxes(context, frame, { left, right, bottom, em });
    const given = this.curve.map((loss, look) => (look < GIVEN || this.isShown ? loss : Number.NaN));
    // From where the given part ends, so that the line has no gap.
    const drawn = this.drawing.map((loss, look) => (look === GIVEN - 1 ? this.curve[look]! : loss));
    this.paint(context, this.train, ink(this, '--ink-faint'));
    context.setLineDash([5, 4]);
    this.paint(context, drawn, ink(this, '--accent'));
    context.setLineDash([]);
    this.paint(context, given, ink(this, '--ink'));
    if (!this.isShown && this.cursor >= GIVEN) {
      context.fillStyle = ink(this, '--accent');
      context.beginPath();
      context.arc(frame.x(this.cursor), frame.y(this.drawing[this.cursor] ?? 0), 4, 0, 2 * Math.PI);
      context.fill();
    }
    this.canvas.setAttribute('aria-label', fill(words.label, { step: EVERY * this.cursor }));
    this.showIt.textContent = this.isShown ? words.again : words.show;
    const said = this.said();
    if (this.told.textContent !== said) this.told.textContent = said;
  }

  private said(): string {
    const words = this.strings.figures.heldOutSketch;
    const here = this.drawing[this.cursor] ?? Number.NaN;
    if (!this.isShown)
      return Number.isNaN(here)
        ? words.start
        : fill(words.readout, { step: EVERY * this.cursor, loss: numeral(here, 2) });
    const lowest = Math.min(...this.curve);
    const end = this.curve.length - 1;
    const drawn = this.drawing[end]!;
    const own = this.curve.map((loss, look) => (look < GIVEN ? loss : this.drawing[look]!));
    return fill(Number.isNaN(drawn) ? words.shownOnly : words.shown, {
      best: EVERY * this.curve.indexOf(lowest),
      lowest: numeral(lowest, 3),
      last: numeral(this.curve[end]!, 3),
      end: EVERY * end,
      own: EVERY * own.indexOf(Math.min(...own.filter((loss) => !Number.isNaN(loss)))),
      drawn: numeral(drawn, 2),
    });
  }

  private paintAxes(
    context: CanvasRenderingContext2D,
    { x, y }: Frame,
    { left, right, bottom, em }: { left: number; right: number; bottom: number; em: number },
  ): void {
    const words = this.strings.figures.heldOutSketch;
    context.lineWidth = 1;
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    for (const loss of ticksUpTo(MOST, 6)) {
      context.strokeStyle = ink(this, loss === 0 ? '--rule-strong' : '--rule');
      context.beginPath();
      context.moveTo(left, Math.round(y(loss)) + 0.5);
      context.lineTo(right, Math.round(y(loss)) + 0.5);
      context.stroke();
      context.fillStyle = ink(this, '--ink-faint');
      context.fillText(String(loss), left - 0.5 * em, y(loss));
    }
    context.textAlign = 'center';
    context.textBaseline = 'top';
    const updates = EVERY * (this.curve.length - 1);
    for (const step of ticksUpTo(updates, right - left < 22 * em ? 3 : 6).slice(0, -1))
      context.fillText(String(step), x(step / EVERY), bottom + 0.5 * em);
    context.textAlign = 'right';
    context.fillText(`${updates} ${words.updates}`, right, bottom + 0.5 * em);
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    context.fillStyle = ink(this, '--ink');
    context.fillText(words.axis, left, 1.1 * em);
    context.textAlign = 'right';
    context.fillStyle = ink(this, '--ink-faint');
    context.fillText(words.training, right, y(this.train.at(-1) ?? 0) - 0.5 * em);
  }

  private paint(context: CanvasRenderingContext2D, losses: readonly number[], color: string): void {
    const { x, y } = this.frame!;
    context.strokeStyle = color;
    context.lineWidth = 2;
    context.beginPath();
    let isBroken = true;
    for (const [look, loss] of losses.entries()) {
      if (!Number.isNaN(loss)) context[isBroken ? 'moveTo' : 'lineTo'](x(look), y(loss));
      isBroken = Number.isNaN(loss);
    }
    context.stroke();
  }

  protected override table(): HTMLTableElement {
    const words = this.strings.figures.heldOutSketch;
    const said = (loss: number): string => (Number.isNaN(loss) ? '' : numeral(loss, 3));
    const rows = this.curve.map((loss, look) => [
      String(EVERY * look),
      said(this.train[look] ?? Number.NaN),
      said(this.drawing[look] ?? Number.NaN),
      look < GIVEN || this.isShown ? said(loss) : '',
    ]);
    return numberTable(words.tableCaption, words.columns, rows);
  }
}

customElements.define('held-out-sketch', HeldOutSketch);
