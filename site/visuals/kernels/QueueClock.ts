/** `<queue-clock>`: the reader chooses where a stopwatch stops, and reads what it has timed. */
import { stringsFor } from '../../i18n/index.ts';
import { clockHtml, clockText, type Watch, watches } from './clockHtml.ts';

export class QueueClock extends HTMLElement {
  /** Which of the stopwatches times the product, by its place. */
  readonly facts: Readonly<Record<string, number>> = { kernel: watches.indexOf('done') };
  private readonly words = stringsFor(document.documentElement.lang).threads.clock;

  connectedCallback(): void {
    for (const input of this.querySelectorAll('input')) input.disabled = false;
    this.addEventListener('change', () => this.draw());
  }

  private draw(): void {
    const watch = (this.querySelector<HTMLInputElement>('[type="radio"]:checked')?.value ?? 'call') as Watch;
    const isFirst = this.querySelector<HTMLInputElement>('[type="checkbox"]')!.checked;
    this.querySelector('[data-part="lanes"]')!.innerHTML = clockHtml(watch, isFirst, this.words);
    const caption = this.closest('figure')?.querySelector('[data-caption]');
    if (caption) caption.textContent = clockText(watch, isFirst, this.words);
  }
}

customElements.define('queue-clock', QueueClock);
