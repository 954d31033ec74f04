/**
 * `<cover-map>`: a picture with one tile covered, and what covering each tile takes from the score. Arrow keys, or a click, choose the tile; its
 * size and its ink can be changed.
 */
import { fill } from '../../../i18n/fill.ts';
import type { PlayerState } from '../../../player/Player.ts';
import { numeral } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { TensorView } from '../../stage/TensorView.ts';
import { ExplainedFigure, type Inspected, pictureCells } from './ExplainedFigure.ts';
import { pairWidth } from './pairWidth.ts';

const SIZES = [2, 4, 7] as const;
const FILLS = [0, 0.5, 1] as const;
const SIDE = 28;

export class CoverMap extends ExplainedFigure {
  private readonly sizes = document.createElement('select');
  private readonly fills = document.createElement('select');
  private readonly picture = new TensorView({ strings: this.strings, maxHeight: 300, maxCell: 12 });
  private readonly drops = new TensorView({
    strings: this.strings,
    maxHeight: 300,
    maxCell: 44,
    onSelect: (index) => this.choose(index),
    onMove: (index) => this.choose(index),
  });
  private readonly readout = document.createElement('p');
  private tile: readonly number[] | null = null;

  protected asked() {
    return {
      method: 'occlusion' as const,
      patch: Number(this.sizes.value || SIZES[1]),
      fill: Number(this.fills.value || FILLS[0]),
    };
  }

  protected makeParts(): readonly Node[] {
    const words = this.words.cover;
    for (const size of SIZES) this.sizes.append(new Option(fill(words.size, { size }), String(size)));
    this.sizes.value = String(SIZES[1]);
    for (const [i, ink] of FILLS.entries()) this.fills.append(new Option(words.fills[i], String(ink)));
    for (const control of [this.sizes, this.fills])
      control.addEventListener('change', () => {
        this.tile = null;
        this.invalidate();
      });
    const pair = document.createElement('div');
    pair.className = 'inside-pair';
    pair.append(this.picture.element, this.drops.element);
    this.readout.className = 'inside-readout';
    this.readout.setAttribute('aria-live', 'polite');
    return [
      this.bar(this.labelled(words.tile, this.sizes), this.labelled(words.paint, this.fills)),
      pair,
      this.readout,
    ];
  }

  private choose(index: readonly number[]): void {
    this.tile = index;
    this.invalidate();
  }

  protected paint(made: Inspected): void {
    const words = this.words.cover;
    const width = pairWidth(this);
    const { patch = SIZES[1], fill: ink = 0 } = made.explanation.asked;
    const drops = this.shown(made, 'drops');
    if (drops === null) return;
    const across = drops.shape[1]!;
    const [row, column] = this.tile ?? placeOfLargest(drops.values, across);
    const covered = made.pixels.slice();
    for (let r = row! * patch; r < Math.min(SIDE, (row! + 1) * patch); r++)
      covered.fill(ink, r * SIDE + column! * patch, r * SIDE + Math.min(SIDE, (column! + 1) * patch));
    const frame = { index: [row! * patch, column! * patch], rows: patch, columns: patch };
    this.picture.draw({ name: words.picture, shown: pictureCells(covered), mode: 'value', scale: 1, frame }, width);
    const cover = this.isCovered ? this.words.covered : null;
    this.drops.draw({ name: words.map, shown: drops, mode: 'value', selected: [row!, column!], covered: cover }, width);
    const drop = drops.values[row! * across + column!]!;
    this.readout.textContent =
      this.refused ||
      (this.isCovered
        ? this.words.covered
        : fill(drop < 0 ? words.rose : words.fell, {
            cls: made.explanation.cls,
            by: numeral(Math.abs(drop), 3),
            score: numeral(made.explanation.logits[made.explanation.cls]!, 3),
          }));
  }

  override get facts(): Readonly<Record<string, number>> {
    const values = this.made?.explanation.arrays['drops']?.values;
    return values === undefined ? {} : { raising: Array.from(values).filter((drop) => drop < 0).length };
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    this.draw(state);
    if (this.made === null || this.isCovered) return null;
    const table = numberTable(this.words.cover.map, this.words.cover.columns, []);
    table.append(this.drops.rows());
    return table;
  }

  protected override sentence(): string {
    return this.made === null
      ? ''
      : fill(this.words.after, { step: this.made.step - 1, cls: this.made.explanation.cls });
  }
}

/** Row and column of the tile whose cover takes most. */
function placeOfLargest(values: ArrayLike<number>, across: number): readonly [number, number] {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return [Math.floor(best / across), best % across];
}

customElements.define('cover-map', CoverMap);
