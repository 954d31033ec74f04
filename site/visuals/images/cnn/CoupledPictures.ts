/**
 * `<coupled-pictures>`: the pictures of the batch, the first one blanked, and over each of the others a bar: by how much its gradient changes.
 * Without a normalization, and with layer norm, there is nothing to see. Before the reader's guess every bar is a place that is covered.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import { exampleOf, type StepTrace } from '../../../player/protocol.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { paintDigit } from '../../parts/digits/paintDigit.ts';
import { type Drawn, drawnRow } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { percent } from '../../parts/percent.ts';
import { type Coupling, couplingIn } from './coupling.ts';

/** Of a row: the bars, and the largest side of a picture under them. */
const [BARS, LARGEST] = [84, 34];
/** Below this a picture is no digit any more: then they stand in two rows. */
const SMALLEST = 15;

interface Row {
  readonly from: number;
  readonly count: number;
  readonly pitch: number;
  readonly side: number;
  /** Where its bars stand, and its pictures begin. */
  readonly base: number;
}

export class CoupledPictures extends Figure {
  private readonly canvas = document.createElement('canvas');
  /** One digit at a time, before it goes to its place. */
  private readonly digit = document.createElement('canvas');

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
    const { trace } = state;
    if (trace === null) return;
    const style = getComputedStyle(this);
    const em = Number.parseFloat(style.fontSize);
    const count = trace.batchIds.length;
    const rows = this.rowsOf(count, em);
    const last = rows.at(-1)!;
    const context = prepareCanvas(this.canvas, this.clientWidth, last.base + last.side + 1.7 * em);
    context.font = `${0.88 * em}px ${style.fontFamily}`;
    const coupling = this.shown(state);
    for (const row of rows) {
      this.paintPictures(context, row, trace);
      if (coupling === null) this.paintCovers(context, row);
      else this.paintBars(context, row, coupling);
    }
    this.paintWords(context, coupling, em, last.base + last.side + 1.3 * em);
  }

  private rowsOf(count: number, em: number): Row[] {
    const across = this.clientWidth / count < SMALLEST ? Math.ceil(count / 2) : count;
    const pitch = this.clientWidth / across;
    const side = Math.min(LARGEST, Math.floor(pitch) - 1);
    const top = 1.8 * em;
    return Array.from({ length: Math.ceil(count / across) }, (_, place) => ({
      from: place * across,
      count: Math.min(across, count - place * across),
      pitch,
      side,
      base: Math.round(top + (place + 1) * BARS + place * (side + 0.8 * em)),
    }));
  }

  /** The first is what it became: nothing but paper. */
  private paintPictures(
    context: CanvasRenderingContext2D,
    { from, count, pitch, side, base }: Row,
    trace: StepTrace,
  ): void {
    const inputs = trace.tensors.get(trace.inputs);
    context.strokeStyle = ink(this, '--rule-strong');
    context.lineWidth = 1;
    context.imageSmoothingEnabled = true;
    for (let i = 0; i < count; i++) {
      const x = Math.round(i * pitch + (pitch - side) / 2);
      const pixels = inputs === undefined ? null : exampleOf(inputs, from + i);
      if (from + i === 0) {
        context.setLineDash([3, 2]);
        context.strokeRect(x + 0.5, base + 3.5, side - 1, side - 1);
        context.setLineDash([]);
      } else if (pixels !== null) {
        paintDigit(this.digit, brightened(pixels), this);
        context.drawImage(this.digit, x, base + 3, side, side);
      }
    }
    context.strokeRect(0, base + 0.5, this.clientWidth, 0);
  }

  /** A place for each answer: hatched, for nothing can be read off it. */
  private paintCovers(context: CanvasRenderingContext2D, { from, count, pitch, base }: Row): void {
    context.strokeStyle = ink(this, '--rule-strong');
    context.lineWidth = 1;
    const [top, width] = [base - 0.55 * BARS, Math.max(2, Math.min(LARGEST, pitch - 3))];
    for (let i = from === 0 ? 1 : 0; i < count; i++) {
      const x = i * pitch + (pitch - width) / 2;
      context.save();
      context.beginPath();
      context.rect(x, top, width, base - top);
      context.clip();
      context.beginPath();
      for (let y = top - width; y < base + width; y += 6) {
        context.moveTo(x, y + width);
        context.lineTo(x + width, y);
      }
      context.stroke();
      context.restore();
    }
  }

  private paintBars(
    context: CanvasRenderingContext2D,
    { from, count, pitch, base }: Row,
    { changes, largest }: Coupling,
  ): void {
    const width = Math.max(2, Math.min(LARGEST, pitch - 3));
    context.fillStyle = ink(this, '--role-activations');
    for (let i = from === 0 ? 1 : 0; i < count; i++) {
      const height = largest === 0 ? 0 : (changes[from + i]! / largest) * (BARS - 8);
      context.fillRect(i * pitch + (pitch - width) / 2, base - height, width, height);
    }
  }

  private paintWords(context: CanvasRenderingContext2D, coupling: Coupling | null, em: number, foot: number): void {
    const words = this.strings.cnn.coupled;
    context.fillStyle = ink(this, '--ink-faint');
    context.textBaseline = 'alphabetic';
    context.textAlign = 'left';
    const said = coupling === null ? words.covered : fill(words.scale, { largest: percent(coupling.largest) });
    context.fillText(said, 0, 1.1 * em);
    context.fillText(words.first, 0, foot);
    context.textAlign = 'right';
    context.fillText(words.others, this.clientWidth, foot);
    context.textAlign = 'left';
  }

  override drawn(state: PlayerState): readonly Drawn[] {
    return drawnRow('observed coupling', this.shown(state)?.changes ?? []);
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
    const words = this.strings.cnn.coupled;
    if (state.trace === null) return '';
    if (coupling === null)
      return fill(words.coveredSentence, { step: state.trace.step, others: state.trace.batchIds.length - 1 });
    const { heard, others, largest } = coupling;
    return fill(heard === 0 ? words.nobody : words.sentence, {
      step: state.trace.step,
      heard,
      others,
      largest: percent(largest),
    });
  }
}

/** Dark digits as an eye that has got used to the dark sees them: the largest grey is full ink. */
function brightened(pixels: ArrayLike<number>): ArrayLike<number> {
  const values = Array.from(pixels);
  const largest = Math.max(...values);
  return largest > 0 ? values.map((grey) => grey / largest) : values;
}

customElements.define('coupled-pictures', CoupledPictures);
