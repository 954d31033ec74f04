/**
 * `<slope-microscope>`: a loss under a zoom of any power of ten, with the chord that measures its slope, and beside it the error over the
 * step, which grows as a trail while the reader turns h. The losses were computed by the framework (`measureSlopes.ts`); here they are drawn.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player } from '../../../player/Player.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { powerText } from '../../parts/curves/powers.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import {
  askedOf,
  commonDigits,
  ladder,
  type Measured,
  type Precision,
  pointsWithin,
  precisions,
  type Reading,
  readSlope,
  type Sides,
  sides,
} from './readSlope.ts';

const HEIGHT = 260;
/** The window is so many times as wide as the step. */
const WINDOW = 1.8;
/** The errors that are drawn, as powers of ten. */
const [FINEST, COARSEST] = [-13, 0];

type Curves = Readonly<Record<string, readonly Measured[]>>;
let curves: Promise<Curves> | null = null;
const loadCurves = (from: string): Promise<Curves> => {
  curves ??= fetch(from).then((answer) => answer.json() as Promise<Curves>);
  return curves;
};

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export class Microscope extends Figure {
  private readonly lens = document.createElement('canvas');
  private readonly errors = document.createElement('canvas');
  private readonly numbers = document.createElement('dl');
  private places: readonly Measured[] = [];
  private at = 0;
  private k = 4;
  private side: Sides = 'one';
  private precision: Precision = 'float64';
  /** The place it opens at. */
  private opening = 0;
  private tellKnown: () => void = () => {};
  /** Settled when the losses have come. */
  readonly known = new Promise<void>((resolve) => {
    this.tellKnown = resolve;
  });
  /** Steps that were looked at, by side and precision. */
  private readonly seen = new Set<string>();

  protected build(_player: Player): void {
    this.side = (this.dataset['sides'] ?? 'one') as Sides;
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
    const controls = document.createElement('form');
    controls.className = 'microscope-controls';
    controls.addEventListener('submit', (event) => event.preventDefault());
    this.lens.setAttribute('aria-hidden', 'true');
    this.errors.setAttribute('aria-hidden', 'true');
    const planes = document.createElement('div');
    planes.className = 'microscope-planes';
    planes.append(this.lens, this.errors);
    this.numbers.className = 'microscope-numbers';
    this.append(controls, planes, this.numbers);
    void loadCurves(this.dataset['from']!).then((all) => {
      this.places = all[this.dataset['curve'] ?? 'sine'] ?? [];
      this.at = Math.max(
        0,
        this.places.findIndex(({ at }) => at === Number(this.dataset['at'])),
      );
      this.opening = this.at;
      this.tellKnown();
      controls.append(...this.controls());
      this.invalidate();
    });
  }

  private get words() {
    return this.strings.figures.microscope;
  }

  /** Behind a curtain (`data-curtain`: a prediction) what is measured waits for the guess. */
  private get isClosed(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  get facts(): Readonly<Record<string, number>> {
    return askedOf(this.places, this.opening);
  }

  private controls(): HTMLElement[] {
    const range = (label: string, max: number, value: number, turn: (value: number) => void): HTMLElement => {
      const [box, input] = [document.createElement('label'), document.createElement('input')];
      box.textContent = label;
      input.type = 'range';
      input.min = '0';
      input.max = String(max);
      input.value = String(value);
      const tell = (): void => input.setAttribute('aria-valuetext', this.valueText(label));
      input.addEventListener('input', () => {
        turn(Number(input.value));
        tell();
        this.invalidate();
      });
      tell();
      box.append(input);
      return box;
    };
    const choice = <T extends string>(legend: string, options: readonly T[], value: T, turn: (value: T) => void) => {
      const [set, head] = [document.createElement('fieldset'), document.createElement('legend')];
      head.textContent = legend;
      set.append(head);
      for (const option of options) {
        const [label, input] = [document.createElement('label'), document.createElement('input')];
        input.type = 'radio';
        input.name = `${this.closest('figure')?.id}-${legend}`;
        input.checked = option === value;
        input.addEventListener('change', () => {
          turn(option);
          this.invalidate();
        });
        label.append(input, ` ${this.words.options[option as keyof typeof this.words.options]}`);
        set.append(label);
      }
      return set;
    };
    return [
      range(this.words.place, this.places.length - 1, this.at, (value) => {
        this.at = value;
      }),
      range(this.words.step, ladder.length - 1, this.k, (value) => {
        this.k = value;
      }),
      choice(this.words.sides, sides, this.side, (value) => {
        this.side = value;
      }),
      choice(this.words.precision, precisions, this.precision, (value) => {
        this.precision = value;
      }),
    ];
  }

  private valueText(label: string): string {
    return label === this.words.step
      ? `h = ${numeral(ladder[this.k]!, 2)}`
      : `θ = ${numeral(this.places[this.at]!.at, 3)}`;
  }

  private reading(): Reading {
    return readSlope(this.places[this.at]!, this.precision, this.side, this.k);
  }

  protected override draw(): void {
    const place = this.places[this.at];
    if (place === undefined) return;
    this.seen.add(`${this.at} ${this.side} ${this.precision} ${this.k}`);
    this.drawLens(place);
    this.drawErrors(place);
    this.writeNumbers(place);
  }

  private prepare(canvas: HTMLCanvasElement): { context: CanvasRenderingContext2D; em: number; width: number } {
    const width = canvas.parentElement!.clientWidth;
    const columns = getComputedStyle(canvas.parentElement!).gridTemplateColumns.split(' ').length;
    const own = columns > 1 ? (width - 24) / 2 : width;
    const context = prepareCanvas(canvas, own, HEIGHT);
    const { fontSize, fontFamily } = getComputedStyle(this);
    const em = Number.parseFloat(fontSize);
    context.font = `${0.875 * em}px ${fontFamily}`;
    return { context, em, width: own };
  }

  /** The curve as far as the window reaches, its tangent, and the chord. */
  private drawLens(place: Measured): void {
    const { context, em, width } = this.prepare(this.lens);
    const { h, ahead, other } = this.reading();
    const frame: Frame = { left: 6, right: width - 6, top: 1.6 * em, bottom: HEIGHT - 1.8 * em };
    const points = pointsWithin(place, this.precision, h * WINDOW);
    const middle = place[this.precision].middle;
    const rise = points.reduce(
      (most, [, value]) => Math.max(most, Math.abs(value - middle)),
      Math.abs(place.slope * h),
    );
    const reach = 1.15 * (rise || h);
    const x = (nudge: number): number =>
      (frame.left + frame.right) / 2 + ((nudge / (h * WINDOW)) * (frame.right - frame.left)) / 2;
    const y = (value: number): number =>
      (frame.top + frame.bottom) / 2 - (((value - middle) / reach) * (frame.bottom - frame.top)) / 2;
    const line = (ends: readonly (readonly [number, number])[]): void => {
      context.beginPath();
      for (const [nudge, value] of ends) context.lineTo(x(nudge), y(value));
      context.stroke();
    };
    context.strokeStyle = ink(this, '--rule-strong');
    context.setLineDash([5, 4]);
    line([-1, 1].map((side) => [side * h * WINDOW, middle + side * h * WINDOW * place.slope] as const));
    context.setLineDash([]);
    context.strokeStyle = ink(this, '--ink');
    context.lineWidth = 1.5;
    line(points);
    context.strokeStyle = ink(this, '--role-loss');
    context.lineWidth = 2.5;
    const from = this.side === 'one' ? 0 : -h;
    line([
      [from, other],
      [h, ahead],
    ]);
    context.fillStyle = ink(this, '--role-loss');
    for (const [nudge, value] of [
      [from, other],
      [h, ahead],
    ] as const) {
      context.beginPath();
      context.arc(x(nudge), y(value), 5, 0, 2 * Math.PI);
      context.fill();
    }
    context.fillStyle = ink(this, '--ink-soft');
    context.textBaseline = 'top';
    context.textAlign = 'left';
    context.fillText(fill(this.words.window, { width: numeral(2 * WINDOW * h, 2) }), frame.left, 0);
    context.textBaseline = 'bottom';
    context.textAlign = 'center';
    context.fillText(`θ = ${numeral(place.at, 3)}`, x(0), HEIGHT);
    context.fillText('+h', x(h), HEIGHT);
    if (this.side === 'two') context.fillText('−h', x(-h), HEIGHT);
  }

  /** Error over step, both logarithmic: what was looked at, or all of it. */
  private drawErrors(place: Measured): void {
    const { context, em, width } = this.prepare(this.errors);
    const frame: Frame = { left: 3 * em, right: width - 8, top: 1.6 * em, bottom: HEIGHT - 1.8 * em };
    const x = (h: number): number => frame.left + (Math.log10(h) / -14) * (frame.right - frame.left);
    const y = (error: number): number => {
      const power = Math.min(COARSEST, Math.max(FINEST, Math.log10(error || 10 ** FINEST)));
      return frame.bottom - ((power - FINEST) / (COARSEST - FINEST)) * (frame.bottom - frame.top);
    };
    context.strokeStyle = ink(this, '--rule');
    context.fillStyle = ink(this, '--ink-soft');
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    for (let power = -12; power <= 0; power += 3) {
      context.beginPath();
      context.moveTo(frame.left, y(10 ** power));
      context.lineTo(frame.right, y(10 ** power));
      context.stroke();
      context.fillText(powerText(power), frame.left - 0.4 * em, y(10 ** power));
    }
    context.textAlign = 'center';
    context.textBaseline = 'bottom';
    for (let power = 0; power >= -12; power -= 3) context.fillText(powerText(power), x(10 ** power), HEIGHT);
    context.textAlign = 'left';
    context.textBaseline = 'top';
    context.fillText(this.words.errors, 0, 0);
    const whole = this.dataset['whole'] !== undefined;
    const shown = this.isClosed ? [] : whole ? precisions : [this.precision];
    for (const precision of shown) {
      const isOwn = precision === this.precision;
      context.fillStyle = ink(this, isOwn ? '--role-loss' : '--ink-faint');
      context.strokeStyle = context.fillStyle;
      for (const [k, h] of ladder.entries()) {
        const visited = this.seen.has(`${this.at} ${this.side} ${precision} ${k}`);
        if (!whole && !visited) continue;
        const { error } = readSlope(place, precision, this.side, k);
        context.beginPath();
        context.arc(x(h), y(error), k === this.k && isOwn ? 6 : 2.5, 0, 2 * Math.PI);
        context.fill();
      }
    }
  }

  /** Two losses with what they share made pale, their difference, and the slope beside the derivative. */
  private writeNumbers(place: Measured): void {
    const { ahead, other, difference, slope, error, h } = this.reading();
    const digits = this.precision === 'float64' ? 17 : 9;
    const [first, second] = [ahead.toPrecision(digits), other.toPrecision(digits)];
    const common = commonDigits(first, second);
    const row = (name: string, ...value: (string | Node)[]): HTMLElement[] => {
      const [term, description] = [document.createElement('dt'), document.createElement('dd')];
      term.textContent = name;
      description.append(...value);
      return [term, description];
    };
    const split = (text: string): (string | Node)[] => {
      const lost = document.createElement('span');
      lost.className = 'microscope-lost';
      lost.textContent = text.slice(0, common);
      return [lost, text.slice(common)];
    };
    this.numbers.replaceChildren(
      ...row('h', numeral(h, 2)),
      ...row('J(θ + h)', ...split(first)),
      ...row(this.side === 'one' ? 'J(θ)' : 'J(θ − h)', ...split(second)),
      ...row(this.words.difference, numeral(difference, 6)),
      ...row(this.words.measured, this.isClosed ? '?' : numeral(slope, 8)),
      ...row(this.words.exact, numeral(place.slope, 8)),
      ...row(this.words.error, this.isClosed ? '?' : numeral(error, 2)),
    );
  }

  protected override table(): HTMLTableElement | null {
    const place = this.places[this.at];
    if (place === undefined || this.isClosed) return null;
    return numberTable(
      fill(this.words.tableCaption, { at: numeral(place.at, 3), slope: numeral(place.slope, 8) }),
      this.words.columns,
      ladder.flatMap((h, k) =>
        k % 4 === 0
          ? [
              [
                numeral(h, 2),
                ...precisions.flatMap((precision) =>
                  sides.map((side) => numeral(readSlope(place, precision, side, k).error, 2)),
                ),
              ],
            ]
          : [],
      ),
    );
  }

  protected override sentence(): string {
    const place = this.places[this.at];
    if (place === undefined) return '';
    if (this.isClosed) return this.words.curtain;
    const { h, slope, error } = this.reading();
    return fill(this.words.sentence, {
      at: numeral(place.at, 3),
      h: numeral(h, 2),
      slope: numeral(slope, 4),
      exact: numeral(place.slope, 4),
      error: numeral(error, 2),
    });
  }
}

customElements.define('slope-microscope', Microscope);
