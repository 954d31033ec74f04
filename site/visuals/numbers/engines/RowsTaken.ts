/**
 * `<rows-taken>`: which rows are taken, what was taken, the gradient that arrives for it, and what goes back. The reader chooses the rows; a
 * row of the table can be followed. What goes back was computed by the framework when the page was built, for every choice. Behind a curtain
 * (`data-curtain`: a prediction) it waits for the guess.
 */
import { fill } from '../../../i18n/fill.ts';
import { stringsFor } from '../../../i18n/index.ts';
import type { Answering } from '../../parts/answeringFigure.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import type { Rows } from './takenRows.ts';

class RowsTaken extends HTMLElement implements Answering {
  private readonly words = stringsFor(document.documentElement.lang).engines.rows;
  private followed = 2;

  connectedCallback(): void {
    for (const select of this.selects) {
      select.disabled = false;
      select.addEventListener('change', () => this.draw());
    }
    for (const radio of this.querySelectorAll<HTMLInputElement>('input[type="radio"]')) {
      radio.disabled = false;
      radio.addEventListener('change', () => {
        this.followed = Number(radio.value);
        this.draw();
      });
    }
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.draw());
    this.draw();
  }

  /** What a row taken twice gets in its first column, as the figure opens. */
  get facts(): Readonly<Record<string, number>> {
    return { 'taken-twice': this.ways[this.dataset['first']!]![2]![0]! };
  }

  private get selects(): readonly HTMLSelectElement[] {
    return [...this.querySelectorAll('select')];
  }

  private get ways(): Readonly<Record<string, Rows>> {
    return JSON.parse(this.dataset['ways']!) as Record<string, Rows>;
  }

  private rows(name: string): readonly HTMLTableRowElement[] {
    return [...this.querySelectorAll<HTMLTableRowElement>(`[data-table="${name}"] tbody tr`)];
  }

  private draw(): void {
    const taken = this.selects.map(({ value }) => Number(value));
    const table = JSON.parse(this.dataset['x']!) as Rows;
    const upstream = JSON.parse(this.dataset['upstream']!) as Rows;
    const back = this.ways[taken.join()]!;
    const { curtain } = this.dataset;
    const isClosed = curtain !== undefined && answerTo(curtain) === null;
    this.put('y', taken.map((row) => table[row]!), (i) => taken[i] === this.followed); // biome-ignore format: one line reads better
    this.put('dy', upstream, (i) => taken[i] === this.followed);
    this.put('dx', back, (i) => i === this.followed, isClosed);
    for (const [i, row] of this.rows('x').entries()) row.toggleAttribute('data-lit', i === this.followed);
    const takers = taken.flatMap((row, j) => (row === this.followed ? [`[${upstream[j]!.join(', ')}]`] : []));
    const told = fill(takers.length === 0 ? this.words.nobody : this.words.sum, {
      row: this.followed,
      count: takers.length,
      sum: takers.join(' + '),
      result: isClosed ? '?' : `[${back[this.followed]!.join(', ')}]`,
    });
    const place = this.querySelector('[data-part="told"]')!;
    if (place.textContent !== told) place.textContent = told;
  }

  private put(name: string, numbers: Rows, isLit: (row: number) => boolean, isClosed = false): void {
    for (const [i, row] of this.rows(name).entries()) {
      row.toggleAttribute('data-lit', isLit(i));
      for (const [j, cell] of [...row.querySelectorAll('td')].entries())
        cell.textContent = isClosed ? '?' : String(numbers[i]![j]);
    }
  }
}

customElements.define('rows-taken', RowsTaken);
