/** `<worker-pull>`: how long the gradient of each worker is in the shown step, and how long their mean is. */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { Drawn } from '../drawn.ts';
import { Figure } from '../Figure.ts';
import { ink, numeral, prepareCanvas } from '../ink.ts';
import { numberTable } from '../numberTable.ts';
import { answerTo, whenAnswered } from '../predict/answers.ts';
import { pullsOf } from './pulls.ts';

const ROW = 30;

export class WorkerPull extends Figure {
  private readonly canvas = document.createElement('canvas');

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
    const rows = pulls === null ? [] : [...pulls.workers.map(({ norm }) => norm), pulls.mean];
    const { fontSize, fontFamily } = getComputedStyle(this);
    const em = 0.9 * Number.parseFloat(fontSize);
    const width = this.clientWidth;
    const context = prepareCanvas(this.canvas, width, Math.max(1, rows.length * ROW + 10));
    this.canvas.setAttribute('aria-label', this.words.label);
    if (pulls === null) return;
    context.font = `${em}px ${fontFamily}`;
    const names = [
      ...pulls.workers.map(({ worker }) => fill(this.words.worker, { worker })),
      fill(this.words.mean, { workers: pulls.workers.length }),
    ];
    const left = Math.max(...names.map((name) => context.measureText(name).width)) + em;
    const right = width - 3.5 * em;
    const most = Math.max(...rows);
    for (const [i, norm] of rows.entries()) {
      const isMean = i === rows.length - 1;
      const y = i * ROW + (isMean ? 10 : 0);
      [context.textAlign, context.textBaseline] = ['left', 'middle'];
      context.fillStyle = ink(this, '--ink-soft');
      context.fillText(names[i]!, 0, y + ROW / 2);
      if (isMean && this.isCovered) {
        context.fillText('?', left, y + ROW / 2);
        continue;
      }
      const end = left + (norm / most) * (right - left);
      context.strokeStyle = context.fillStyle = ink(this, isMean ? '--accent' : '--positive');
      context.lineWidth = 4;
      context.beginPath();
      context.moveTo(left, y + ROW / 2);
      context.lineTo(end - 8, y + ROW / 2);
      context.stroke();
      context.beginPath();
      context.moveTo(end, y + ROW / 2);
      context.lineTo(end - 10, y + ROW / 2 - 6);
      context.lineTo(end - 10, y + ROW / 2 + 6);
      context.fill();
      context.fillStyle = ink(this, '--ink');
      context.fillText(numeral(norm, 3), end + 0.5 * em, y + ROW / 2);
    }
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
