/**
 * <reference-search>: finds a public name while you type. The list is fetched once, when somebody begins to search. Results are plain
 * links: arrows move between them, Enter in the field opens the first, Escape empties the field, and `/` comes here from anywhere on the
 * page. It draws nothing else and remembers nothing.
 */
import { fill } from '../../i18n/fill.ts';
import { rankResults } from '../../reference/rankResults.ts';
import type { SearchEntry } from '../../reference/searchEntries.ts';

const SHOWN = 12;

interface Words {
  readonly one: string;
  readonly many: string;
  readonly first: string;
  readonly none: string;
  readonly failed: string;
}

class ReferenceSearch extends HTMLElement {
  #entries: Promise<readonly SearchEntry[]> | null = null;
  #found: readonly SearchEntry[] = [];

  connectedCallback(): void {
    const field = this.#field;
    field.addEventListener('focus', () => void this.#load());
    field.addEventListener('input', () => void this.#search());
    this.addEventListener('keydown', (event) => this.#move(event));
    document.addEventListener('keydown', this.#comeHere);
    // The browser may have kept what was typed before a reload.
    if (field.value !== '') void this.#search();
  }

  disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#comeHere);
  }

  get #field(): HTMLInputElement {
    return this.querySelector('input')!;
  }

  get #list(): HTMLOListElement {
    return this.querySelector('ol')!;
  }

  get #words(): Words {
    return JSON.parse(this.dataset['words'] ?? '{}');
  }

  readonly #comeHere = (event: KeyboardEvent): void => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    const from = event.target;
    if (from instanceof HTMLElement && (from.isContentEditable || from.matches('input, textarea, select'))) return;
    event.preventDefault();
    this.#field.focus();
    this.#field.select();
  };

  #load(): Promise<readonly SearchEntry[]> {
    this.#entries ??= fetch(this.dataset['index'] ?? '').then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.json();
    });
    return this.#entries;
  }

  async #search(): Promise<void> {
    const query = this.#field.value;
    try {
      const entries = await this.#load();
      // Somebody may have gone on typing meanwhile; then the later call shows the later answer.
      if (query === this.#field.value) this.#show(rankResults(entries, query), query.trim());
    } catch {
      this.#entries = null; // the next key tries again
      this.#found = [];
      this.#list.hidden = true;
      this.#say(this.#words.failed);
    }
  }

  #show(found: readonly SearchEntry[], query: string): void {
    this.#found = found;
    this.#list.replaceChildren(...found.slice(0, SHOWN).map((entry) => this.#line(entry)));
    this.#list.hidden = found.length === 0;
    this.#say(query === '' ? '' : this.#sentence(found.length, query));
  }

  #sentence(count: number, query: string): string {
    const { none, one, many, first } = this.#words;
    if (count === 0) return fill(none, { query });
    if (count === 1) return one;
    return fill(count > SHOWN ? first : many, { count, shown: SHOWN });
  }

  #say(sentence: string): void {
    this.querySelector('[role="status"]')!.textContent = sentence;
  }

  #line({ name, room, address, summary }: SearchEntry): HTMLLIElement {
    const line = document.createElement('li');
    const link = document.createElement('a');
    link.href = this.#address(address);
    const code = document.createElement('code');
    code.textContent = name;
    const where = document.createElement('span');
    where.textContent = room;
    const what = document.createElement('span');
    what.textContent = summary;
    what.lang = 'en';
    link.append(code, ' ', where, ' ', what);
    line.append(link);
    return line;
  }

  #address(path: string): string {
    return `${this.dataset['base'] ?? '/'}${path.replace(/^\//, '')}`;
  }

  #move(event: KeyboardEvent): void {
    const links = [...this.#list.querySelectorAll('a')];
    const here = links.indexOf(event.target as HTMLAnchorElement);
    if (event.key === 'Escape') this.#leave(event);
    else if (event.key === 'Enter' && event.target === this.#field) this.#open(event);
    else if (event.key === 'ArrowDown') this.#focus(event, links[here + 1]);
    else if (event.key === 'ArrowUp' && here >= 0) this.#focus(event, here === 0 ? this.#field : links[here - 1]);
  }

  #focus(event: KeyboardEvent, element: HTMLElement | undefined): void {
    if (element === undefined) return;
    event.preventDefault();
    element.focus();
  }

  #leave(event: KeyboardEvent): void {
    event.preventDefault();
    this.#field.value = '';
    this.#show([], '');
    this.#field.focus();
  }

  #open(event: KeyboardEvent): void {
    const [best] = this.#found;
    if (best === undefined) return;
    event.preventDefault();
    location.href = this.#address(best.address);
  }
}

if (!customElements.get('reference-search')) customElements.define('reference-search', ReferenceSearch);
