/**
 * `<glossary-filter>`: narrows the list of words to those whose names, in either language, or meanings hold what is typed. `/` goes to the
 * field, Escape empties it. A word that a link names is always shown.
 */
import { fill } from '../i18n/fill.ts';
import { matches } from './glossaryMatch.ts';

export class GlossaryFilter extends HTMLElement {
  connectedCallback(): void {
    const { input } = this;
    this.querySelector<HTMLElement>('.glossary-find')!.hidden = false;
    input.addEventListener('input', () => this.narrow());
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      input.value = '';
      this.narrow();
    });
    addEventListener('keydown', this.shortcut);
    addEventListener('hashchange', this.arrived);
    if (input.value !== '') this.narrow(); // the browser remembered it
  }

  disconnectedCallback(): void {
    removeEventListener('keydown', this.shortcut);
    removeEventListener('hashchange', this.arrived);
  }

  private get input(): HTMLInputElement {
    return this.querySelector('input')!;
  }

  private readonly shortcut = (event: KeyboardEvent): void => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target === this.input) return;
    event.preventDefault();
    this.input.focus();
  };

  private readonly arrived = (): void => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.hidden) return;
    this.input.value = '';
    this.narrow();
    target.scrollIntoView();
  };

  private narrow(): void {
    const wanted = this.input.value;
    const entries = [...this.querySelectorAll<HTMLElement>('[data-names]')];
    let found = 0;
    for (const entry of entries) {
      entry.hidden = !matches(wanted, entry.dataset['names'] ?? '', entry.querySelector('dd')?.textContent ?? '');
      if (!entry.hidden) found++;
    }
    for (const section of this.querySelectorAll('section'))
      section.hidden = section.querySelector('[data-names]:not([hidden])') === null;
    const text = found === 0 ? (this.dataset['none'] ?? '') : fill(this.dataset['found'] ?? '', { found });
    this.querySelector('[role="status"]')!.textContent = wanted.trim() === '' ? '' : text;
  }
}

customElements.define('glossary-filter', GlossaryFilter);
