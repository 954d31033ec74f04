/**
 * `<loan-costs>`: examined people by their chance, those who repaid upwards, those who did not downwards, and below what each line would cost a bank.
 * The line is a slider; what the two mistakes cost is typed. The cheapest line waits behind a curtain (`data-curtain`: a prediction).
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { ticksUpTo } from '../../parts/curves/ticksUpTo.ts';
import { tickText } from '../../parts/curves/tickText.ts';
import { type Drawn, drawnRow } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { type Applicant, applicantsOf } from '../fairness/groups.ts';
import { type Costs, cheapest, costAt, costCurve, lineFromCosts } from './loan.ts';

const HEIGHT = 372;
/** Of the height, how much the people get. */
const PEOPLE = 0.5;
const BARS = 50;
const THRESHOLDS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

export class LoanCosts extends Figure {
  private readonly canvas = document.createElement('canvas');
  private readonly line = document.createElement('input');
  private readonly badLoan = document.createElement('input');
  private readonly lostCustomer = document.createElement('input');
  private readonly readout = document.createElement('p');
  private isHeld = false;

  private get words() {
    return this.strings.applications.loan;
  }

  protected build(player: Player): void {
    player.observe('applicants');
    const controls = document.createElement('div');
    controls.className = 'applications-controls';
    const row = (text: string, input: HTMLInputElement): void => {
      const label = document.createElement('label');
      label.append(text, input);
      input.addEventListener('input', () => this.invalidate());
      controls.append(label);
    };
    [this.line.type, this.line.min, this.line.max, this.line.step, this.line.value] = [
      'range',
      '0',
      '1',
      '0.01',
      '0.5',
    ];
    for (const [input, value] of [[this.badLoan, '5'], [this.lostCustomer, '1']] as const)
      [input.type, input.min, input.max, input.step, input.value] = ['number', '0', '100', '0.5', value]; // biome-ignore format: one line reads better
    row(this.words.line, this.line);
    row(this.words.badLoan, this.badLoan);
    row(this.words.lostCustomer, this.lostCustomer);
    this.readout.className = 'applications-readout';
    this.readout.setAttribute('aria-live', 'polite');
    this.canvas.addEventListener('pointerdown', (event) => {
      this.isHeld = true;
      this.canvas.setPointerCapture(event.pointerId);
      this.moveTo(event);
    });
    this.canvas.addEventListener('pointermove', (event) => {
      if (this.isHeld) this.moveTo(event);
    });
    for (const end of ['pointerup', 'pointercancel'] as const)
      this.canvas.addEventListener(end, () => {
        this.isHeld = false;
      });
    this.append(this.canvas, controls, this.readout);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  private get isCovered(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  private get costs(): Costs {
    const read = ({ valueAsNumber }: HTMLInputElement): number =>
      Number.isFinite(valueAsNumber) && valueAsNumber >= 0 ? valueAsNumber : 0;
    return { badLoan: read(this.badLoan), lostCustomer: read(this.lostCustomer) };
  }

  private moveTo({ clientX }: PointerEvent): void {
    const box = this.canvas.getBoundingClientRect();
    this.line.value = String((clientX - box.x - 3) / (box.width - 6));
    this.invalidate();
  }

  protected override draw({ trace }: PlayerState): void {
    const people = trace && applicantsOf(trace);
    const { fontSize, fontFamily } = getComputedStyle(this);
    const em = 0.9 * Number.parseFloat(fontSize);
    const width = this.clientWidth;
    const context = prepareCanvas(this.canvas, width, HEIGHT);
    this.canvas.setAttribute('role', 'img');
    this.canvas.setAttribute('aria-label', this.words.label);
    if (people === null) {
      this.readout.textContent = this.words.none;
      return;
    }
    context.font = `${em}px ${fontFamily}`;
    const [left, right] = [3, width - 3];
    const x = (chance: number): number => left + Math.min(1, chance) * (right - left);
    const middle = PEOPLE * HEIGHT;
    const threshold = this.line.valueAsNumber;
    this.paintPeople(context, people, { left, right, top: 1.6 * em, bottom: middle - 1.5 * em, threshold });
    this.paintCosts(context, people, { x, top: middle + 3 * em, bottom: HEIGHT - 1.8 * em, em });
    context.fillStyle = ink(this, '--accent');
    context.fillRect(x(threshold) - 1.25, 1.4 * em, 2.5, HEIGHT - 3.2 * em);
    this.line.setAttribute('aria-valuetext', numeral(threshold, 2));
    this.readout.textContent = this.said(people);
  }

  private paintPeople(
    context: CanvasRenderingContext2D,
    people: readonly Applicant[],
    {
      left,
      right,
      top,
      bottom,
      threshold,
    }: {
      readonly left: number;
      readonly right: number;
      readonly top: number;
      readonly bottom: number;
      readonly threshold: number;
    },
  ): void {
    const [yeses, noes] = [new Array<number>(BARS).fill(0), new Array<number>(BARS).fill(0)];
    for (const { chance, recorded } of people) {
      const bar = Math.min(BARS - 1, Math.floor(chance * BARS));
      if (recorded) yeses[bar]!++;
      else noes[bar]!++;
    }
    const [up, down] = [Math.max(1, ...yeses), Math.max(1, ...noes)];
    const per = (bottom - top) / (up + down);
    const zero = top + up * per;
    const step = (right - left) / BARS;
    for (let bar = 0; bar < BARS; bar++) {
      context.globalAlpha = (bar + 0.5) / BARS >= threshold ? 1 : 0.35;
      context.fillStyle = ink(this, '--positive');
      context.fillRect(left + bar * step, zero - yeses[bar]! * per, Math.max(1, step - 1), yeses[bar]! * per);
      context.fillStyle = ink(this, '--negative');
      context.fillRect(left + bar * step, zero, Math.max(1, step - 1), noes[bar]! * per);
    }
    context.globalAlpha = 1;
    context.fillStyle = ink(this, '--positive');
    [context.textAlign, context.textBaseline] = ['left', 'top'];
    context.fillText(this.words.repaid, left, 0);
    context.fillStyle = ink(this, '--negative');
    // Under the bars: on them it could not be read.
    context.fillText(this.words.not, left, bottom + 3);
  }

  private paintCosts(
    context: CanvasRenderingContext2D,
    people: readonly Applicant[],
    {
      x,
      top,
      bottom,
      em,
    }: { readonly x: (chance: number) => number; readonly top: number; readonly bottom: number; readonly em: number },
  ): void {
    const { costs } = this;
    const curve = costCurve(people, costs);
    const highest = Math.max(1, ...curve);
    const y = (cost: number): number => bottom - (cost / highest) * (bottom - top);
    context.textBaseline = 'bottom';
    context.textAlign = 'left';
    for (const tick of ticksUpTo(highest, 3)) {
      context.fillStyle = ink(this, '--rule');
      context.fillRect(x(0), Math.round(y(tick)), x(1) - x(0), 1);
      context.fillStyle = ink(this, '--ink-faint');
      if (tick > 0) context.fillText(tickText(tick), x(0), y(tick));
    }
    context.fillStyle = ink(this, '--ink-soft');
    context.fillText(this.words.cost, x(0), top - 1.3 * em);
    context.textBaseline = 'top';
    for (const [share, align] of [[0, 'left'], [0.5, 'center'], [1, 'right']] as const) {
      context.textAlign = align;
      context.fillText(String(share), x(share), bottom + 0.3 * em);
    } // biome-ignore format: a table
    context.strokeStyle = ink(this, '--role-loss');
    context.lineWidth = 2;
    context.beginPath();
    for (const [part, cost] of curve.entries()) context.lineTo(x(part / (curve.length - 1)), y(cost));
    // The shape of the curve would answer the question.
    if (!this.isCovered) context.stroke();
    context.fillStyle = ink(this, '--role-loss');
    const own = this.line.valueAsNumber;
    context.beginPath();
    context.arc(x(own), y(costAt(people, own, costs)), 5, 0, 2 * Math.PI);
    context.fill();
    if (this.isCovered) return;
    const best = cheapest(people, costs);
    context.strokeStyle = ink(this, '--ink');
    context.beginPath();
    context.arc(x(best.threshold), y(best.cost), 7, 0, 2 * Math.PI);
    context.stroke();
  }

  private said(people: readonly Applicant[]): string {
    const { costs } = this;
    const own = this.line.valueAsNumber;
    const money = (cost: number): string => numeral(Math.round(cost), 4);
    const at = { line: numeral(own, 2), cost: money(costAt(people, own, costs)) };
    if (this.isCovered) return fill(this.words.closed, at);
    const best = cheapest(people, costs);
    const formula = lineFromCosts(costs);
    return fill(Number.isFinite(best.threshold) ? this.words.said : this.words.nobody, {
      ...at,
      best: numeral(best.threshold, 3),
      least: money(best.cost),
      formula: numeral(formula, 3),
      formulaCost: money(costAt(people, formula, costs)),
    });
  }

  /** Chances and what was written down; the columns in between are another lesson's. */
  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const people = (trace && applicantsOf(trace)) ?? [];
    return people.flatMap(({ chance, group, recorded }, i) =>
      drawnRow('observed applicants', [chance, group, Number(recorded)], [i]),
    );
  }

  protected override table({ trace }: PlayerState): HTMLTableElement | null {
    const people = trace && applicantsOf(trace);
    if (trace === null || people === null || this.isCovered) return null;
    const { costs } = this;
    const best = cheapest(people, costs).threshold;
    const lines = [
      ...THRESHOLDS,
      this.line.valueAsNumber,
      lineFromCosts(costs),
      ...(Number.isFinite(best) ? [best] : []),
    ];
    const rows = [...new Set(lines)]
      .sort((a, b) => a - b)
      .map((threshold) => [numeral(threshold, 3), numeral(costAt(people, threshold, costs), 5)]);
    return numberTable(fill(this.words.tableCaption, { step: trace.step }), this.words.columns, rows);
  }

  protected override sentence({ trace }: PlayerState): string {
    const people = trace && applicantsOf(trace);
    return trace === null || people === null
      ? this.words.none
      : fill(this.words.sentence, { step: trace.step, count: people.length });
  }
}

customElements.define('loan-costs', LoanCosts);
