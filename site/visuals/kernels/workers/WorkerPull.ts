/** `<worker-pull>`: the batch of the shown step in its shards, how long the gradient of each worker is, and how long their mean is. */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import type { StepTrace } from '../../../player/protocol.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { paintDigit } from '../../parts/digits/paintDigit.ts';
import type { Drawn } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { examplesOf, pullsOf } from './pulls.ts';

const ARROW = 26;
/** A digit, in pixels of the page, and how many it has. */
const SIDE = 22;
const PIXELS = 28 * 28;

export class WorkerPull extends Figure {
  private readonly canvas = document.createElement('canvas');
  private readonly stamp = document.createElement('canvas');

  private get words() {
    return this.strings.workers.pull;
  }

  protected build(_player: Player): void {
    this.canvas.setAttribute('role', 'img');
    this.append(this.canvas);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  private get isCovered(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  protected override draw({ trace }: PlayerState): void {
    const pulls = trace === null ? null : pullsOf(trace);
    const { fontSize, fontFamily } = getComputedStyle(this);
    const em = 0.9 * Number.parseFloat(fontSize);
    const width = this.clientWidth;
    const shards = pulls === null ? [] : this.shards(trace!, pulls.workers);
    const left = 6.5 * em;
    const perRow = Math.max(1, Math.floor((width - left) / (SIDE + 2)));
    const heights = shards.map((digits) => ARROW + Math.ceil(digits.length / perRow) * (SIDE + 2) + 6);
    const height = heights.reduce((sum, one) => sum + one, 0) + ARROW + 8;
    const context = prepareCanvas(this.canvas, width, height);
    this.canvas.setAttribute('aria-label', this.words.label);
    if (pulls === null) return;
    context.font = `${em}px ${fontFamily}`;
    const most = Math.max(pulls.mean, ...pulls.workers.map(({ norm }) => norm));
    const frame = { left, room: width - left - 3.5 * em, most };
    let y = 0;
    for (const [i, { worker, norm }] of pulls.workers.entries()) {
      this.paintDigits(context, shards[i]!, { x: left, y, perRow });
      y += heights[i]! - 6;
      this.paintArrow(context, fill(this.words.worker, { worker }), norm, {
        ...frame,
        y: y - ARROW / 2,
        isMean: false,
      });
      y += 6;
    }
    const name = fill(this.words.mean, { workers: pulls.workers.length });
    const mean = this.isCovered ? null : pulls.mean;
    this.paintArrow(context, name, mean, { ...frame, y: y + 8 + ARROW / 2, isMean: true });
  }

  /** The pictures of each worker's examples, in the order of the batch; none where they were not kept. */
  private shards(trace: StepTrace, workers: readonly { readonly worker: number }[]): readonly ArrayLike<number>[][] {
    const inputs = trace.tensors.get(trace.inputs);
    let [from, last] = [0, 0];
    return workers.map(({ worker }) => {
      const count = examplesOf(trace, worker) ?? 0;
      const first = from + (worker - last - 1) * count; // those of a worker that takes no part are nobody's
      [from, last] = [first + count, worker];
      if (inputs === undefined || inputs.item !== null) return [];
      return Array.from({ length: count }, (_, i) =>
        inputs.values.subarray((first + i) * PIXELS, (first + i + 1) * PIXELS),
      );
    });
  }

  private paintDigits(
    context: CanvasRenderingContext2D,
    digits: readonly ArrayLike<number>[],
    { x, y, perRow }: { readonly x: number; readonly y: number; readonly perRow: number },
  ): void {
    for (const [i, pixels] of digits.entries()) {
      paintDigit(this.stamp, pixels, this);
      const [column, row] = [i % perRow, Math.floor(i / perRow)];
      context.drawImage(this.stamp, x + column * (SIDE + 2), y + row * (SIDE + 2), SIDE, SIDE);
    }
  }

  /** norm null: covered. */
  private paintArrow(
    context: CanvasRenderingContext2D,
    name: string,
    norm: number | null,
    at: {
      readonly left: number;
      readonly room: number;
      readonly most: number;
      readonly y: number;
      readonly isMean: boolean;
    },
  ): void {
    const { left, room, most, y, isMean } = at;
    [context.textAlign, context.textBaseline] = ['left', 'middle'];
    context.fillStyle = ink(this, '--ink-soft');
    context.fillText(name, 0, y, left - 6);
    if (norm === null) {
      context.fillText('?', left, y);
      return;
    }
    const end = left + (norm / most) * room;
    context.strokeStyle = context.fillStyle = ink(this, isMean ? '--accent' : '--positive');
    context.lineWidth = 4;
    context.beginPath();
    context.moveTo(left, y);
    context.lineTo(end - 8, y);
    context.stroke();
    context.beginPath();
    context.moveTo(end, y);
    context.lineTo(end - 10, y - 6);
    context.lineTo(end - 10, y + 6);
    context.fill();
    context.fillStyle = ink(this, '--ink');
    context.fillText(numeral(norm, 3), end + 6, y);
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const pulls = trace === null ? null : pullsOf(trace);
    if (pulls === null) return [];
    return [
      ...pulls.workers.map(({ worker, norm }) => ({ id: `norm${worker}@${trace!.step}`, value: norm })),
      ...(this.isCovered ? [] : [{ id: `norm@${trace!.step}`, value: pulls.mean }]),
    ];
  }

  protected override table({ trace }: PlayerState): HTMLTableElement | null {
    const pulls = trace === null ? null : pullsOf(trace);
    if (pulls === null) return null;
    const rows = [
      ...pulls.workers.map(({ worker, norm }) => [fill(this.words.worker, { worker }), numeral(norm, 4)]),
      [fill(this.words.mean, { workers: pulls.workers.length }), this.isCovered ? '?' : numeral(pulls.mean, 4)],
    ];
    return numberTable(fill(this.words.tableCaption, { step: trace!.step }), this.words.columns, rows);
  }

  protected override sentence({ trace }: PlayerState): string {
    const pulls = trace === null ? null : pullsOf(trace);
    if (pulls === null) return '';
    const sum = pulls.workers.reduce((total, { norm }) => total + norm, 0);
    return fill(this.words.sentence, { step: trace!.step, mean: numeral(sum / pulls.workers.length, 3) });
  }
}

customElements.define('worker-pull', WorkerPull);
