/** `<valley-curve>`: the loss over one parameter, seen whole, with the place of every track on it. */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import { printTrack } from '../../player/trackText.ts';
import { lineKinds } from '../parts/curves/lossLines.ts';
import { ticksUpTo } from '../parts/curves/ticksUpTo.ts';
import { type Drawn, drawnRow } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { REACH, type Valley, valleyOf } from './valley.ts';

const HEIGHT = 300;
const BALL = 6;

export class ValleyCurve extends Figure {
  private readonly canvas = document.createElement('canvas');

  protected build(player: Player): void {
    for (const name of ['surface', 'fullLoss']) player.observe(name);
    this.canvas.setAttribute('aria-hidden', 'true');
    this.append(this.canvas);
  }

  protected override draw(state: PlayerState): void {
    const tracks = standing(state);
    if (tracks.length === 0) return;
    const width = this.clientWidth;
    const style = getComputedStyle(this);
    const em = Number.parseFloat(style.fontSize);
    const context = prepareCanvas(this.canvas, width, HEIGHT);
    context.font = `${0.9 * em}px ${style.fontFamily}`;
    const { surface } = tracks[0]!.valley;
    const highest = 1.05 * Math.max(...Array.from(surface));
    const [left, right, top, bottom] = [2.4 * em, width - em, 0.6 * em, HEIGHT - 1.8 * em];
    const x = (theta: number): number => left + ((theta - REACH[0]) / (REACH[1] - REACH[0])) * (right - left);
    const y = (loss: number): number => bottom - (loss / highest) * (bottom - top);
    context.fillStyle = ink(this, '--ink-soft');
    context.strokeStyle = ink(this, '--rule');
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    for (const tick of ticksUpTo(highest, 4)) {
      context.beginPath();
      context.moveTo(left, y(tick));
      context.lineTo(right, y(tick));
      context.stroke();
      context.fillText(String(tick), left - 0.5 * em, y(tick));
    }
    context.textAlign = 'center';
    context.textBaseline = 'top';
    for (let theta = REACH[0] + 1; theta < REACH[1]; theta++)
      context.fillText(String(theta), x(theta), bottom + 0.4 * em);
    context.fillText('θ', right, bottom + 0.4 * em);
    context.strokeStyle = ink(this, '--ink');
    context.lineWidth = 1.5;
    context.beginPath();
    for (let i = 0; i < surface.length; i++) {
      const theta = REACH[0] + ((REACH[1] - REACH[0]) * i) / (surface.length - 1);
      context[i === 0 ? 'moveTo' : 'lineTo'](x(theta), y(surface[i]!));
    }
    context.stroke();
    for (const { place, valley } of tracks) {
      const { color, dash } = lineKinds[place % lineKinds.length]!;
      context.strokeStyle = ink(this, color);
      context.fillStyle = ink(this, color);
      context.lineWidth = 2;
      context.setLineDash([...dash]);
      context.beginPath();
      context.moveTo(x(valley.theta), y(valley.fullLoss));
      context.lineTo(x(valley.theta), bottom);
      context.stroke();
      context.setLineDash([]);
      context.beginPath();
      context.arc(x(valley.theta), y(valley.fullLoss), BALL, 0, 2 * Math.PI);
      context.fill();
    }
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const valley = trace && valleyOf(trace);
    return valley === null
      ? []
      : [{ id: 'observed fullLoss[0]', value: valley.fullLoss }, ...drawnRow('observed surface', valley.surface)];
  }

  protected override table(state: PlayerState): HTMLTableElement {
    const words = this.strings.figures.valleyCurve;
    const rows = standing(state).map(({ name, step, valley }) => [
      name,
      String(step),
      numeral(valley.theta),
      numeral(valley.fullLoss),
      numeral(valley.after - valley.theta),
    ]);
    return numberTable(words.tableCaption, words.columns, rows);
  }

  protected override sentence(state: PlayerState): string {
    const words = this.strings.figures.valleyCurve;
    return standing(state)
      .map(({ name, step, valley }) =>
        fill(words.track, { name, step, theta: numeral(valley.theta, 3), loss: numeral(valley.fullLoss, 3) }),
      )
      .join(' ');
  }
}

interface Standing {
  readonly place: number;
  readonly name: string;
  readonly step: number;
  readonly valley: Valley;
}

const standing = ({ tracks }: PlayerState): Standing[] =>
  tracks.flatMap(({ spec, trace }, place) => {
    const valley = trace && valleyOf(trace);
    return trace === null || valley === null ? [] : [{ place, name: printTrack(spec), step: trace.step, valley }];
  });

customElements.define('valley-curve', ValleyCurve);
