/**
 * `<line-seed>`: points that a rule made, and the rule: a line and a little noise. The line is covered until both of its numbers were guessed
 * (`data-curtain`: the ids of two predictions); then its numbers can be turned. The draws were made by the framework while the site was built.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player } from '../../../player/Player.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { axes, frame, within } from '../planeAxes.ts';
import { heights, type Rule, type Seed, TRUTH } from './lineRule.ts';

const LARGEST_SIDE = 416;
const knobs = {
  bias: { from: -3, to: 3, step: 0.1 },
  weight: { from: -3, to: 3, step: 0.1 },
  noise: { from: 0, to: 1, step: 0.05 },
} as const;
type Knob = keyof typeof knobs;
const names = Object.keys(knobs) as Knob[];
/** Where every line that can be turned to has its points, but for its ends. */
const [ACROSS, UP] = [[-2, 2] as const, [-6, 6] as const];

export class LineSeed extends Figure {
  private readonly canvas = document.createElement('canvas');
  private readonly said = document.createElement('p');
  private readonly inputs = new Map<Knob, HTMLInputElement>();
  private rule: Rule = TRUTH;

  /** Both numbers of the covered line. */
  get facts(): Readonly<Record<string, number>> {
    return { 'true-bias': TRUTH.bias, 'true-weight': TRUTH.weight };
  }

  protected build(_player: Player): void {
    const words = this.strings.regression.seed;
    const bar = document.createElement('div');
    bar.className = 'seed-knobs';
    for (const name of names) {
      const [label, input] = [document.createElement('label'), document.createElement('input')];
      const { from, to, step } = knobs[name];
      label.textContent = words.knobs[name];
      Object.assign(input, { type: 'range', min: String(from), max: String(to), step: String(step) });
      input.addEventListener('input', () => {
        this.rule = { ...this.rule, [name]: input.valueAsNumber };
        this.invalidate();
      });
      label.append(input);
      bar.append(label);
      this.inputs.set(name, input);
    }
    this.canvas.setAttribute('aria-hidden', 'true');
    this.said.className = 'seed-rule';
    this.append(bar, this.canvas, this.said);
    for (const id of this.curtains) whenAnswered(id, () => this.invalidate());
  }

  private get curtains(): readonly string[] {
    return (this.dataset['curtain'] ?? '').split(' ').filter((id) => id !== '');
  }

  private get isCovered(): boolean {
    return this.curtains.some((id) => answerTo(id) === null);
  }

  private get seed(): Seed {
    return JSON.parse(this.dataset['points']!) as Seed;
  }

  protected override draw(): void {
    const { isCovered, rule, seed } = this;
    for (const [name, input] of this.inputs) {
      const isSecret = isCovered && name !== 'noise';
      input.disabled = isSecret;
      input.value = isSecret ? '0' : String(rule[name]);
      input.setAttribute('aria-valuetext', isSecret ? '?' : numeral(rule[name], 2));
    }
    const side = Math.min(this.clientWidth, LARGEST_SIDE);
    const style = getComputedStyle(this);
    const em = Number.parseFloat(style.fontSize);
    const context = prepareCanvas(this.canvas, side, side);
    context.font = `${0.9 * em}px ${style.fontFamily}`;
    const plane = axes(ACROSS, UP, { side, em });
    frame(context, this, plane, { side, em }, { xs: [-2, -1, 0, 1], ys: [-6, -4, -2, 0, 2, 4], names: ['x', 'y'] });
    within(context, plane, () => {
      context.fillStyle = ink(this, '--role-data');
      for (const [i, y] of heights(seed, rule).entries()) {
        context.beginPath();
        context.arc(plane.x(seed.x[i]!), plane.y(y), 3.5, 0, 2 * Math.PI);
        context.fill();
      }
      if (isCovered) return;
      context.strokeStyle = ink(this, '--ink');
      context.lineWidth = 1.75;
      context.setLineDash([7, 4]);
      context.beginPath();
      for (const x of ACROSS) context.lineTo(plane.x(x), plane.y(rule.bias + rule.weight * x));
      context.stroke();
      context.setLineDash([]);
    });
    this.said.textContent = this.ruleText();
  }

  private ruleText(): string {
    const words = this.strings.regression.seed;
    const { bias, weight, noise } = this.rule;
    const number = (value: number): string => (this.isCovered ? '?' : numeral(value, 2));
    return fill(words.rule, { bias: number(bias), weight: number(weight), noise: numeral(noise, 2) });
  }

  protected override table(): HTMLTableElement {
    const words = this.strings.regression.seed;
    const y = heights(this.seed, this.rule);
    return numberTable(
      this.ruleText(),
      words.columns,
      this.seed.x.map((x, i) => [String(i + 1), numeral(x), numeral(y[i]!)]),
    );
  }

  protected override sentence(): string {
    const words = this.strings.regression.seed;
    return fill(this.isCovered ? words.covered : words.sentence, { m: this.seed.x.length });
  }
}

customElements.define('line-seed', LineSeed);
