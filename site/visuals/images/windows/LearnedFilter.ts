/**
 * `<learned-filter>`: the nine weights of the shown step beside the filter that is hidden in the targets, and how far apart they are. The
 * filter is the track's own setting.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import type { TensorData } from '../../../player/protocol.ts';
import { type WindowTable, windowTable } from '../../parts/cells/windowTable.ts';
import type { Drawn } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { numeral, scaleOf } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';

interface Filters {
  readonly label: string;
  readonly columns: number;
  readonly now: readonly number[];
  readonly hidden: readonly number[];
  /** The largest distance of a weight. */
  readonly apart: number;
}

export class LearnedFilter extends Figure {
  private tables: { readonly now: WindowTable; readonly hidden: WindowTable } | null = null;

  protected build(_player: Player): void {
    const { words } = this;
    const tables = { now: windowTable('kernel', 'value'), hidden: windowTable('hidden', 'value') };
    tables.now.name(words.now);
    tables.hidden.name(words.hidden);
    const row = document.createElement('div');
    row.className = 'filter-pair';
    row.append(tables.now.element, tables.hidden.element);
    this.append(row);
    this.tables = tables;
  }

  private get words() {
    return this.strings.figures.learnedFilter;
  }

  private filters({ trace, tracks, focus }: PlayerState): Filters | null {
    const update = trace?.updates.find(({ label }) => label.endsWith('weight'));
    const weight: TensorData | undefined = trace?.tensors.get(update?.before ?? Number.NaN);
    if (update === undefined || weight === undefined) return null;
    // One channel, one filter: any other weight is nobody's hidden filter.
    if (weight.shape.length !== 4 || weight.shape[0] !== 1 || weight.shape[1] !== 1) return null;
    const now = Array.from(weight.values);
    const setting = tracks[focus]?.spec.options['target'] ?? this.dataset['target'] ?? '';
    const hidden = setting.split('|').map(Number);
    const apart = Math.max(...now.map((value, i) => Math.abs(value - (hidden[i] ?? 0))));
    return { label: update.label, columns: weight.shape.at(-1) ?? 1, now, hidden, apart };
  }

  protected override draw(state: PlayerState): void {
    const filters = this.filters(state);
    if (filters === null || this.tables === null) return;
    const { now, hidden, columns } = filters;
    const scale = scaleOf(hidden);
    this.tables.now.set(now, columns, scale);
    this.tables.hidden.set(hidden, columns, scale);
  }

  override drawn(state: PlayerState): readonly Drawn[] {
    const filters = this.filters(state);
    if (filters === null) return [];
    const { label, columns, now } = filters;
    return now.map((value, i) => ({
      id: `parameter ${label} before[0,0,${Math.floor(i / columns)},${i % columns}]`,
      value,
    }));
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    const filters = this.filters(state);
    if (filters === null) return null;
    const { columns, now, hidden } = filters;
    const rows = now.map((value, i) => [
      `[${Math.floor(i / columns)}, ${i % columns}]`,
      numeral(value, 5),
      numeral(hidden[i] ?? 0, 5),
    ]);
    return numberTable(this.words.tableCaption, this.words.columns, rows);
  }

  protected override sentence(state: PlayerState): string {
    const filters = this.filters(state);
    if (filters === null) return '';
    return fill(this.words.sentence, { step: state.trace!.step, apart: numeral(filters.apart, 3) });
  }
}

customElements.define('learned-filter', LearnedFilter);
