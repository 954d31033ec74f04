/**
 * `<machine-clock>`: how long an update takes on the reader's own machine, by how many examples it reads. The page was written with the
 * rows and no times; a press of the button measures them, in a worker. What was measured answers the prediction beside it.
 */
import { fill } from '../../i18n/fill.ts';
import { stringsFor } from '../../i18n/index.ts';
import type { Timed } from '../../player/trials/protocol.ts';
import { numeral } from '../parts/ink.ts';
import { keepTimes } from './machineTimes.ts';
import { TrialsRun } from './TrialsRun.ts';

export class MachineClock extends HTMLElement {
  private readonly words = stringsFor(document.documentElement.lang).figures.machineClock;
  private run: TrialsRun | null = null;
  private times: Timed[] = [];

  connectedCallback(): void {
    const { button } = this;
    button.hidden = false;
    button.addEventListener('click', () => (this.run === null ? this.start() : this.end(this.words.stopped)));
  }

  disconnectedCallback(): void {
    this.run?.stop();
  }

  private get button(): HTMLButtonElement {
    return this.querySelector('button')!;
  }

  private start(): void {
    this.times = [];
    for (const cell of this.querySelectorAll('[data-cell]')) cell.textContent = '–';
    this.button.textContent = this.words.stop;
    this.say(this.words.measuring);
    const backends = (this.dataset['backends'] ?? '').split(' ');
    this.run = new TrialsRun({ type: 'times', backends }, (message) => {
      if (message.type === 'timed') this.show(message.timed);
      else if (message.type === 'failed') this.end(fill(this.words.failed, { message: message.message }));
      else if (message.type === 'finished') this.end(this.summary());
    });
  }

  private show(timed: Timed): void {
    this.times.push(timed);
    const { backend, batch, ms, needed } = timed;
    this.write(`${backend}-${batch}-ms`, numeral(ms, 2));
    this.write(`${batch}-needed`, needed === null ? this.words.notWithin : String(needed));
    this.write(`${backend}-${batch}-total`, needed === null ? '–' : numeral(needed * ms, 2));
    keepTimes(this.times);
  }

  private end(sentence: string): void {
    this.run?.stop();
    this.run = null;
    this.button.textContent = this.words.again;
    this.say(sentence);
    const badge = this.closest('figure')?.querySelector<HTMLElement>('[data-badge]');
    if (badge && this.times.length > 0) {
      badge.hidden = false;
      badge.dataset['badge'] = 'live';
    }
  }

  private summary(): string {
    const [one, few] = [1, 32].map((batch) => this.times.find((timed) => timed.batch === batch));
    if (one === undefined || few === undefined) return '';
    return fill(this.words.summary, { backend: one.backend, few: few.batch, times: numeral(few.ms / one.ms, 2) });
  }

  private write(cell: string, text: string): void {
    const found = this.querySelector(`[data-cell="${cell}"]`);
    if (found !== null) found.textContent = text;
  }

  private say(text: string): void {
    this.querySelector('[role="status"]')!.textContent = text;
  }
}

customElements.define('machine-clock', MachineClock);
