/**
 * `<sanity-rows>`: the same explanation of the same picture by three networks: as it was trained, with its last layer random, with all layers
 * random; and how alike each is to the first, over all pixels or over those with ink.
 */
import { fill } from '../../../i18n/fill.ts';
import type { PlayerState } from '../../../player/Player.ts';
import { numeral } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { TensorView } from '../../stage/TensorView.ts';
import { cellsOf, ExplainedFigure, type Inspected } from './ExplainedFigure.ts';

const PIXELS = 784;
const SIDE = 28;
const kinds = ['timesInput', 'gradient'] as const;
const NARROW = 620;

export class SanityRows extends ExplainedFigure {
  private readonly kind = document.createElement('select');
  private readonly counted = document.createElement('select');
  private readonly row = document.createElement('div');
  private readonly views = [0, 1, 2].map(() => new TensorView({ strings: this.strings, maxHeight: 230, maxCell: 8 }));
  private readonly said = [0, 1, 2].map(() => document.createElement('p'));

  protected asked() {
    return { method: 'sanity' as const };
  }

  protected makeParts(): readonly Node[] {
    const words = this.words.sanity;
    for (const name of kinds) this.kind.append(new Option(words.kinds[name], name));
    for (const name of ['all', 'ink'] as const) this.counted.append(new Option(words.counted[name], name));
    for (const control of [this.kind, this.counted]) control.addEventListener('change', () => this.invalidate());
    this.row.className = 'inside-row';
    for (const [i, view] of this.views.entries()) {
      const box = document.createElement('div');
      box.append(view.element, this.said[i]!);
      this.row.append(box);
    }
    return [this.bar(this.labelled(words.map, this.kind), this.labelled(words.over, this.counted)), this.row];
  }

  /** Correlations of the chosen map over the chosen pixels with the trained network's. */
  private rho(made: Inspected): readonly number[] {
    const all = made.explanation.arrays[this.counted.value === 'ink' ? 'rhoOfInk' : 'rhoOfAll']!.values;
    const first = this.kind.value === 'gradient' ? 0 : 3;
    return [0, 1, 2].map((i) => all[first + i]!);
  }

  protected paint(made: Inspected): void {
    const words = this.words.sanity;
    const { values } = made.explanation.arrays[this.kind.value || kinds[0]]!;
    const rho = this.rho(made);
    const width =
      this.clientWidth < NARROW ? Math.min(230, this.clientWidth) : Math.min(230, (this.clientWidth - 48) / 3);
    for (const [i, view] of this.views.entries()) {
      // Magnitudes: ranks are taken of these.
      const map = Float32Array.from(values.subarray(i * PIXELS, (i + 1) * PIXELS), Math.abs);
      view.draw({ name: words.networks[i]!, shown: cellsOf(map, [SIDE, SIDE]), mode: 'value' }, width);
      const text = Number.isNaN(rho[i]!) ? words.constant : fill(words.rho, { rho: numeral(rho[i]!, 2) });
      this.said[i]!.textContent = i === 0 ? words.itself : this.isCovered ? this.words.covered : text;
    }
    if (this.refused !== '') this.said[0]!.textContent = this.refused;
  }

  override get facts(): Readonly<Record<string, number>> {
    const value = this.number('rhoOfAll', 5);
    return Number.isNaN(value)
      ? {}
      : { 'times-input-all-random': value, 'times-input-over-ink': this.number('rhoOfInk', 5) };
  }

  protected override table(_state: PlayerState): HTMLTableElement | null {
    const { made } = this;
    if (made === null || this.isCovered) return null;
    const words = this.words.sanity;
    const rows = (['rhoOfAll', 'rhoOfInk'] as const).flatMap((name, j) =>
      (['gradient', 'timesInput'] as const).map((kind, m) => [
        `${words.kinds[kind]}, ${words.counted[j === 0 ? 'all' : 'ink']}`,
        ...[1, 2].map((i) => numeral(this.number(name, 3 * m + i), 3)),
      ]),
    );
    return numberTable(words.tableCaption, [words.map, ...words.networks.slice(1)], rows);
  }

  protected override sentence(): string {
    return this.made === null
      ? ''
      : fill(this.words.after, { step: this.made.step - 1, cls: this.made.explanation.cls });
  }
}

customElements.define('sanity-rows', SanityRows);
