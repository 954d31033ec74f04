/**
 * `<gap-board>`: the rows of its table in order of a column, where the reader asks for it; not before a prediction (`data-curtain`) is answered, for
 * the order would tell. Everything else was written by the build.
 */
import { answerTo, whenAnswered } from '../../parts/answers.ts';

export class GapBoard extends HTMLElement {
  /** The gap of every cure. */
  get facts(): Readonly<Record<string, number>> {
    const rows = [...this.querySelectorAll<HTMLElement>('[data-cure]')];
    return Object.fromEntries(rows.map(({ dataset }) => [dataset['cure']!, Number(dataset['gap'])]));
  }

  connectedCallback(): void {
    // On a phone it is wider than the page, and is moved with the keys.
    this.querySelector<HTMLElement>('section')!.tabIndex = 0;
    for (const head of this.querySelectorAll<HTMLElement>('[data-sort]')) {
      if (head.querySelector('button') !== null) continue;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'plain';
      button.append(...head.childNodes);
      button.addEventListener('click', () => this.sort(head));
      head.append(button);
    }
    const { curtain } = this.dataset;
    if (curtain === undefined) return;
    const open = (): void => {
      for (const button of this.querySelectorAll('button')) button.disabled = answerTo(curtain) === null;
    };
    open();
    whenAnswered(curtain, open);
  }

  /** Smallest gap first, or highest accuracy; asked again, the other way round. */
  private sort(head: HTMLElement): void {
    const key = head.dataset['sort']!;
    const isUsual = key === 'gap' ? 'ascending' : 'descending';
    const other = key === 'gap' ? 'descending' : 'ascending';
    const order = head.getAttribute('aria-sort') === isUsual ? other : isUsual;
    for (const column of this.querySelectorAll('[data-sort]')) column.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', order);
    const body = this.querySelector('tbody')!;
    const sign = order === 'ascending' ? 1 : -1;
    const rows = [...body.rows].sort((a, b) => sign * (Number(a.dataset[key]) - Number(b.dataset[key])));
    body.append(...rows);
  }
}

customElements.define('gap-board', GapBoard);
