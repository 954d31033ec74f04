/**
 * `<run-backends>` beside a run's controls: which backend the next training uses, and what the trainings of this page say about the
 * backends. It asks the browser for an adapter once; where there is none the GPU stays a choice one can see and not take.
 */
import { fill } from '../../../i18n/fill.ts';
import { stringsFor } from '../../../i18n/index.ts';
import type { LiveState } from '../../../player/curve/LiveRun.ts';
import { numeral } from '../../parts/ink.ts';
import { adapterFacts } from './adapterFacts.ts';
import { type Comparison, compareBackends, type Trained, trainedOf } from './compareBackends.ts';
import { type Adapter, findAdapter } from './gpuAdapter.ts';

export class RunBackends extends HTMLElement {
  private readonly words = stringsFor(document.documentElement.lang).runs.backends;
  /** The last training on each backend. */
  private readonly trained = new Map<string, Trained>();
  private shown = '';

  connectedCallback(): void {
    this.hidden = false;
    this.offerThreads();
    void findAdapter().then((adapter) => this.found(adapter));
    this.addEventListener('change', () => {
      this.dataset['chosen'] = this.chosen;
    });
    this.dataset['chosen'] = this.chosen;
  }

  /** What the next training is to run on. */
  get chosen(): string {
    return this.querySelector<HTMLInputElement>('input:checked')?.value ?? 'simd';
  }

  /** Told of every change of the training. */
  hear(state: LiveState): void {
    this.say('news', this.news(state));
    const one = trainedOf(state);
    if (one !== null) this.trained.set(one.backend, one);
    const comparison = compareBackends(this.trained.values());
    const text = JSON.stringify(comparison);
    if (comparison === null || text === this.shown) return;
    this.shown = text;
    this.draw(comparison);
  }

  /** They need memory that may be shared, and a processor each. */
  private offerThreads(): void {
    const count = navigator.hardwareConcurrency;
    const may = crossOriginIsolated && count > 1;
    this.querySelector<HTMLInputElement>('input[value="threads"]')!.disabled = !may;
    const { threads, noSharing, noProcessors } = this.words;
    this.say('threads', may ? fill(threads, { count }) : crossOriginIsolated ? noProcessors : noSharing);
  }

  private found(adapter: Adapter): void {
    const radio = this.querySelector<HTMLInputElement>('input[value="webgpu"]')!;
    radio.disabled = !adapter.found;
    if (!adapter.found) {
      this.say('note', this.words[adapter.why]);
      return;
    }
    const { facts } = adapter;
    this.say('note', facts.isSoftware ? this.words.software : this.words.hardware);
    this.piece('facts').replaceChildren(
      ...adapterFacts(facts, this.words.adapter).map(([name, value]) => {
        const row = document.createElement('div');
        row.append(element('dt', name), element('dd', value));
        return row;
      }),
    );
    this.piece('adapter').hidden = false;
  }

  /** What is not as the reader chose or expected, in one sentence; '' where all is. */
  private news({ status, info, recovery }: LiveState): string {
    if (recovery !== null) return fill(this.words.recovered, { step: recovery.lostAt, from: recovery.from });
    if (info === null || status === 'finished' || status === 'failed') return '';
    const { chosen } = this;
    if (info.backend === chosen) return '';
    if (chosen === this.dataset['started'] && chosen === 'threads' && info.backend === 'simd')
      return this.words.noThreads;
    const isSubstitute = info.backend === 'reference' && this.dataset['started'] === chosen && chosen !== 'webgpu';
    return isSubstitute ? this.words.noSimd : fill(this.words.next, { name: this.nameOf(chosen) });
  }

  private draw({ rows, difference }: Comparison): void {
    const { comparison } = this.words;
    const first = this.nameOf(rows[0]!.backend);
    const table = document.createElement('table');
    table.append(element('caption', comparison.caption));
    const head = document.createElement('tr');
    for (const name of [comparison.backend, comparison.speed, fill(comparison.times, { name: first })]) {
      const cell = element('th', name);
      cell.setAttribute('scope', 'col');
      head.append(cell);
    }
    const body = document.createElement('tbody');
    body.append(
      ...rows.map(({ backend, stepsPerSecond, share, times }) => {
        const row = document.createElement('tr');
        const name = element('th', this.nameOf(backend));
        name.setAttribute('scope', 'row');
        const speed = element('td', numeral(stepsPerSecond, 3));
        const bar = element('i', '');
        bar.style.setProperty('--share', String(share));
        speed.append(bar);
        row.append(name, speed, element('td', `${Number(times.toPrecision(2))} ×`));
        return row;
      }),
    );
    const top = document.createElement('thead');
    top.append(head);
    table.append(top, body);
    const sentence =
      difference === null
        ? comparison.otherSeed
        : fill(difference.largest === 0 ? comparison.equal : comparison.difference, {
            steps: difference.steps,
            largest: numeral(difference.largest, 2),
          });
    this.piece('comparison').replaceChildren(table, element('p', sentence), element('p', comparison.how));
    this.piece('comparison').hidden = false;
  }

  private nameOf(backend: string): string {
    return (this.words.names as Readonly<Record<string, string>>)[backend] ?? backend;
  }

  private say(name: string, text: string): void {
    const place = this.piece(name);
    if (place.textContent !== text) place.textContent = text;
    place.hidden = text === '';
  }

  private piece(name: string): HTMLElement {
    const found = this.querySelector<HTMLElement>(`[data-part="${name}"]`);
    if (found === null) throw new Error(`<run-backends> has no part "${name}"; RunBackends.astro renders them all`);
    return found;
  }
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

customElements.define('run-backends', RunBackends);
