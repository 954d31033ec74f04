/**
 * `<two-slopes>`: the generator's two losses over the discriminator's logit, with the generated points of the step as dots on both and their
 * slopes at the middle; below, the length of either gradient while the discriminator learns alone (recorded), with the step that is shown.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import { answerTo, whenAnswered } from '../parts/answers.ts';
import { powerText } from '../parts/curves/powers.ts';
import { ticksUpTo } from '../parts/curves/ticksUpTo.ts';
import type { Drawn } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import type { Fading } from './courses.ts';
import { type TwoLosses, twoLosses } from './twoLosses.ts';

const HEIGHTS = { curves: 260, norms: 200 };
const LOGITS = [-11, 5] as const;
const LOSSES = [-5.5, 11] as const;
const POWERS = [-3.5, 0.5] as const;
/** Before the question is answered the lower curves end here. */
const GIVEN = 200;
const COLORS = { nonSaturating: '--accent', saturating: '--ink' } as const;
type Loss = keyof typeof COLORS;
const both = Object.keys(COLORS) as Loss[];

const value: Readonly<Record<Loss, (logit: number) => number>> = {
  nonSaturating: (logit) => Math.max(-logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))),
  saturating: (logit) => -(Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)))),
};
const slope: Readonly<Record<Loss, (logit: number) => number>> = {
  nonSaturating: (logit) => -1 / (1 + Math.exp(logit)),
  saturating: (logit) => -1 / (1 + Math.exp(-logit)),
};

export class TwoSlopes extends Figure {
  private readonly curves = document.createElement('canvas');
  private readonly norms = document.createElement('canvas');
  private readonly readout = document.createElement('p');
  private readonly covered = document.createElement('p');
  private fading: readonly Fading[] = [];

  protected build(_player: Player): void {
    this.fading = this.recorded();
    for (const canvas of [this.curves, this.norms]) canvas.setAttribute('aria-hidden', 'true');
    this.readout.setAttribute('aria-live', 'polite');
    this.append(this.curves, this.readout, this.norms, this.covered);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  private recorded(): readonly Fading[] {
    return JSON.parse(this.dataset['fading'] ?? '[]') as readonly Fading[];
  }

  /** What a question about the figure is answered with. */
  get facts(): Readonly<Record<string, number>> {
    const last = this.recorded().at(-1);
    return last === undefined ? {} : { ratio: last.nonSaturating / last.saturating };
  }

  private get isOpen(): boolean {
    const { curtain } = this.dataset;
    return curtain === undefined || answerTo(curtain) !== null;
  }

  protected override draw({ trace, tracks, focus }: PlayerState): void {
    const words = this.strings.players.twoSlopes;
    const found = trace && twoLosses(trace);
    this.paintCurves(found);
    const isAlone = tracks[focus]?.spec.options['generatorSteps'] === '0';
    this.paintNorms(isAlone && trace !== null ? trace.step : null);
    this.readout.textContent = trace === null || found === null ? '' : this.said(trace.step, found);
    this.covered.textContent = this.isOpen ? '' : words.covered;
  }

  private said(step: number, found: TwoLosses): string {
    return fill(this.strings.players.twoSlopes.readout, {
      step,
      count: found.logits.length,
      belief: numeral(found.belief, 3),
      nonSaturating: numeral(found.nonSaturating, 3),
      saturating: numeral(found.saturating, 3),
    });
  }

  private paintCurves(found: TwoLosses | null): void {
    const words = this.strings.players.twoSlopes;
    const width = this.clientWidth;
    const { em, context } = this.prepare(this.curves, width, HEIGHTS.curves);
    const [left, right, top, bottom] = [2.2 * em, width - 0.6 * em, 2 * em, HEIGHTS.curves - 1.6 * em];
    const x = (logit: number): number => left + ((logit - LOGITS[0]) / (LOGITS[1] - LOGITS[0])) * (right - left);
    const y = (loss: number): number => bottom - ((loss - LOSSES[0]) / (LOSSES[1] - LOSSES[0])) * (bottom - top);
    context.strokeStyle = ink(this, '--rule');
    context.fillStyle = ink(this, '--ink-soft');
    context.lineWidth = 1;
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    for (const loss of [-5, 0, 5, 10]) {
      line(context, left, y(loss), right, y(loss));
      context.fillText(String(loss).replace('-', '−'), left - 0.4 * em, y(loss));
    }
    context.textAlign = 'center';
    context.textBaseline = 'top';
    for (const logit of [-10, -5, 0, 5]) context.fillText(String(logit).replace('-', '−'), x(logit), bottom + 0.3 * em);
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    context.fillText(words.curves, 0, em);
    for (const loss of both) {
      context.strokeStyle = ink(this, COLORS[loss]);
      context.fillStyle = context.strokeStyle;
      context.lineWidth = 2;
      context.setLineDash(loss === 'saturating' ? [6, 4] : []);
      context.beginPath();
      for (let i = 0; i <= 120; i++) {
        const logit = LOGITS[0] + (i / 120) * (LOGITS[1] - LOGITS[0]);
        context.lineTo(x(logit), y(value[loss](logit)));
      }
      context.stroke();
      context.setLineDash([]);
      // Where either curve is alone: above the one, below the other.
      context.textAlign = 'left';
      if (loss === 'nonSaturating') context.fillText(words[loss], x(-6) + 0.4 * em, y(value[loss](-6)) - 0.6 * em);
      else context.fillText(words[loss], x(-9.5), y(0) + 1.3 * em);
      if (found !== null) this.paintPoints(context, found, { loss, x, y });
    }
  }

  private paintPoints(
    context: CanvasRenderingContext2D,
    { logits }: TwoLosses,
    { loss, x, y }: { loss: Loss; x: (logit: number) => number; y: (loss: number) => number },
  ): void {
    const inside = (logit: number): number => Math.max(LOGITS[0], Math.min(LOGITS[1], logit));
    context.globalAlpha = 0.5;
    for (const logit of logits) {
      context.beginPath();
      context.arc(x(inside(logit)), y(value[loss](inside(logit))), 3, 0, 2 * Math.PI);
      context.fill();
    }
    context.globalAlpha = 1;
    const middle = inside([...logits].sort((a, b) => a - b)[logits.length >> 1]!);
    const [rise, reach] = [slope[loss](middle), 2.2];
    context.lineWidth = 2.5;
    line(
      context,
      x(middle - reach),
      y(value[loss](middle) - reach * rise),
      x(middle + reach),
      y(value[loss](middle) + reach * rise),
    );
  }

  private paintNorms(step: number | null): void {
    const words = this.strings.players.twoSlopes;
    const width = this.clientWidth;
    const { em, context } = this.prepare(this.norms, width, HEIGHTS.norms);
    const last = this.fading.at(-1)?.step ?? 1;
    const [left, right, top, bottom] = [2.2 * em, width - 0.6 * em, 2 * em, HEIGHTS.norms - 1.6 * em];
    const x = (at: number): number => left + (at / last) * (right - left);
    const y = (norm: number): number =>
      bottom - ((Math.log10(norm) - POWERS[0]) / (POWERS[1] - POWERS[0])) * (bottom - top);
    context.strokeStyle = ink(this, '--rule');
    context.fillStyle = ink(this, '--ink-soft');
    context.lineWidth = 1;
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    for (const power of [-3, -2, -1, 0]) {
      line(context, left, y(10 ** power), right, y(10 ** power));
      context.fillText(powerText(power), left - 0.3 * em, y(10 ** power));
    }
    context.textBaseline = 'top';
    context.textAlign = 'center';
    const end = `${last} ${words.steps}`;
    const free = right - context.measureText(end).width - 1.5 * em;
    for (const at of ticksUpTo(last, 4)) if (x(at) < free) context.fillText(String(at), x(at), bottom + 0.3 * em);
    context.textAlign = 'right';
    context.fillText(end, right, bottom + 0.3 * em);
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    context.fillText(words.norms, 0, em);
    const shown = this.fading.filter((look) => this.isOpen || look.step <= GIVEN);
    for (const loss of both) {
      context.strokeStyle = ink(this, COLORS[loss]);
      context.lineWidth = 2;
      context.setLineDash(loss === 'saturating' ? [6, 4] : []);
      context.beginPath();
      for (const look of shown) context.lineTo(x(look.step), y(look[loss]));
      context.stroke();
    }
    context.setLineDash([]);
    if (step === null || step > last) return;
    context.strokeStyle = ink(this, '--ink-faint');
    context.lineWidth = 1.5;
    line(context, x(step), top, x(step), bottom);
  }

  private prepare(canvas: HTMLCanvasElement, width: number, height: number) {
    const { fontSize, fontFamily } = getComputedStyle(this);
    const em = Number.parseFloat(fontSize);
    const context = prepareCanvas(canvas, width, height);
    context.font = `${0.9 * em}px ${fontFamily}`;
    return { em, context };
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const found = trace && twoLosses(trace);
    return (found?.logits ?? []).map((value, i) => ({ id: `generator.discriminator.linear3 output[${i},0]`, value }));
  }

  protected override table(): HTMLTableElement {
    const words = this.strings.players.twoSlopes;
    const rows = this.fading
      .filter((look) => this.isOpen || look.step <= GIVEN)
      .map(({ step, belief, nonSaturating, saturating }) => [
        String(step),
        ...[belief, nonSaturating, saturating].map((number) => numeral(number, 3)),
      ]);
    return numberTable(words.tableCaption, words.columns, rows);
  }

  protected override sentence(): string {
    return this.strings.players.twoSlopes.sentence;
  }
}

function line(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}

customElements.define('two-slopes', TwoSlopes);
