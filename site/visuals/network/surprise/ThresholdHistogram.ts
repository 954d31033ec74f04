/**
 * `<threshold-histogram>`: how many examined people have which chance, those who are a yes upwards and those who are a no downwards, and a line
 * from which on one says yes. The line is a slider, and the picture can be dragged. What always saying yes would give stands beside it; behind a
 * curtain (`data-curtain`: a prediction) until that was asked.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { type Drawn, drawnRow } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { histogramOf, nearby, type Outcome, outcomeOf } from './threshold.ts';

const HEIGHT = 300;
/** Parts of the histogram that are drawn as one bar. */
const TOGETHER = 2;
/** Chances within so many parts of the line are looked at by themselves. */
const NEAR = 5;
/** Thresholds of the table. */
const ROWS = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90];

export class ThresholdHistogram extends Figure {
  private readonly canvas = document.createElement('canvas');
  private readonly line = document.createElement('input');
  private readonly numbers = document.createElement('dl');
  private readonly near = document.createElement('p');
  private isHeld = false;

  private get words() {
    return this.strings.surprise.threshold;
  }

  protected build(player: Player): void {
    player.observe('examined');
    const label = document.createElement('label');
    label.className = 'surprise-own';
    label.textContent = this.words.slider;
    this.line.type = 'range';
    [this.line.min, this.line.max, this.line.step, this.line.value] = ['0', '100', '1', '50'];
    this.line.addEventListener('input', () => this.invalidate());
    label.append(this.line);
    this.numbers.className = 'surprise-numbers';
    this.near.className = 'surprise-readout';
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
    this.append(this.canvas, label, this.numbers, this.near);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  private moveTo({ clientX }: PointerEvent): void {
    const box = this.canvas.getBoundingClientRect();
    const { left, right } = this.sides(box.width);
    this.line.value = String(Math.round(100 * ((clientX - box.x - left) / (right - left))));
    this.invalidate();
  }

  private sides(width: number): { readonly left: number; readonly right: number } {
    return { left: 6, right: width - 6 };
  }

  protected override draw({ trace }: PlayerState): void {
    const found = trace && histogramOf(trace);
    const { fontSize, fontFamily } = getComputedStyle(this);
    const em = 0.9 * Number.parseFloat(fontSize);
    const width = this.clientWidth;
    const context = prepareCanvas(this.canvas, width, HEIGHT);
    this.canvas.setAttribute('role', 'img');
    this.canvas.setAttribute('aria-label', this.words.label);
    if (found === null) {
      this.near.textContent = this.words.none;
      return;
    }
    context.font = `${em}px ${fontFamily}`;
    const { left, right } = this.sides(width);
    const [ceiling, bottom] = [1.8 * em, HEIGHT - 2 * em];
    const bars = (counts: readonly number[]): number[] =>
      Array.from({ length: counts.length / TOGETHER }, (_, i) =>
        counts.slice(i * TOGETHER, (i + 1) * TOGETHER).reduce((sum, count) => sum + count, 0),
      );
    const [yeses, noes] = [bars(found.yeses), bars(found.noes)];
    const [up, down] = [Math.max(1, ...yeses), Math.max(1, ...noes)];
    const per = (bottom - ceiling) / (up + down);
    const zero = ceiling + up * per;
    const step = (right - left) / yeses.length;
    const threshold = this.line.valueAsNumber;
    for (const [i] of yeses.entries()) {
      const isCalled = i * TOGETHER >= threshold;
      context.globalAlpha = isCalled ? 1 : 0.35;
      context.fillStyle = ink(this, '--positive');
      context.fillRect(left + i * step, zero - yeses[i]! * per, Math.max(1, step - 1), yeses[i]! * per);
      context.fillStyle = ink(this, '--negative');
      context.fillRect(left + i * step, zero, Math.max(1, step - 1), noes[i]! * per);
    }
    context.globalAlpha = 1;
    context.fillStyle = ink(this, '--rule-strong');
    context.fillRect(left, Math.round(zero), right - left, 1);
    context.textBaseline = 'top';
    context.fillStyle = ink(this, '--positive');
    context.textAlign = 'left';
    context.fillText(this.words.yeses, left, 0);
    context.fillStyle = ink(this, '--negative');
    context.textBaseline = 'bottom';
    context.fillText(this.words.noes, left, bottom);
    context.fillStyle = ink(this, '--ink-soft');
    context.textBaseline = 'top';
    for (const [share, text] of [[0, '0'], [0.5, '0.5'], [1, '1']] as const) {
      context.textAlign = share === 0 ? 'left' : share === 1 ? 'right' : 'center';
      context.fillText(text, left + share * (right - left), bottom + 0.4 * em);
    } // biome-ignore format: a table
    const at = left + (threshold / 100) * (right - left);
    context.strokeStyle = ink(this, '--accent');
    context.lineWidth = 2.5;
    context.beginPath();
    context.moveTo(at, ceiling - 4);
    context.lineTo(at, bottom);
    context.stroke();
    context.fillStyle = ink(this, '--accent');
    context.textAlign = 'left';
    // Over the bars, right of their name, and not beyond the edge.
    const said = fill(this.words.line, { threshold: numeral(threshold / 100, 2) });
    const from = Math.max(at - 4, left + context.measureText(this.words.yeses).width + em);
    context.fillText(said, Math.min(from, right - context.measureText(said).width), 0);
    const outcome = outcomeOf(found, threshold);
    this.line.setAttribute('aria-valuetext', numeral(threshold / 100, 2));
    this.write(outcome, outcomeOf(found, 0));
    const around = nearby(found, threshold, NEAR);
    this.near.textContent = fill(around.count === 0 ? this.words.nobodyNear : this.words.near, {
      count: around.count,
      share: numeral(around.share, 3),
    });
  }

  private get isClosed(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  private write(outcome: Outcome, everybody: Outcome): void {
    const { names } = this.words;
    const row = (name: string, value: string): HTMLElement => {
      const [box, term, said] = [
        document.createElement('div'),
        document.createElement('dt'),
        document.createElement('dd'),
      ];
      term.textContent = name;
      said.textContent = value;
      box.append(term, said);
      return box;
    };
    this.numbers.replaceChildren(
      row(names.hits, String(outcome.hits)),
      row(names.falseAlarms, String(outcome.falseAlarms)),
      row(names.misses, String(outcome.misses)),
      row(names.spared, String(outcome.spared)),
      row(names.precision, numeral(outcome.precision, 3)),
      row(names.recall, numeral(outcome.recall, 3)),
      row(names.accuracy, this.isClosed && outcome.threshold === 0 ? '?' : numeral(outcome.accuracy, 3)),
      row(names.everybody, this.isClosed ? '?' : numeral(everybody.accuracy, 3)),
    );
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const found = trace && histogramOf(trace);
    return found === null
      ? []
      : [found.noes, found.yeses].flatMap((counts, label) => drawnRow('observed examined', counts, [label]));
  }

  protected override table({ trace }: PlayerState): HTMLTableElement | null {
    const found = trace && histogramOf(trace);
    if (trace === null || found === null) return null;
    const rows = [...new Set([...ROWS, this.line.valueAsNumber])]
      .filter((from) => from > 0 || !this.isClosed)
      .sort((a, b) => a - b)
      .map((from) => {
        const { threshold, hits, falseAlarms, misses, spared, precision, recall, accuracy } = outcomeOf(found, from);
        return [
          numeral(threshold, 2),
          ...[hits, falseAlarms, misses, spared].map(String),
          ...[precision, recall, accuracy].map((value) => numeral(value, 3)),
        ];
      });
    return numberTable(fill(this.words.tableCaption, { step: trace.step }), this.words.columns, rows);
  }

  protected override sentence({ trace }: PlayerState): string {
    const found = trace && histogramOf(trace);
    if (trace === null || found === null) return this.words.none;
    const { threshold, precision, recall, accuracy } = outcomeOf(found, this.line.valueAsNumber);
    return fill(this.words.sentence, {
      step: trace.step,
      threshold: numeral(threshold, 2),
      precision: numeral(precision, 3),
      recall: numeral(recall, 3),
      accuracy: this.isClosed && threshold === 0 ? '?' : numeral(accuracy, 3),
    });
  }
}

customElements.define('threshold-histogram', ThresholdHistogram);
