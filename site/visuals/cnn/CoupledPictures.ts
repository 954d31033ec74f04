/**
 * `<coupled-pictures>`: a bar for each picture of the batch: by how much its gradient changes when the first picture is blanked. Without a
 * normalization, and with layer norm, there is nothing to see.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import { Figure } from '../Figure.ts';
import { ink, prepareCanvas } from '../ink.ts';
import { numberTable } from '../numberTable.ts';
import { percent } from '../percent.ts';
import { answerTo, whenAnswered } from '../predict/answers.ts';
import { type Coupling, couplingIn } from './coupling.ts';

const HEIGHT = 130;

export class CoupledPictures extends Figure {
  private readonly canvas = document.createElement('canvas');

  protected build(player: Player): void {
    player.observe('coupling');
    this.canvas.setAttribute('aria-hidden', 'true');
    this.append(this.canvas);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  /** null before the reader's guess, too. */
  private shown({ trace }: PlayerState): Coupling | null {
    const { curtain } = this.dataset;
    const isCovered = curtain !== undefined && answerTo(curtain) === null;
    return trace === null || isCovered ? null : couplingIn(trace);
  }

  protected override draw(state: PlayerState): void {
    const coupling = this.shown(state);
    const style = getComputedStyle(this);
    const em = Number.parseFloat(style.fontSize);
    const context = prepareCanvas(this.canvas, this.clientWidth, HEIGHT);
    context.font = `${0.88 * em}px ${style.fontFamily}`;
    if (coupling !== null) this.paint(context, coupling, em);
    else if (state.trace !== null) {
      context.fillStyle = ink(this, '--ink-faint');
      context.textBaseline = 'alphabetic';
      context.fillText(this.strings.cnn.coupled.covered, 0, 1.1 * em);
    }
  }

  private paint(context: CanvasRenderingContext2D, { changes, largest }: Coupling, em: number): void {
    const words = this.strings.cnn.coupled;
    const [top, base] = [1.8 * em, HEIGHT - 1.6 * em];
    const pitch = this.clientWidth / changes.length;
    context.fillStyle = ink(this, '--ink-faint');
    context.textBaseline = 'alphabetic';
    context.textAlign = 'left';
    context.fillText(fill(words.scale, { largest: percent(largest) }), 0, 1.1 * em);
    context.textAlign = 'left';
    context.fillText(words.first, 0, HEIGHT - 2);
    context.textAlign = 'right';
    context.fillText(words.others, this.clientWidth, HEIGHT - 2);
    context.strokeStyle = ink(this, '--rule-strong');
    context.strokeRect(0, Math.round(base) + 0.5, this.clientWidth, 0);
    changes.forEach((change, place) => {
      const height = place === 0 ? base - top : largest === 0 ? 0 : (change / largest) * (base - top);
      const [x, width] = [place * pitch + 1, Math.max(1, pitch - 2)];
      if (place === 0) {
        // Not to scale: it is the one that was changed.
        context.setLineDash([3, 3]);
        context.strokeStyle = ink(this, '--ink-soft');
        context.strokeRect(x + 0.5, base - height, width - 1, height);
        context.setLineDash([]);
      } else {
        context.fillStyle = ink(this, '--role-activations');
        context.fillRect(x, base - height, width, height);
      }
    });
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    const coupling = this.shown(state);
    if (coupling === null) return null;
    const words = this.strings.cnn.coupled;
    return numberTable(
      words.tableCaption,
      words.columns,
      coupling.changes.map((change, place) => [String(place + 1), percent(change)]),
    );
  }

  protected override sentence(state: PlayerState): string {
    const coupling = this.shown(state);
    if (state.trace === null || coupling === null) return '';
    const { heard, others, largest } = coupling;
    const words = this.strings.cnn.coupled;
    return fill(heard === 0 ? words.nobody : words.sentence, {
      step: state.trace.step,
      heard,
      others,
      largest: percent(largest),
    });
  }
}

customElements.define('coupled-pictures', CoupledPictures);
