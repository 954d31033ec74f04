/**
 * `<batch-means>`: the batches of an epoch, each as wide as it is large and as high as its mean loss; across them the mean over all examples,
 * and, broken, the mean of the batch means. Below, the sums. Behind a curtain (`data-curtain`: a prediction) the two means wait.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { ticksUpTo } from '../../parts/curves/ticksUpTo.ts';
import type { Drawn } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { type EpochMeans, epochMeans } from './epochMeans.ts';

const HEIGHT = 200;
/** A bar this wide or wider has a gap to the next. */
const GAP_FROM = 3;

export class BatchMeans extends Figure {
  private readonly canvas = document.createElement('canvas');
  private readonly sums = document.createElement('div');

  protected build(_player: Player): void {
    this.sums.className = 'batch-sums';
    this.append(this.canvas, this.sums);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  private get isClosed(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  private read({ info, metrics, trace }: PlayerState): EpochMeans {
    return epochMeans(info, metrics, trace?.step ?? 0);
  }

  protected override draw(state: PlayerState): void {
    const words = this.strings.figures.batchMeans;
    const means = this.read(state);
    this.canvas.setAttribute('role', 'img'); // a picture has a name as soon as it is one
    this.canvas.setAttribute('aria-label', fill(words.label, { epoch: means.epoch }));
    this.paint(means, Number(state.info.config['examples']));
    this.sums.replaceChildren(
      numberTable(fill(words.sumsCaption, { epoch: means.epoch }), words.sumsColumns, this.sumRows(means)),
    );
  }

  private sumRows({ batches, plain, weighed, examples, all }: EpochMeans): string[][] {
    const words = this.strings.figures.batchMeans;
    const full = batches.filter(({ step }) => step % all !== all - 1);
    const last = batches.find(({ step }) => step % all === all - 1);
    const mean = full.reduce((sum, { loss }) => sum + loss, 0) / full.length;
    const shown = (value: number): string =>
      this.isClosed ? words.hidden : Number.isNaN(value) ? '–' : numeral(value, 5);
    return [
      [
        fill(words.full, { count: full.length }),
        String(examples - (last?.size ?? 0)),
        full.length === 0 ? '–' : numeral(mean, 5),
      ],
      [words.last, String(last?.size ?? '–'), last === undefined ? '–' : numeral(last.loss, 5)],
      [words.plain, '', shown(plain)],
      [words.weighed, String(examples), shown(weighed)],
      [words.miss, '', this.isClosed ? words.hidden : numeral(Math.abs(plain - weighed), 3)],
    ];
  }

  private paint({ batches, plain, weighed }: EpochMeans, examples: number): void {
    const width = this.clientWidth;
    const { fontSize, fontFamily } = getComputedStyle(this);
    const em = Number.parseFloat(fontSize);
    const context = prepareCanvas(this.canvas, width, HEIGHT);
    context.font = `${0.9 * em}px ${fontFamily}`;
    const [left, right, top, bottom] = [2.6 * em, width - 0.5 * em, 2 * em, HEIGHT - 0.5 * em];
    const finite = batches.map(({ loss }) => loss).filter(Number.isFinite);
    const highest = 1.05 * Math.max(...finite, 0.01);
    const x = (count: number): number => left + (count / examples) * (right - left);
    const y = (loss: number): number => bottom - (Math.min(loss, highest) / highest) * (bottom - top);
    context.lineWidth = 1;
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    for (const tick of ticksUpTo(highest, 4)) {
      context.strokeStyle = ink(this, tick === 0 ? '--rule-strong' : '--rule');
      context.beginPath();
      context.moveTo(left, Math.round(y(tick)) + 0.5);
      context.lineTo(right, Math.round(y(tick)) + 0.5);
      context.stroke();
      context.fillStyle = ink(this, '--ink-faint');
      context.fillText(String(tick), left - 0.5 * em, y(tick));
    }
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    context.fillStyle = ink(this, '--role-loss');
    context.fillText(this.strings.figures.batchMeans.axis, left, 1.1 * em);
    context.globalAlpha = 0.45;
    let from = 0;
    for (const { size, loss } of batches) {
      const [start, end] = [x(from), x(from + size)];
      const gap = end - start >= GAP_FROM ? 1 : 0;
      // A single example among hundreds can still be seen.
      context.fillRect(start, y(loss), Math.max(1.5, end - start - gap), bottom - y(loss));
      from += size;
    }
    context.globalAlpha = 1;
    if (this.isClosed || batches.length === 0) return;
    context.lineWidth = 2;
    for (const [value, dash] of [
      [weighed, []],
      [plain, [6, 5]],
    ] as const) {
      context.strokeStyle = ink(this, dash.length === 0 ? '--ink' : '--accent');
      context.setLineDash([...dash]);
      context.beginPath();
      context.moveTo(left, y(value));
      context.lineTo(right, y(value));
      context.stroke();
    }
    context.setLineDash([]);
  }

  override drawn(state: PlayerState): readonly Drawn[] {
    return this.read(state).batches.map(({ step, loss }) => ({ id: `loss@${step}`, value: loss }));
  }

  protected override table(state: PlayerState): HTMLTableElement {
    const words = this.strings.figures.batchMeans;
    const { epoch, batches } = this.read(state);
    const rows = batches.map(({ size, loss }, i) => [
      String(i),
      String(size),
      numeral(loss, 5),
      numeral(size * loss, 5),
    ]);
    return numberTable(fill(words.tableCaption, { epoch }), words.columns, rows);
  }

  protected override sentence(state: PlayerState): string {
    const words = this.strings.figures.batchMeans;
    const { epoch, batches, all, examples } = this.read(state);
    return batches.length < all
      ? fill(words.soFar, { epoch, batches: batches.length, all })
      : fill(this.isClosed ? words.curtain : words.sentence, { epoch, examples, batches: all });
  }
}

customElements.define('batch-means', BatchMeans);
