/**
 * `<statistics-strip>`: one channel of batch norm over the steps of a run. A dot with a bar is mean ± spread of the batch that is learned from;
 * the band is mean ± spread as remembered. Under it what each of the two comes to: the batch read with its own statistics, test examples read
 * with the remembered ones.
 */
import { fill } from '../../../i18n/fill.ts';
import type { PlayerState } from '../../../player/Player.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { deciles } from '../../parts/curves/deciles.ts';
import { lastStepOnAxis } from '../../parts/curves/lastStepOnAxis.ts';
import { strokeCurve } from '../../parts/curves/strokeCurve.ts';
import { ticksUpTo } from '../../parts/curves/ticksUpTo.ts';
import type { Drawn } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { percent } from '../../parts/percent.ts';
import { allStatistics, type Statistics } from './statistics.ts';

const HEIGHT = 330;
/** More dots than this in a row would touch: then every second, third … is drawn. */
const DOT_ROOM = 7;

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly em: number;
  readonly x: (step: number) => number;
  readonly shown: number;
}

export class StatisticsStrip extends Figure {
  private readonly canvas = document.createElement('canvas');
  private readonly said = document.createElement('p');

  protected build(): void {
    this.canvas.setAttribute('aria-hidden', 'true');
    this.said.className = 'strip-said';
    this.append(this.canvas, this.said);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  /** What the test says waits for the reader's guess. */
  private get isCovered(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  protected override draw(state: PlayerState): void {
    const all = allStatistics(state.metrics);
    const words = this.strings.cnn.statisticsStrip;
    this.said.textContent = all.length === 0 ? words.none : '';
    const style = getComputedStyle(this);
    const em = Number.parseFloat(style.fontSize);
    const context = prepareCanvas(this.canvas, this.clientWidth, HEIGHT);
    context.font = `${0.88 * em}px ${style.fontFamily}`;
    if (all.length === 0) return;
    const { info } = state;
    const shown = state.trace?.step ?? 0;
    const steps = lastStepOnAxis(Math.max(all.at(-1)!.step, shown) + 1, info.stepsPerEpoch, info.totalSteps);
    const [left, right] = [3.6 * em, this.clientWidth - 2.8 * em];
    const frame: Frame = { left, right, em, shown, x: (step) => left + (step / steps) * (right - left) };
    this.paintStrip(context, all, frame, { top: 1.9 * em, bottom: HEIGHT * 0.56 });
    this.paintShares(context, all, frame, { top: HEIGHT * 0.56 + 2.6 * em, bottom: HEIGHT - 1.8 * em });
    context.fillStyle = ink(this, '--ink-faint');
    context.textAlign = 'center';
    context.textBaseline = 'top';
    for (const step of ticksUpTo(steps, 6)) context.fillText(String(step), frame.x(step), HEIGHT - 1.4 * em);
    context.textAlign = 'left';
    context.fillText(words.step, right + 0.4 * em, HEIGHT - 1.4 * em);
    const at = Math.round(frame.x(shown)) + 0.5;
    context.strokeStyle = ink(this, '--ink');
    context.lineWidth = 1;
    line(context, at, 1.9 * em, at, HEIGHT - 1.8 * em);
  }

  private paintStrip(
    context: CanvasRenderingContext2D,
    all: readonly Statistics[],
    { x, left, right, em, shown }: Frame,
    { top, bottom }: { readonly top: number; readonly bottom: number },
  ): void {
    const words = this.strings.cnn.statisticsStrip;
    const ends = all.flatMap(({ mean, spread, rememberedMean, rememberedSpread }) => [
      mean - spread,
      mean + spread,
      rememberedMean - rememberedSpread,
      rememberedMean + rememberedSpread,
    ]);
    const finite = ends.filter(Number.isFinite);
    const [low, high] = [Math.min(...finite), Math.max(...finite)];
    const y = (value: number): number => bottom - ((value - low) / (high - low || 1)) * (bottom - top);
    context.strokeStyle = ink(this, '--rule');
    context.fillStyle = ink(this, '--ink-faint');
    context.lineWidth = 1;
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    for (const value of [low, (low + high) / 2, high]) {
      line(context, left, Math.round(y(value)) + 0.5, right, Math.round(y(value)) + 0.5);
      context.fillText(numeral(value, 2), left - 0.5 * em, y(value));
    }
    // The band of what is remembered.
    context.beginPath();
    for (const { step, rememberedMean, rememberedSpread } of all)
      context.lineTo(x(step), y(rememberedMean + rememberedSpread));
    for (const { step, rememberedMean, rememberedSpread } of all.toReversed())
      context.lineTo(x(step), y(rememberedMean - rememberedSpread));
    context.closePath();
    context.globalAlpha = 0.22;
    context.fillStyle = ink(this, '--role-weights');
    context.fill();
    context.globalAlpha = 1;
    strokeCurve(context, all.map(({ step, rememberedMean }) => ({ step, value: rememberedMean })), { x, y, color: ink(this, '--role-weights'), shownStep: shown }); // biome-ignore format: one line reads better
    const every = Math.max(1, Math.ceil((DOT_ROOM * all.length) / Math.max(1, x(all.at(-1)!.step) - left)));
    context.strokeStyle = ink(this, '--role-activations');
    context.fillStyle = ink(this, '--role-activations');
    context.lineWidth = 1.5;
    for (const { step, mean, spread } of all) {
      if (step % every !== 0 || !Number.isFinite(mean)) continue;
      context.globalAlpha = step > shown ? 0.3 : 1;
      line(context, x(step), y(mean - spread), x(step), y(mean + spread));
      context.beginPath();
      context.arc(x(step), y(mean), 2.4, 0, 2 * Math.PI);
      context.fill();
    }
    context.globalAlpha = 1;
    this.paintKey(context, left, top - 0.9 * em, em, [
      ['--role-activations', words.batch],
      ['--role-weights', words.remembered],
    ]);
  }

  private paintShares(
    context: CanvasRenderingContext2D,
    all: readonly Statistics[],
    { x, left, right, em, shown }: Frame,
    { top, bottom }: { readonly top: number; readonly bottom: number },
  ): void {
    const words = this.strings.cnn.statisticsStrip;
    const y = (share: number): number => bottom - share * (bottom - top);
    context.lineWidth = 1;
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    for (const share of [0, 0.5, 1]) {
      context.strokeStyle = ink(this, share === 0 ? '--rule-strong' : '--rule');
      line(context, left, Math.round(y(share)) + 0.5, right, Math.round(y(share)) + 0.5);
      context.fillStyle = ink(this, '--ink-faint');
      context.fillText(percent(share), left - 0.5 * em, y(share));
    }
    const curve = (read: (one: Statistics) => number, color: string, dash: readonly number[]): void => {
      context.setLineDash([...dash]);
      strokeCurve(context, all.map((one) => ({ step: one.step, value: read(one) })), { x, y, color: ink(this, color), shownStep: shown }); // biome-ignore format: one line reads better
      context.setLineDash([]);
    };
    curve(({ trained }) => trained, '--role-activations', [2, 3]);
    if (!this.isCovered) curve(({ heldOut }) => heldOut, '--role-weights', []);
    this.paintKey(context, left, top - 0.9 * em, em, [
      ['--role-activations', words.trained],
      ['--role-weights', this.isCovered ? words.covered : words.heldOut],
    ]);
  }

  private paintKey(
    context: CanvasRenderingContext2D,
    left: number,
    y: number,
    em: number,
    entries: readonly (readonly [color: string, text: string])[],
  ): void {
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    let at = left;
    for (const [color, text] of entries) {
      context.fillStyle = ink(this, color);
      context.fillText(text, at, y);
      at += context.measureText(text).width + 1.2 * em;
    }
  }

  /** Of the shown step, or of the last before it. */
  private here(state: PlayerState): Statistics | undefined {
    const shown = state.trace?.step ?? 0;
    return allStatistics(state.metrics).findLast(({ step }) => step <= shown);
  }

  override drawn({ metrics }: PlayerState): readonly Drawn[] {
    return allStatistics(metrics).flatMap((one) => [
      { id: `batchMean@${one.step}`, value: one.mean },
      { id: `batchSpread@${one.step}`, value: one.spread },
      { id: `rememberedMean@${one.step}`, value: one.rememberedMean },
      { id: `rememberedSpread@${one.step}`, value: one.rememberedSpread },
      { id: `accuracy@${one.step}`, value: one.trained },
      ...(this.isCovered ? [] : [{ id: `heldOut@${one.step}`, value: one.heldOut }]),
    ]);
  }

  protected override table(state: PlayerState): HTMLTableElement {
    const words = this.strings.cnn.statisticsStrip;
    const rows = allStatistics(deciles(state.metrics));
    return numberTable(
      words.tableCaption,
      words.columns,
      rows.map((one) => [
        String(one.step),
        numeral(one.mean),
        numeral(one.spread),
        numeral(one.rememberedMean),
        numeral(one.rememberedSpread),
        percent(one.trained),
        this.isCovered ? '?' : percent(one.heldOut),
      ]),
    );
  }

  protected override sentence(state: PlayerState): string {
    const here = this.here(state);
    if (here === undefined) return '';
    return fill(this.strings.cnn.statisticsStrip.sentence, {
      step: here.step,
      mean: numeral(here.mean, 3),
      spread: numeral(here.spread, 3),
      rememberedMean: numeral(here.rememberedMean, 3),
      rememberedSpread: numeral(here.rememberedSpread, 3),
      trained: percent(here.trained),
      heldOut: this.isCovered ? '?' : percent(here.heldOut),
    });
  }
}

function line(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}

customElements.define('statistics-strip', StatisticsStrip);
