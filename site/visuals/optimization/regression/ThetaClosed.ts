/**
 * `<theta-closed>`: where descent stands beside where the normal equations say it goes, and how far it was from there before every step that
 * was made, on a logarithmic axis.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import { powerText } from '../../parts/curves/powers.ts';
import type { Drawn } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { type Parameter, parametersOf } from './planeInputs.ts';
import { apart, closedForm, type Regression, regressionOf, wayOf } from './regression.ts';

const HEIGHT = 230;
const LARGEST_WIDTH = 640;
/** Powers of ten between which distances are drawn. */
const [LEAST, MOST] = [-6, 1];
const THREE_DIGITS = -3;

interface Comparison {
  readonly regression: Regression;
  readonly parameters: readonly Parameter[];
  readonly best: readonly number[] | null;
  readonly way: readonly { readonly step: number; readonly gap: number }[];
  readonly steps: number;
}

export class ThetaClosed extends Figure {
  private readonly place = document.createElement('div');
  private readonly canvas = document.createElement('canvas');

  protected build(_player: Player): void {
    this.canvas.setAttribute('aria-hidden', 'true');
    this.append(this.place, this.canvas);
  }

  private comparison({ trace, tracks, focus, metrics, info }: PlayerState): Comparison | null {
    const regression = trace && regressionOf(trace);
    // The equations are those of all examples: a step that reads a few does not hold them.
    if (regression === null || regression.rows.length < Number(info.config['examples'])) return null;
    const truth = JSON.parse(this.dataset['truth'] ?? '[]') as readonly number[];
    const best = closedForm(regression.rows);
    const way =
      best === null
        ? []
        : wayOf(metrics, regression.theta.length).map(({ step, theta }) => ({ step, gap: apart(theta, best) }));
    const parameters = parametersOf(tracks[focus]?.spec, truth);
    if (parameters.length !== regression.theta.length) return null;
    return { regression, parameters, best, way, steps: info.totalSteps };
  }

  protected override draw(state: PlayerState): void {
    const found = this.comparison(state);
    this.canvas.hidden = found?.best == null;
    if (found === null) {
      this.place.replaceChildren();
      return;
    }
    this.place.replaceChildren(this.numbers(found));
    if (found.best !== null) this.drawGaps(found, state.trace?.step ?? 0);
  }

  private numbers({ regression, parameters, best }: Comparison): HTMLTableElement {
    const words = this.strings.regression.closed;
    return numberTable(
      words.tableCaption,
      words.columns,
      parameters.map(({ name }, p) => {
        const value = regression.theta[p]!;
        const exact = best?.[p];
        return [
          name,
          numeral(value),
          exact === undefined ? words.many : numeral(exact),
          exact === undefined ? '' : numeral(value - exact, 2),
        ];
      }),
    );
  }

  private drawGaps({ way, steps }: Comparison, shown: number): void {
    const width = Math.min(this.clientWidth, LARGEST_WIDTH);
    const style = getComputedStyle(this);
    const em = Number.parseFloat(style.fontSize);
    const context = prepareCanvas(this.canvas, width, HEIGHT);
    context.font = `${0.875 * em}px ${style.fontFamily}`;
    const [left, right, top, bottom] = [3 * em, width - em, 1.8 * em, HEIGHT - 2 * em];
    const x = (step: number): number => left + (step / steps) * (right - left);
    const y = (power: number): number =>
      bottom - ((Math.min(MOST, Math.max(LEAST, power)) - LEAST) / (MOST - LEAST)) * (bottom - top);
    context.fillStyle = ink(this, '--ink-soft');
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    for (let power = LEAST; power <= MOST; power += 2) {
      context.strokeStyle = ink(this, '--rule');
      line(context, [left, y(power)], [right, y(power)]);
      context.fillText(powerText(power), left - 0.4 * em, y(power));
    }
    context.strokeStyle = ink(this, '--ink');
    context.setLineDash([5, 4]);
    line(context, [left, y(THREE_DIGITS)], [right, y(THREE_DIGITS)]);
    context.setLineDash([]);
    context.textBaseline = 'alphabetic';
    context.textAlign = 'left';
    context.fillText(this.strings.regression.closed.gap, 0, 0.9 * em);
    context.textAlign = 'center';
    for (let step = 0; step <= steps; step += Math.max(10, Math.round(steps / 60) * 10))
      context.fillText(String(step), x(step), HEIGHT - 0.4 * em);
    context.fillStyle = ink(this, '--role-weights');
    for (const { step, gap } of way) {
      context.beginPath();
      context.arc(x(step), y(Math.log10(gap || 10 ** LEAST)), step === shown ? 6 : 2.5, 0, 2 * Math.PI);
      context.fill();
    }
  }

  override drawn(state: PlayerState): readonly Drawn[] {
    return (this.comparison(state)?.regression.theta ?? []).map((value, p) => ({
      id: p === 0 ? 'parameter bias before[0]' : `parameter weight before[0,${p - 1}]`,
      value,
    }));
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    const words = this.strings.regression.closed;
    const found = this.comparison(state);
    if (found === null) return null;
    if (found.best === null) return this.numbers(found);
    return numberTable(
      words.gap,
      words.gapColumns,
      found.way.map(({ step, gap }) => [String(step), numeral(gap, 3)]),
    );
  }

  protected override sentence(state: PlayerState): string {
    const words = this.strings.regression.closed;
    const found = this.comparison(state);
    if (found === null || state.trace === null) return words.none;
    const { best, regression } = found;
    if (best === null) return fill(words.noAnswer, { m: regression.rows.length, parameters: regression.theta.length });
    return fill(words.sentence, { step: state.trace.step, gap: numeral(apart(regression.theta, best), 2) });
  }
}

function line(
  context: CanvasRenderingContext2D,
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
): void {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}

customElements.define('theta-closed', ThetaClosed);
