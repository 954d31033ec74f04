/**
 * `<noise-floor>`: how far off forecasts are on the windows that examine, after each epoch, of every track, and the noise of the series as a line: an
 * error below it is no skill. What a prediction asks for (`data-curtain`) is covered until it was answered.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState, TrackState } from '../../../player/Player.ts';
import { printTrack } from '../../../player/trackText.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { lineKinds } from '../../parts/curves/lossLines.ts';
import { ticksUpTo } from '../../parts/curves/ticksUpTo.ts';
import { tickText } from '../../parts/curves/tickText.ts';
import type { Drawn } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { examinedOf, noiseOf } from './noise.ts';

const HEIGHT = 260;
/** The axis goes a little above the largest error, and never ends below this many times the noise. */
const LEAST = 3;

export class NoiseFloor extends Figure {
  private readonly canvas = document.createElement('canvas');

  private get words() {
    return this.strings.applications.noise;
  }

  protected build(_player: Player): void {
    this.append(this.canvas);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  private get isCovered(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  protected override draw({ tracks, info, totalSteps }: PlayerState): void {
    const { fontSize, fontFamily } = getComputedStyle(this);
    const em = 0.9 * Number.parseFloat(fontSize);
    const width = this.clientWidth;
    const context = prepareCanvas(this.canvas, width, HEIGHT);
    this.canvas.setAttribute('role', 'img');
    this.canvas.setAttribute('aria-label', this.words.label);
    context.font = `${em}px ${fontFamily}`;
    const noise = noiseOf(info);
    const all = tracks.map(examinedOf);
    const highest =
      1.08 *
      Math.max(
        LEAST * noise,
        ...all
          .flat()
          .map(({ rmse }) => rmse)
          .filter(Number.isFinite),
      );
    const [left, right, top, bottom] = [3 * em, width - 4.2 * em, 1.8 * em, HEIGHT - 2 * em];
    const x = (step: number): number => left + (step / totalSteps) * (right - left);
    const y = (rmse: number): number => bottom - (Math.min(rmse, highest) / highest) * (bottom - top);
    context.lineWidth = 1;
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    for (const tick of ticksUpTo(highest, 4)) {
      context.fillStyle = ink(this, '--rule');
      context.fillRect(left, Math.round(y(tick)), right - left, 1);
      context.fillStyle = ink(this, '--ink-faint');
      context.fillText(tickText(tick), left - 0.5 * em, y(tick));
    }
    [context.textAlign, context.textBaseline] = ['center', 'top'];
    for (const step of ticksUpTo(totalSteps, 5)) context.fillText(String(step), x(step), bottom + 0.4 * em);
    context.textAlign = 'left';
    context.fillText(this.words.axis, left, 0);
    context.fillText(this.words.steps, right + 1.5 * em, bottom + 0.4 * em);
    // Nobody honest comes into this strip.
    context.fillStyle = ink(this, '--role-loss');
    context.globalAlpha = 0.12;
    context.fillRect(left, y(noise), right - left, bottom - y(noise));
    context.globalAlpha = 1;
    context.fillRect(left, y(noise) - 1, right - left, 2);
    context.textBaseline = 'middle';
    context.fillText(this.words.noise, right + 0.4 * em, y(noise));
    for (const [place, examined] of all.entries()) {
      if (place > 0 && this.isCovered) continue;
      const { color, dash } = lineKinds[(place + 1) % lineKinds.length]!;
      context.strokeStyle = ink(this, color);
      context.fillStyle = context.strokeStyle;
      context.lineWidth = 2;
      context.setLineDash([...dash]);
      context.beginPath();
      for (const { step, rmse } of examined) context.lineTo(x(step), y(rmse));
      context.stroke();
      context.setLineDash([]);
      for (const { step, rmse } of examined) {
        context.beginPath();
        context.arc(x(step), y(rmse), 4, 0, 2 * Math.PI);
        context.fill();
      }
      const last = examined.at(-1);
      if (last === undefined) continue;
      [context.textAlign, context.textBaseline] = [x(last.step) > right - 6 * em ? 'right' : 'left', 'bottom'];
      context.fillText(numeral(last.rmse, 3), x(last.step), y(last.rmse) - 6);
      context.textAlign = 'left';
    }
  }

  override drawn({ tracks }: PlayerState): readonly Drawn[] {
    return tracks.flatMap((track, place) =>
      examinedOf(track).map(({ step, rmse }) => ({ id: `track ${place + 1} examined rmse@${step}`, value: rmse })),
    );
  }

  protected override table({ tracks }: PlayerState): HTMLTableElement | null {
    const shown = this.isCovered ? tracks.slice(0, 1) : tracks;
    const rows = shown.flatMap((track) =>
      examinedOf(track).map(({ step, rmse }) => [printTrack(track.spec), String(step), numeral(rmse, 4)]),
    );
    return numberTable(this.words.tableCaption, this.words.columns, rows);
  }

  protected override sentence({ tracks, info }: PlayerState): string {
    const noise = numeral(noiseOf(info), 3);
    const said = (track: TrackState | undefined): string | null => {
      const last = track && examinedOf(track).at(-1);
      return last === undefined ? null : numeral(last.rmse, 3);
    };
    const [one, two] = [said(tracks[0]), this.isCovered ? null : said(tracks[1])];
    if (one === null) return fill(this.words.none, { noise });
    return two === null ? fill(this.words.one, { noise, one }) : fill(this.words.two, { noise, one, two });
  }
}

customElements.define('noise-floor', NoiseFloor);
