/** `<loop-order>`: the reader walks through three nested loops, in one order or the other, and sees what is fetched for what is used. */
import { fill } from '../../../i18n/fill.ts';
import { stringsFor } from '../../../i18n/index.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { linesOf, momentAt, type LoopOrder as Order, SIDE } from './loopMoment.ts';
import { loopMomentSvg } from './loopMomentSvg.ts';

export class LoopOrder extends HTMLElement {
  private readonly words = stringsFor(document.documentElement.lang).ladder.order;

  connectedCallback(): void {
    this.querySelector<HTMLElement>('[data-part="walk"]')!.hidden = false;
    this.addEventListener('input', () => this.draw());
    this.closest('figure')?.addEventListener('figure:view', () => this.draw());
    this.draw();
  }

  private draw(): void {
    const order = (this.querySelector<HTMLInputElement>('input[type="radio"]:checked')?.value ?? 'ijp') as Order;
    const slider = this.querySelector<HTMLInputElement>('input[type="range"]')!;
    const moment = momentAt(order, slider.valueAsNumber);
    const used = moment.inner.B.length;
    const lines = linesOf(moment.inner.B);
    const sentence = fill(this.words.sentence, { used, lines, fetched: lines * SIDE });
    slider.setAttribute('aria-valuetext', sentence);
    this.querySelector('[data-part="drawing"]')!.innerHTML = loopMomentSvg(moment, sentence);
    const caption = this.closest('figure')?.querySelector('[data-caption]');
    if (caption) caption.textContent = sentence;
    const rows = (['A', 'B', 'C'] as const).map((name) => {
      const cells = moment.inner[name];
      const { row, column } = moment.now[name];
      return [name, `${row}, ${column}`, String(new Set(cells.map((cell) => `${cell.row} ${cell.column}`)).size), String(linesOf(cells))]; // biome-ignore format: one line reads better
    });
    const table = numberTable(this.words.tableCaption, this.words.columns, rows);
    this.closest('figure')?.querySelector('[data-table]')?.replaceChildren(table);
  }
}

customElements.define('loop-order', LoopOrder);
