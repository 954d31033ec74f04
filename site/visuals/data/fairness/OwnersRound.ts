/**
 * `<owners-round>`: a round of owners who show no data. For each a bar as wide as its share of the people, and on it the loss on its own people at
 * its last step of the round; the line is their mean, by people.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import type { RunInfo, StepTrace } from '../../../player/protocol.ts';
import type { Drawn } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { ownersOf } from './owners.ts';

const HEIGHT = 240;
const GAP = 6;

export class OwnersRound extends Figure {
  private readonly canvas = document.createElement('canvas');

  private get words() {
    return this.strings.fairness.owners;
  }

  protected build(_player: Player): void {
    this.append(this.canvas);
  }

  protected override draw({ trace, info }: PlayerState): void {
    const { fontSize, fontFamily } = getComputedStyle(this);
    const em = 0.85 * Number.parseFloat(fontSize);
    const width = this.clientWidth;
    const context = prepareCanvas(this.canvas, width, HEIGHT);
    this.canvas.setAttribute('role', 'img');
    this.canvas.setAttribute('aria-label', this.words.label);
    const owners = trace === null ? [] : ownersOf(trace, info);
    if (trace === null || owners.length === 0) return;
    context.font = `${em}px ${fontFamily}`;
    const room = width - GAP * (owners.length - 1);
    const [top, bottom] = [2 * em, HEIGHT - 2.4 * em];
    const most = Math.max(...owners.map(({ loss }) => loss), trace.loss);
    const y = (loss: number): number => bottom - (loss / most) * (bottom - top);
    let left = 0;
    for (const { people, share, loss } of owners) {
      const wide = Math.max(3, share * room);
      context.fillStyle = ink(this, '--positive');
      context.globalAlpha = 0.75;
      context.fillRect(left, y(loss), wide, bottom - y(loss));
      context.globalAlpha = 1;
      [context.textAlign, context.textBaseline] = ['center', 'bottom'];
      const middle = left + wide / 2;
      if (wide > 2.6 * em) {
        // In the foot of the bar, where the line of the mean never passes.
        context.fillStyle = ink(this, '--paper');
        context.fillText(numeral(loss, 3), middle, bottom - 0.5 * em);
        context.fillStyle = ink(this, '--ink-soft');
        context.textBaseline = 'top';
        context.fillText(String(people), middle, bottom + 0.3 * em);
      }
      left += wide + GAP;
    }
    context.strokeStyle = ink(this, '--accent');
    context.lineWidth = 2;
    context.beginPath();
    context.moveTo(0, y(trace.loss));
    context.lineTo(width, y(trace.loss));
    context.stroke();
    context.fillStyle = ink(this, '--rule-strong');
    context.fillRect(0, bottom, width, 1);
    context.fillStyle = ink(this, '--ink-soft');
    [context.textAlign, context.textBaseline] = ['right', 'top'];
    context.fillText(this.words.people, width, HEIGHT - 1.1 * em);
  }

  /** The line. The owners' own losses belong to passes, which an address does not name. */
  override drawn({ trace }: PlayerState): readonly Drawn[] {
    return trace === null ? [] : [{ id: 'loss', value: trace.loss }];
  }

  protected override table({ trace, info }: PlayerState): HTMLTableElement | null {
    if (trace === null) return null;
    const rows = this.rows(trace, info);
    return numberTable(fill(this.words.tableCaption, { round: trace.step + 1 }), this.words.columns, rows);
  }

  private rows(trace: StepTrace, info: RunInfo): string[][] {
    return ownersOf(trace, info).map(({ people, loss }, i) => [String(i + 1), String(people), numeral(loss, 4)]);
  }

  protected override sentence({ trace }: PlayerState): string {
    return trace === null ? '' : fill(this.words.sentence, { round: trace.step + 1, loss: numeral(trace.loss, 4) });
  }
}

customElements.define('owners-round', OwnersRound);
