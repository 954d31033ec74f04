/** `<read-counter>`: how much a thread of each rung fetches, for the depth that the reader chooses. All tables came with the page. */
import { fill } from '../../i18n/fill.ts';
import { stringsFor } from '../../i18n/index.ts';
import { answerTo, whenAnswered } from '../parts/answers.ts';
import { counterCaption, counterRows } from './counterRows.ts';
import type { ReadCount } from './readCounts.ts';

export class ReadCounter extends HTMLElement {
  /** Reads of a thread by rung, at the depth that is chosen first. */
  facts: Readonly<Record<string, number>> = {};
  private readonly words = stringsFor(document.documentElement.lang).threads;
  private counts: Readonly<Record<string, readonly ReadCount[]>> = {};
  private leave: () => void = () => {};

  connectedCallback(): void {
    this.counts = JSON.parse(this.dataset['counts'] ?? '{}') as typeof this.counts;
    const select = this.querySelector('select')!;
    this.facts = Object.fromEntries(this.counts[select.value]!.map(({ kernel, reads }) => [kernel, reads]));
    select.disabled = false;
    select.addEventListener('change', () => this.draw());
    const { curtain } = this.dataset;
    if (curtain !== undefined) this.leave = whenAnswered(curtain, () => this.draw());
    this.draw();
  }

  disconnectedCallback(): void {
    this.leave();
  }

  private draw(): void {
    const { curtain } = this.dataset;
    const isCovered = curtain !== undefined && answerTo(curtain) === null;
    const depth = this.querySelector('select')!.value;
    const counts = this.counts[depth]!;
    this.querySelector('tbody')!.innerHTML = counterRows(counts, isCovered, this.words.traffic);
    this.querySelector('caption')!.textContent = fill(this.words.traffic.tableCaption, { depth });
    const caption = this.closest('figure')?.querySelector('[data-caption]');
    if (caption)
      caption.textContent = isCovered ? this.words.covered : counterCaption(counts, depth, this.words.traffic);
  }
}

customElements.define('read-counter', ReadCounter);
