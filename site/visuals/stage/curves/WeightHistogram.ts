/**
 * `<weight-histogram>`: how the weights of the shown step are spread, a row for each track: by size on a log axis, where what counts as switched
 * off stands left of a line, or by value.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import type { TrackState } from '../../../player/PlayerState.ts';
import { printTrack } from '../../../player/trackText.ts';
import { powerText } from '../../parts/curves/powers.ts';
import { type Drawn, drawnRow } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, numeral, prepareCanvas, scaleOf } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { FROM, placeOfSize, SMALL, shareBelow, sharesBySize, sharesByValue, TO, weightsOf } from './weightSizes.ts';

const ROW = 120;
const axes = ['size', 'value'] as const;
type Axis = (typeof axes)[number];

interface Row {
  readonly name: string;
  readonly weights: Float64Array;
}

let built = 0;

export class WeightHistogram extends Figure {
  private readonly canvas = document.createElement('canvas');
  private axis: Axis = 'size';

  protected build(_player: Player): void {
    this.append(this.choice(), this.canvas);
  }

  private choice(): HTMLElement {
    const words = this.strings.figures.weightHistogram;
    built += 1;
    const set = document.createElement('fieldset');
    const legend = document.createElement('legend');
    legend.textContent = words.by;
    set.append(legend);
    for (const axis of axes) {
      const label = document.createElement('label');
      const radio = document.createElement('input');
      radio.type = 'radio';
      radio.name = `weight-histogram-${built}`;
      radio.checked = axis === this.axis;
      radio.addEventListener('change', () => {
        this.axis = axis;
        this.invalidate();
      });
      label.append(radio, ` ${words.axes[axis]}`);
      set.append(label);
    }
    return set;
  }

  private rows({ tracks }: PlayerState): Row[] {
    return tracks.flatMap((track, place) => {
      const weights = track.trace === null ? null : weightsOf(track.trace);
      return weights === null ? [] : [{ name: this.nameOf(track, place), weights }];
    });
  }

  private nameOf({ spec }: TrackState, place: number): string {
    return fill(this.strings.figures.weightHistogram.row, { place: place + 1, track: printTrack(spec) });
  }

  protected override draw(state: PlayerState): void {
    const words = this.strings.figures.weightHistogram;
    const rows = this.rows(state);
    const { fontSize, fontFamily } = getComputedStyle(this);
    const em = Number.parseFloat(fontSize);
    const [width, height] = [this.clientWidth, Math.max(1, rows.length) * ROW + 2 * em];
    const context = prepareCanvas(this.canvas, width, height);
    context.font = `${0.9 * em}px ${fontFamily}`;
    this.canvas.setAttribute('role', 'img'); // a picture has a name as soon as it is one
    this.canvas.setAttribute(
      'aria-label',
      fill(words.label, { step: state.trace?.step ?? 0, axis: words.axes[this.axis] }),
    );
    const extent = Math.max(1e-9, ...rows.map(({ weights }) => scaleOf(weights)));
    const shares = rows.map(({ weights }) =>
      this.axis === 'size' ? sharesBySize(weights) : sharesByValue(weights, extent),
    );
    // Rows are compared: one scale for all of them.
    const highest = Math.max(1e-9, ...shares.flat());
    const [left, right] = [0.5 * em, width - 0.5 * em];
    for (const [i, row] of rows.entries()) {
      const [top, bottom] = [i * ROW + 1.7 * em, (i + 1) * ROW - 4];
      this.paintRow(context, row, shares[i]!, { left, right, top, bottom, highest, em });
    }
    this.paintAxis(context, { left, right, bottom: rows.length * ROW, em, extent });
  }

  private paintRow(
    context: CanvasRenderingContext2D,
    { name, weights }: Row,
    shares: readonly number[],
    place: { left: number; right: number; top: number; bottom: number; highest: number; em: number },
  ): void {
    const words = this.strings.figures.weightHistogram;
    const { left, right, top, bottom, highest, em } = place;
    const step = (right - left) / shares.length;
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    context.fillStyle = ink(this, '--ink');
    const share = fill(words.share, { share: numeral(100 * shareBelow(weights, SMALL), 3) });
    context.fillText(`${name} · ${share}`, left, top - 0.5 * em, right - left);
    context.fillStyle = ink(this, '--role-weights');
    for (const [bin, height] of shares.entries()) {
      const y = (height / highest) * (bottom - top);
      if (height > 0)
        context.fillRect(left + bin * step, bottom - Math.max(1, y), Math.max(1, step - 1), Math.max(1, y));
    }
    context.fillStyle = ink(this, '--rule-strong');
    context.fillRect(left, Math.round(bottom), right - left, 1);
    if (this.axis !== 'size') return;
    const border = left + placeOfSize(SMALL) * (right - left);
    context.strokeStyle = ink(this, '--accent');
    context.lineWidth = 1;
    context.setLineDash([4, 3]);
    context.beginPath();
    context.moveTo(Math.round(border) - 0.5, top);
    context.lineTo(Math.round(border) - 0.5, bottom);
    context.stroke();
    context.setLineDash([]);
  }

  private paintAxis(
    context: CanvasRenderingContext2D,
    place: { left: number; right: number; bottom: number; em: number; extent: number },
  ): void {
    const { left, right, bottom, em, extent } = place;
    const ticks: readonly (readonly [share: number, text: string])[] =
      this.axis === 'size'
        ? Array.from({ length: TO - FROM + 1 }, (_, i) => [i / (TO - FROM), powerText(FROM + i)])
        : [-1, 0, 1].map((side) => [(side + 1) / 2, numeral(side * extent, 2)]);
    context.fillStyle = ink(this, '--ink-faint');
    context.textBaseline = 'top';
    for (const [share, text] of ticks) {
      context.textAlign = share === 0 ? 'left' : share === 1 ? 'right' : 'center';
      context.fillText(text, left + share * (right - left), bottom + 0.3 * em);
    }
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const all = trace && weightsOf(trace);
    if (trace === null || all === null) return [];
    let from = 0;
    return trace.updates
      .filter(({ label }) => label.endsWith('weight'))
      .flatMap(({ label, after, before }) => {
        const isAfter = trace.tensors.has(after);
        const [rows = 0, columns = 0] = trace.tensors.get(isAfter ? after : before)?.shape ?? [];
        const at = from;
        from += rows * columns;
        return Array.from({ length: rows }, (_, row) => row).flatMap((row) =>
          drawnRow(
            `parameter ${label} ${isAfter ? 'after' : 'before'}`,
            all.slice(at + row * columns, at + (row + 1) * columns),
            [row],
          ),
        );
      });
  }

  protected override table(state: PlayerState): HTMLTableElement {
    const words = this.strings.figures.weightHistogram;
    const rows = this.rows(state).map(({ name, weights }) => {
      const sizes = weights.map(Math.abs).sort();
      return [
        name,
        String(weights.length),
        numeral(100 * shareBelow(weights, SMALL), 3),
        numeral(sizes[Math.floor(sizes.length / 2)]!, 3),
        numeral(sizes.at(-1)!, 3),
      ];
    });
    return numberTable(fill(words.tableCaption, { step: state.trace?.step ?? 0 }), words.columns, rows);
  }

  protected override sentence(state: PlayerState): string {
    const words = this.strings.figures.weightHistogram;
    const { length } = this.rows(state);
    if (length === 0) return words.notKept;
    return fill(words.sentence, { step: state.trace?.step ?? 0 });
  }
}

customElements.define('weight-histogram', WeightHistogram);
