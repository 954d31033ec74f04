/**
 * `<descent-cut>`: the loss along one parameter, the other held where it stands: a parabola, where the track is on it, and where a step at
 * each of five rates would land. Radio buttons choose the rate that is looked at, a slider any other. Behind a curtain (`data-curtain`: a prediction) nothing lands.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import { answerTo, whenAnswered } from '../parts/answers.ts';
import { ticksUpTo } from '../parts/curves/ticksUpTo.ts';
import { type Drawn, drawnRow } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { CUT, type Cut, cutOf, type Landing, landingAt } from './cut.ts';

const HEIGHT = 320;
const BALL = 6;
/** Rates of the slider. */
const RATES = { from: 0.005, to: 0.5, step: 0.005 } as const;
/** When all has arrived the picture is still so much of the parabola. */
const LEAST_SHARE = 0.12;

interface Room {
  readonly x: (weight: number) => number;
  readonly y: (loss: number) => number;
  readonly em: number;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

export class DescentCut extends Figure {
  private readonly canvas = document.createElement('canvas');
  private readonly rates = document.createElement('fieldset');
  private readonly readout = document.createElement('p');
  private readonly slider = document.createElement('input');
  private chosen = 0;
  /** Any other rate; null: one of those of the buttons. */
  private anyRate: number | null = null;

  protected build(player: Player): void {
    for (const name of ['fullLoss', 'exampleLosses', 'exampleGradients', 'cut', 'landings']) player.observe(name);
    this.canvas.setAttribute('aria-hidden', 'true');
    this.readout.className = 'descent-readout';
    this.readout.setAttribute('aria-live', 'polite');
    this.rates.className = 'figure-choices';
    const legend = document.createElement('legend');
    legend.textContent = this.strings.figures.descentCut.rates;
    this.rates.append(legend);
    this.rates.addEventListener('change', (event) => {
      this.chosen = Number((event.target as HTMLInputElement).value);
      this.anyRate = null;
      this.invalidate();
    });
    this.slider.type = 'range';
    this.slider.min = String(RATES.from);
    this.slider.max = String(RATES.to);
    this.slider.step = String(RATES.step);
    this.slider.setAttribute('aria-label', this.strings.figures.descentCut.anyRate);
    this.slider.addEventListener('input', () => {
      this.anyRate = this.slider.valueAsNumber;
      this.invalidate();
    });
    this.append(this.canvas, this.rates, this.slider, this.readout);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  private get isClosed(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  private offer(landings: readonly Landing[]): void {
    if (this.rates.querySelector('input') === null) {
      for (const [i, { rate }] of landings.entries()) {
        const label = document.createElement('label');
        const radio = document.createElement('input');
        radio.type = 'radio';
        radio.name = `${this.closest('figure')?.id ?? 'cut'}-rate`;
        radio.value = String(i);
        radio.checked = i === this.chosen;
        label.append(radio, String(rate));
        this.rates.append(label);
      }
    }
    this.rates.disabled = this.isClosed;
    this.slider.disabled = this.isClosed;
    const rate = this.anyRate ?? landings[this.chosen]?.rate ?? RATES.from;
    if (this.slider.valueAsNumber !== rate) this.slider.value = String(rate);
    this.slider.setAttribute('aria-valuetext', `η = ${rate}`);
    if (this.anyRate !== null) for (const radio of this.rates.querySelectorAll('input')) radio.checked = false;
  }

  /** The landings of the buttons, and of the slider. */
  private shown(cut: Cut): readonly { readonly landing: Landing; readonly isChosen: boolean }[] {
    const { anyRate } = this;
    const ofButtons = cut.landings.map((landing, i) => ({ landing, isChosen: anyRate === null && i === this.chosen }));
    return anyRate === null ? ofButtons : [...ofButtons, { landing: landingAt(cut, anyRate), isChosen: true }];
  }

  protected override draw(state: PlayerState): void {
    const cut = state.trace && cutOf(state.trace);
    if (cut === null) return;
    this.offer(cut.landings);
    const width = this.clientWidth;
    const style = getComputedStyle(this);
    const em = Number.parseFloat(style.fontSize);
    const context = prepareCanvas(this.canvas, width, HEIGHT);
    context.font = `${0.9 * em}px ${style.fontFamily}`;
    const all = Array.from(cut.values);
    const tallest = Math.max(...all);
    const highest = Math.min(
      tallest,
      Math.max(LEAST_SHARE * tallest, 1.12 * cut.loss, ...cut.landings.map(({ loss }) => 1.12 * loss)),
    );
    const [left, right, top, bottom] = [2.6 * em, width - 0.8 * em, 1.8 * em, HEIGHT - 1.9 * em];
    const room: Room = {
      em,
      left,
      right,
      bottom,
      x: (weight) => left + ((weight - CUT[0]) / (CUT[1] - CUT[0])) * (right - left),
      y: (loss) => bottom - (loss / highest) * (bottom - top),
    };
    this.frame(context, room, highest);
    context.save();
    context.beginPath();
    context.rect(left, top - 0.4 * em, right - left, bottom - top + em);
    context.clip();
    this.curve(context, room, cut);
    if (!this.isClosed) this.landings(context, room, cut);
    if (state.term === 'grad' || state.term === 'mean') this.tangent(context, room, cut);
    context.fillStyle = ink(this, state.term === 'theta' ? '--accent' : '--ink');
    context.beginPath();
    context.arc(room.x(cut.weight), room.y(cut.loss), BALL, 0, 2 * Math.PI);
    context.fill();
    context.restore();
    this.readout.textContent = this.said(cut);
  }

  private frame(context: CanvasRenderingContext2D, { x, y, em, left, right, bottom }: Room, highest: number): void {
    context.fillStyle = ink(this, '--ink-soft');
    context.strokeStyle = ink(this, '--rule');
    context.lineWidth = 1;
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    for (const tick of ticksUpTo(highest, 4)) {
      context.beginPath();
      context.moveTo(left, Math.round(y(tick)) + 0.5);
      context.lineTo(right, Math.round(y(tick)) + 0.5);
      context.stroke();
      context.fillText(String(tick), left - 0.5 * em, y(tick));
    }
    context.textAlign = 'left';
    context.textBaseline = 'top';
    context.fillText('J', 0, 0);
    context.textAlign = 'center';
    for (let weight = Math.ceil(CUT[0]); weight < CUT[1]; weight++)
      context.fillText(String(weight).replace('-', '−'), x(weight), bottom + 0.4 * em);
    context.textAlign = 'right';
    context.fillText('θ₁', right, bottom + 0.4 * em);
  }

  private curve(context: CanvasRenderingContext2D, { x, y, bottom }: Room, cut: Cut): void {
    const { values } = cut;
    context.strokeStyle = ink(this, '--ink');
    context.lineWidth = 1.5;
    context.beginPath();
    for (let i = 0; i < values.length; i++) {
      const weight = CUT[0] + ((CUT[1] - CUT[0]) * i) / (values.length - 1);
      context[i === 0 ? 'moveTo' : 'lineTo'](x(weight), y(values[i]!));
    }
    context.stroke();
    context.strokeStyle = ink(this, '--rule-strong');
    context.setLineDash([2, 3]);
    context.beginPath();
    context.moveTo(x(cut.lowest), 0);
    context.lineTo(x(cut.lowest), bottom);
    context.stroke();
    context.setLineDash([]);
  }

  private landings(context: CanvasRenderingContext2D, { x, y, em }: Room, cut: Cut): void {
    for (const { landing, isChosen } of this.shown(cut)) {
      const { rate, weight, loss } = landing;
      const color = ink(this, isChosen ? '--accent' : '--ink-soft');
      context.strokeStyle = color;
      context.fillStyle = color;
      context.lineWidth = isChosen ? 2.25 : 1.25;
      if (isChosen) {
        // A hop, from where it stands to where it lands.
        context.beginPath();
        context.moveTo(x(cut.weight), y(cut.loss));
        const over = Math.min(y(cut.loss), y(loss)) - 2.6 * em;
        context.quadraticCurveTo((x(cut.weight) + x(weight)) / 2, over, x(weight), y(loss));
        context.stroke();
      }
      context.beginPath();
      context.arc(x(weight), y(loss), BALL - 1, 0, 2 * Math.PI);
      context.fillStyle = ink(this, '--paper');
      context.fill();
      context.stroke();
      context.fillStyle = color;
      const isLeft = weight < cut.lowest;
      context.textAlign = isLeft ? 'right' : 'left';
      context.textBaseline = 'middle';
      const at = x(weight) + (isLeft ? -0.8 : 0.8) * em;
      context.strokeStyle = ink(this, '--paper');
      context.lineWidth = 4;
      context.strokeText(String(rate), at, y(loss));
      context.fillText(String(rate), at, y(loss));
    }
  }

  private tangent(context: CanvasRenderingContext2D, { x, y }: Room, { weight, loss, slope }: Cut): void {
    context.strokeStyle = ink(this, '--accent');
    context.lineWidth = 2;
    context.beginPath();
    context.moveTo(x(weight - 1), y(loss - slope));
    context.lineTo(x(weight + 1), y(loss + slope));
    context.stroke();
  }

  private said(cut: Cut): string {
    const words = this.strings.figures.descentCut;
    const landing = this.shown(cut).find(({ isChosen }) => isChosen)?.landing;
    if (this.isClosed || landing === undefined) return words.closed;
    const { rate, weight, loss, left } = landing;
    return fill(words.landing, {
      rate,
      weight: numeral(weight, 3),
      loss: numeral(loss, 3),
      left: left.toFixed(3).replace('-', '−'),
      what: words.kinds[kindOf(left)],
    });
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const cut = trace && cutOf(trace);
    if (cut === null) return [];
    return [
      { id: 'parameter weight before[0,0]', value: cut.weight },
      { id: 'parameter bias before[0]', value: cut.bias },
      ...drawnRow('observed cut', cut.values),
    ];
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    const words = this.strings.figures.descentCut;
    const cut = state.trace && cutOf(state.trace);
    if (cut === null) return null;
    const rows = this.isClosed
      ? []
      : cut.landings.map(({ rate, weight, loss, left }) => [
          String(rate),
          numeral(weight),
          numeral(loss),
          left.toFixed(3).replace('-', '−'),
        ]);
    return numberTable(words.tableCaption, words.columns, [
      ['–', numeral(cut.weight), numeral(cut.loss), '1'],
      ...rows,
    ]);
  }

  protected override sentence(state: PlayerState): string {
    const words = this.strings.figures.descentCut;
    const cut = state.trace && cutOf(state.trace);
    if (cut === null) return words.none;
    return fill(words.sentence, {
      step: state.trace!.step,
      bias: numeral(cut.bias, 4),
      weight: numeral(cut.weight, 4),
      loss: numeral(cut.loss, 4),
      lowest: numeral(cut.lowest, 4),
    });
  }
}

/** What a share of the way that is left means to the eye; within a hundredth. */
function kindOf(left: number): 'creeps' | 'lands' | 'over' | 'pingPong' | 'flies' {
  const NEAR = 0.01;
  if (Math.abs(left) < NEAR) return 'lands';
  if (left > 0) return 'creeps';
  if (Math.abs(left + 1) < NEAR) return 'pingPong';
  return left > -1 ? 'over' : 'flies';
}

customElements.define('descent-cut', DescentCut);
