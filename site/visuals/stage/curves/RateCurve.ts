/**
 * `<rate-curve>`: the loss of every step over the learning rate that the step was made with, on a logarithmic axis, for programs and runs that
 * raise their rate as they go. What is far above the first loss stands at the upper edge: where the loss jumps is read, and not how far. Under it
 * lies a range input over the steps, so that a keyboard, a finger and a screen reader hold it.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import { deciles } from '../../parts/curves/deciles.ts';
import { steadySeek } from '../../parts/curves/steadySeek.ts';
import { ticksUpTo } from '../../parts/curves/ticksUpTo.ts';
import { tickText } from '../../parts/curves/tickText.ts';
import type { Drawn } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { lowestOver, type RatePoint, ratePoints } from './ratePoints.ts';

const HEIGHT = 240;
/** So many times the first loss is the upper edge. */
const EDGE = 3;

export class RateCurve extends Figure {
  private readonly canvas = document.createElement('canvas');
  private readonly range = document.createElement('input');

  protected build(player: Player): void {
    const words = this.strings.figures.rateCurve;
    this.canvas.setAttribute('aria-hidden', 'true');
    this.range.type = 'range';
    this.range.min = '0';
    this.range.setAttribute('aria-label', words.seek);
    const seek = steadySeek(player);
    this.range.addEventListener('input', () => seek(this.range.valueAsNumber));
    this.append(this.canvas, this.range);
  }

  protected override draw(state: PlayerState): void {
    const width = this.clientWidth;
    const context = prepareCanvas(this.canvas, width, HEIGHT);
    const { font, fontSize } = getComputedStyle(this);
    const em = Number.parseFloat(fontSize);
    context.font = font;
    const points = ratePoints(state.metrics);
    this.fitRange(state);
    const first = points.find(({ loss }) => Number.isFinite(loss));
    if (first === undefined) return;
    const [from, to] = [points[0]!.lr, points.at(-1)!.lr].map(Math.log10) as [number, number];
    const highest = points.reduce((top, { loss }) => (Number.isFinite(loss) ? Math.max(top, loss) : top), 0);
    const end = Math.min(highest, EDGE * first.loss) * 1.05 || 1;
    const [left, right, top, bottom] = [3.2 * em, width - 1.4 * em, 1.8 * em, HEIGHT - 2.4 * em];
    const x = (lr: number): number => left + ((Math.log10(lr) - from) / (to - from || 1)) * (right - left);
    const y = (loss: number): number =>
      bottom - (Math.min(Number.isFinite(loss) ? loss : end, end) / end) * (bottom - top);
    this.drawAxes(context, {
      left,
      right,
      top,
      bottom,
      em,
      end,
      powers: [Math.ceil(from - 1e-9), Math.floor(to + 1e-9)],
      x,
      y,
    });
    this.drawLine(context, points, x, y, state.trace?.step ?? 0);
    const here = points.find(({ step }) => step === state.trace?.step);
    if (here === undefined) return;
    context.fillStyle = ink(this, '--role-loss');
    context.strokeStyle = ink(this, '--ink');
    context.lineWidth = 1;
    const hair = Math.round(x(here.lr)) + 0.5;
    context.beginPath();
    context.moveTo(hair, top);
    context.lineTo(hair, bottom);
    context.stroke();
    context.beginPath();
    context.arc(x(here.lr), y(here.loss), 4, 0, 2 * Math.PI);
    context.fill();
  }

  private drawAxes(
    context: CanvasRenderingContext2D,
    frame: {
      readonly left: number;
      readonly right: number;
      readonly top: number;
      readonly bottom: number;
      readonly em: number;
      readonly end: number;
      readonly powers: readonly [from: number, to: number];
      readonly x: (lr: number) => number;
      readonly y: (loss: number) => number;
    },
  ): void {
    const words = this.strings.figures.rateCurve;
    const { left, right, top, bottom, em, end, powers, x, y } = frame;
    context.lineWidth = 1;
    context.strokeStyle = ink(this, '--rule');
    context.fillStyle = ink(this, '--ink-faint');
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    const line = (...[x0, y0, x1, y1]: readonly [number, number, number, number]): void => {
      context.beginPath();
      context.moveTo(x0, y0);
      context.lineTo(x1, y1);
      context.stroke();
    };
    for (const value of ticksUpTo(end, 4)) {
      const at = Math.round(y(value)) + 0.5;
      line(left, at, right, at);
      context.fillText(tickText(value), left - 0.5 * em, at);
    }
    context.textAlign = 'center';
    context.textBaseline = 'top';
    for (let power = powers[0]; power <= powers[1]; power++) {
      const at = Math.round(x(10 ** power)) + 0.5;
      line(at, top, at, bottom);
      context.fillText(numeral(10 ** power, 1), at, bottom + 0.4 * em);
    }
    context.textBaseline = 'alphabetic';
    context.textAlign = 'left';
    context.fillStyle = ink(this, '--role-loss');
    context.fillText(words.loss, left, top - 0.6 * em);
    context.fillStyle = ink(this, '--ink-soft');
    context.textAlign = 'right';
    context.fillText(words.rate, right, HEIGHT - 0.3 * em);
  }

  private drawLine(
    context: CanvasRenderingContext2D,
    points: readonly RatePoint[],
    x: (lr: number) => number,
    y: (loss: number) => number,
    shown: number,
  ): void {
    context.strokeStyle = ink(this, '--role-loss');
    context.lineWidth = 1.5;
    context.lineJoin = 'round';
    const later = points.findIndex(({ step }) => step > shown);
    const parts = later < 0 ? [points] : [points.slice(0, later), points.slice(Math.max(0, later - 1))];
    for (const [part, list] of parts.entries()) {
      context.globalAlpha = part === 0 ? 1 : 0.35;
      context.beginPath();
      for (const { lr, loss } of list) context.lineTo(x(lr), y(loss));
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  private fitRange(state: PlayerState): void {
    const step = state.trace?.step ?? 0;
    this.range.max = String(state.totalSteps - 1);
    if (document.activeElement !== this.range || state.status !== 'seeking') this.range.value = String(step);
    this.range.setAttribute('aria-valuetext', this.sentence(state));
  }

  override drawn({ metrics }: PlayerState): readonly Drawn[] {
    return ratePoints(metrics).flatMap(({ step, lr, loss }) => [
      { id: `lr@${step}`, value: lr },
      { id: `loss@${step}`, value: loss },
    ]);
  }

  protected override table({ metrics }: PlayerState): HTMLTableElement {
    const words = this.strings.figures.rateCurve;
    const rows = deciles(metrics).map(({ step, loss }) => {
      const lr = metrics[step]?.metrics['lr'];
      return [String(step), lr === undefined ? '' : numeral(lr), numeral(loss)];
    });
    return numberTable(words.title, words.columns, rows);
  }

  protected override sentence({ metrics, trace }: PlayerState): string {
    const words = this.strings.figures.rateCurve;
    const points = ratePoints(metrics);
    const here = points.find(({ step }) => step === trace?.step);
    const lowest = lowestOver(points);
    if (here === undefined || lowest === null) return '';
    return fill(words.sentence, {
      step: here.step,
      rate: numeral(here.lr, 2),
      loss: numeral(here.loss, 3),
      least: numeral(lowest.loss, 3),
      at: numeral(lowest.lr, 2),
    });
  }
}

customElements.define('rate-curve', RateCurve);
