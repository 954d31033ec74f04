/**
 * `<five-columns>`: one row of a program in several frameworks, with the number that each made of it. Everything stands in the page; this
 * chooses what is shown, and marks the first digit that differs from ours.
 */
import { fill } from '../../../i18n/fill.ts';
import { stringsFor } from '../../../i18n/index.ts';
import { type Framework, firstDifference, NUMBER_NAMES, type Row } from './programRows.ts';

interface Spelling {
  readonly ran: string | null;
  readonly numbers: Readonly<Record<Row, readonly (string | null)[]>>;
}

type Columns = Readonly<Record<Framework, readonly Spelling[]>>;

class FiveColumns extends HTMLElement {
  private readonly words = stringsFor(document.documentElement.lang).frameworks.five;
  private columns!: Columns;

  get facts(): Readonly<Record<string, number>> {
    return JSON.parse(this.dataset['facts'] ?? '{}') as Record<string, number>;
  }

  connectedCallback(): void {
    this.columns = JSON.parse(this.dataset['columns'] ?? '{}') as Columns;
    for (const control of this.querySelectorAll<HTMLInputElement>('input')) {
      control.disabled = false;
      control.addEventListener('input', () => this.draw());
    }
    if (matchMedia('(max-width: 40rem)').matches)
      for (const box of this.boxes) box.checked = ['ours', 'pytorch'].includes(box.value);
    this.draw();
  }

  private get boxes(): readonly HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>('input[data-column]')];
  }

  private get row(): Row {
    return this.querySelector<HTMLInputElement>('input[data-row]:checked')!.value as Row;
  }

  private get step(): number {
    return Number(this.querySelector<HTMLInputElement>('input[data-step]')!.value);
  }

  private draw(): void {
    const { row, step } = this;
    const shown = this.boxes.filter(({ checked }) => checked).map(({ value }) => value);
    const inPython = this.querySelector<HTMLInputElement>('input[data-python]')!.checked;
    this.querySelector('[data-part="step"]')!.textContent = String(step);
    for (const one of this.querySelectorAll<HTMLElement>('[data-says]')) one.hidden = one.dataset['says'] !== row;
    for (const card of this.querySelectorAll<HTMLElement>('[data-framework]')) {
      const name = card.dataset['framework'] as Framework;
      card.hidden = !shown.includes(name);
      const which = Math.min(inPython ? 1 : 0, this.columns[name].length - 1);
      for (const code of card.querySelectorAll<HTMLElement>('[data-code]'))
        code.hidden = code.dataset['code'] !== row || Number(code.dataset['spelling']) !== which;
      this.showNumber(card, name, this.columns[name][which]!);
    }
    this.fillTable();
  }

  private numberAt({ numbers }: Spelling, row: Row): string | null {
    return numbers[row][this.step] ?? null;
  }

  private showNumber(card: HTMLElement, name: Framework, spelling: Spelling): void {
    const { row, step, words } = this;
    const piece = (part: string): HTMLElement => card.querySelector<HTMLElement>(`[data-part="${part}"]`)!;
    piece('ran').textContent =
      spelling.ran === null ? words.notRun : name === 'ours' ? words.live : fill(words.ran, { what: spelling.ran });
    const number = this.numberAt(spelling, row);
    const ours = this.numberAt(this.columns.ours[0]!, row);
    const isWanted = spelling.ran !== null && ours !== null;
    piece('name').textContent = isWanted ? fill(words.number, { name: NUMBER_NAMES[row], step }) : '';
    if (number === null || ours === null) {
      piece('number').replaceChildren();
      piece('agrees').textContent = isWanted ? words.keptInside : '';
      return;
    }
    const at = firstDifference(number, ours);
    const mark = document.createElement('mark');
    mark.textContent = number[at] ?? '';
    piece('number').replaceChildren(...(at < 0 ? [number] : [number.slice(0, at), mark, number.slice(at + 1)]));
    const digits = number
      .slice(0, at)
      .replace(/^-?0?\.?0*/, '')
      .replace('.', '').length;
    piece('agrees').textContent = name === 'ours' ? '' : at < 0 ? words.agrees : fill(words.differs, { count: digits });
  }

  /** The same numbers, all rows of this step. */
  private fillTable(): void {
    const place = this.closest('figure')?.querySelector<HTMLElement>('[data-table]');
    if (!place) return;
    for (const cell of place.querySelectorAll<HTMLElement>('[data-cell]')) {
      const [name, row] = cell.dataset['cell']!.split(' ') as [Framework, Row];
      const spelling = this.columns[name][0]!;
      cell.textContent = spelling.ran === null ? this.words.notRun : (this.numberAt(spelling, row) ?? '–');
    }
    place.querySelector('caption')!.textContent = fill(this.words.tableCaption, { step: this.step });
  }
}

customElements.define('five-columns', FiveColumns);
