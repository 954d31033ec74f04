/** `<saliency-map>`: a picture, and beside it how much the score of a class would change with each pixel; below, three gradients to choose from. */
import { fill } from '../../../i18n/fill.ts';
import type { PlayerState } from '../../../player/Player.ts';
import { numeral } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { percent } from '../../parts/percent.ts';
import { TensorView } from '../../stage/TensorView.ts';
import { ExplainedFigure, type Inspected, pictureCells } from './ExplainedFigure.ts';
import { pairWidth } from './pairWidth.ts';

export class SaliencyMap extends ExplainedFigure {
  private readonly picture = new TensorView({ strings: this.strings, maxHeight: 300, maxCell: 12 });
  private readonly map = new TensorView({ strings: this.strings, maxHeight: 300, maxCell: 12 });
  private readonly readout = document.createElement('p');

  protected asked() {
    return { method: 'saliency' as const };
  }

  protected makeParts(): readonly Node[] {
    const pair = document.createElement('div');
    pair.className = 'inside-pair';
    pair.append(this.picture.element, this.map.element);
    this.readout.className = 'inside-readout';
    return [this.bar(), pair, this.readout];
  }

  protected paint(made: Inspected): void {
    const words = this.words.saliency;
    const width = pairWidth(this);
    this.picture.draw({ name: this.words.picture, shown: pictureCells(made.pixels), mode: 'value', scale: 1 }, width);
    const shown = this.shown(made, 'map');
    const name = fill(words.map, { cls: made.explanation.cls });
    this.map.draw(shown === null ? null : { name, shown, mode: 'value' }, width);
    const [logit, probability, loss] = [0, 1, 2].map((i) => numeral(this.number('lengths', i), 3)) as [
      string,
      string,
      string,
    ];
    const p = percent(made.explanation.probabilities[made.explanation.cls] ?? 0);
    const lengths = this.isCovered ? words.covered : fill(words.lengths, { logit, probability, loss });
    this.readout.textContent = this.refused || `${fill(words.sure, { p, cls: made.explanation.cls })} ${lengths}`;
  }

  override get facts(): Readonly<Record<string, number>> {
    const lengths = [0, 1, 2].map((i) => this.number('lengths', i));
    if (lengths.some(Number.isNaN)) return {};
    // The two that carry the factor 1 − p both fall far below the first where the network is sure.
    return { longest: lengths.indexOf(Math.max(...lengths)) };
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    this.draw(state);
    if (this.made === null) return null;
    const table = numberTable(this.words.saliency.tableCaption, this.words.saliency.columns, []);
    table.append(this.map.rows());
    return table;
  }

  protected override sentence(): string {
    return this.made === null
      ? ''
      : fill(this.words.after, { step: this.made.step - 1, cls: this.made.explanation.cls });
  }
}

customElements.define('saliency-map', SaliencyMap);
