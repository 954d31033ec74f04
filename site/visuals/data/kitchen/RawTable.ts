/** `<raw-table>`: rows as they were written, a page at a time, in the order of any column. Its facts answer predictions. */
import { fill } from '../../../i18n/fill.ts';
import { sortedBy } from './rawFacts.ts';

export class RawTable extends HTMLElement {
  private rows: readonly (readonly string[])[] = [];
  private order: readonly number[] = [];
  private from = 0;
  private by: { readonly column: number; readonly descending: boolean } | null = null;

  connectedCallback(): void {
    this.rows = JSON.parse(this.dataset['rows']!) as string[][];
    this.order = [...this.rows.keys()];
    for (const [column, button] of this.heads.entries()) {
      button.disabled = false;
      button.addEventListener('click', () => this.sort(column));
    }
    const [earlier, later] = [this.piece('earlier'), this.piece('later')];
    earlier.addEventListener('click', () => this.turn(-1));
    later.addEventListener('click', () => this.turn(1));
    this.draw();
  }

  get facts(): Readonly<Record<string, number>> {
    return JSON.parse(this.dataset['facts']!) as Record<string, number>;
  }

  private get heads(): readonly HTMLButtonElement[] {
    return [...this.querySelectorAll<HTMLButtonElement>('thead button')];
  }

  private piece(name: string): HTMLButtonElement {
    return this.querySelector<HTMLButtonElement>(`[data-part="${name}"]`)!;
  }

  private get page(): number {
    return Number(this.dataset['page']);
  }

  /** Largest first; once more turns it round. */
  private sort(column: number): void {
    this.by = { column, descending: this.by?.column === column ? !this.by.descending : true };
    this.order = sortedBy(this.rows, column, this.by.descending);
    this.from = 0;
    this.draw();
  }

  private turn(by: 1 | -1): void {
    this.from += by * this.page;
    this.draw();
  }

  private draw(): void {
    const shown = this.order.slice(this.from, this.from + this.page);
    const lines = [...this.querySelectorAll('tbody tr')];
    for (const [i, line] of lines.entries()) {
      const row = shown[i] === undefined ? null : this.rows[shown[i]]!;
      for (const [j, cell] of [...line.children].entries()) cell.textContent = row?.[j] ?? ' ';
    }
    for (const [column, button] of this.heads.entries()) {
      const head = button.closest('th')!;
      if (this.by?.column === column) head.setAttribute('aria-sort', this.by.descending ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    }
    const { length } = this.rows;
    this.piece('earlier').disabled = this.from === 0;
    this.piece('later').disabled = this.from + this.page >= length;
    this.piece('said').textContent = fill(this.dataset['said']!, {
      from: this.from + 1,
      to: Math.min(length, this.from + this.page),
      all: length,
    });
  }
}

customElements.define('raw-table', RawTable);
