/**
 * The search itself: a field, and under it links, best first. First what is called as was typed (lessons, words, names), then the pages whose
 * text has it, from Pagefind's index, which is made with the site and fetched in pieces from it alone. Where nothing is called so, the nearest
 * known word is looked for instead, and that is said.
 */
import { fill } from '../i18n/fill.ts';
import { directHits, hasTyped, type KnownWord, meantWords, type SearchWords } from './knownWords.ts';
import '../styles/search.css';

interface Addresses {
  readonly index: string;
  readonly words: string;
  /** Where the site lives, in its language. */
  readonly base: string;
}

/** What of Pagefind's API is used (pagefind.app/docs/api). */
interface Pagefind {
  readonly init: () => Promise<void>;
  readonly search: (query: string) => Promise<{ readonly results: readonly { readonly data: () => Promise<Page> }[] }>;
}

interface Page {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: { readonly title?: string; readonly kind?: string };
  readonly sub_results?: readonly { readonly title: string; readonly url: string; readonly excerpt: string }[];
}

interface Hit {
  readonly title: string;
  readonly to: string;
  readonly kind: string;
  /** A passage in which `<mark>` stands round what was found, as Pagefind wrote it; its text is escaped. */
  readonly excerpt: string;
}

const DIRECT = 4;
const PAGES = 8;
const WAIT_MS = 150;

let made: Promise<SearchDialog> | null = null;

export async function openSearch(addresses: Addresses): Promise<void> {
  made ??= SearchDialog.make(addresses);
  try {
    (await made).show();
  } catch (error) {
    made = null;
    throw error;
  }
}

class SearchDialog {
  private readonly dialog: HTMLDialogElement;
  private readonly field: HTMLInputElement;
  private readonly told: HTMLElement;
  private readonly list: HTMLElement;
  private readonly addresses: Addresses;
  private readonly words: SearchWords['words'];
  private readonly known: readonly KnownWord[];
  private pagefind: Promise<Pagefind | null> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  static async make(addresses: Addresses): Promise<SearchDialog> {
    const answer = await fetch(addresses.words);
    if (!answer.ok) throw new Error(`${addresses.words} answered ${answer.status}`);
    return new SearchDialog(addresses, (await answer.json()) as SearchWords);
  }

  private constructor(addresses: Addresses, { words, known }: SearchWords) {
    this.addresses = addresses;
    this.words = words;
    this.known = known;
    this.dialog = document.createElement('dialog');
    this.dialog.className = 'search';
    this.dialog.setAttribute('aria-label', words.title);
    const label = element('label', 'visually-hidden', words.field);
    label.setAttribute('for', 'site-search-field');
    this.field = document.createElement('input');
    Object.assign(this.field, {
      type: 'search',
      id: 'site-search-field',
      placeholder: words.field,
      autocomplete: 'off',
      spellcheck: false,
    });
    const close = element('button', 'plain', words.close) as HTMLButtonElement;
    close.type = 'button';
    close.addEventListener('click', () => this.dialog.close());
    const bar = element('div', 'search-bar', '');
    bar.append(label, this.field, close);
    this.told = element('p', 'search-told', words.empty);
    this.told.setAttribute('role', 'status');
    this.list = element('ol', 'search-list', '');
    this.dialog.append(bar, this.told, this.list);
    document.body.append(this.dialog);
    this.field.addEventListener('input', () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.look(), WAIT_MS);
    });
    this.dialog.addEventListener('keydown', (event) => this.move(event));
    this.dialog.addEventListener('click', (event) => {
      if (event.target === this.dialog) this.dialog.close(); // the ground beside it
    });
  }

  show(): void {
    if (this.dialog.open) return;
    this.dialog.showModal();
    this.field.select();
    void this.index();
  }

  private index(): Promise<Pagefind | null> {
    this.pagefind ??= import(/* @vite-ignore */ this.addresses.index).then(
      async (loaded: Pagefind) => {
        await loaded.init();
        return loaded;
      },
      () => null, // a site that is being written has no index; what is known by heart is found all the same
    );
    return this.pagefind;
  }

  private async look(): Promise<void> {
    const typed = this.field.value.trim();
    if (typed === '') return this.tell(this.words.empty, []);
    const direct = directHits(this.known, typed, DIRECT).map((entry) => this.hitOf(entry));
    if (direct.length > 0) this.tell(this.words.loading, direct);
    else this.told.textContent = this.words.loading;
    const pages = await this.pagesFor(typed);
    if (this.field.value.trim() !== typed) return; // something newer was typed meanwhile
    if (pages === null && direct.length === 0) return this.tell(this.words.notBuilt, []);
    const all = once([...direct, ...(pages?.hits ?? [])]);
    const isSlip = direct.length === 0 && !hasTyped(pages?.hits.map(({ excerpt }) => excerpt) ?? [], typed);
    const [meant] = isSlip ? meantWords(this.known, typed, 1) : [];
    if (meant !== undefined) return this.lookForMeant(typed, meant);
    if (all.length > 0) return this.tell(this.counted(typed, all.length, pages?.more ?? 0), all);
    this.tell(fill(this.words.none, { query: `“${typed}”` }), []);
  }

  /** Nothing is called so: what there is for the nearest known word. */
  private async lookForMeant(typed: string, meant: string): Promise<void> {
    const direct = directHits(this.known, meant, DIRECT).map((entry) => this.hitOf(entry));
    const pages = await this.pagesFor(meant);
    if (this.field.value.trim() !== typed) return;
    const said = fill(this.words.corrected, { typed: `“${typed}”`, query: `“${meant}”` });
    this.tell(said, once([...direct, ...(pages?.hits ?? [])]));
  }

  private async pagesFor(query: string): Promise<{ readonly hits: readonly Hit[]; readonly more: number } | null> {
    const pagefind = await this.index();
    if (pagefind === null) return null;
    const { results } = await pagefind.search(query);
    const pages = await Promise.all(results.slice(0, PAGES).map((result) => result.data()));
    return { hits: pages.map((page) => this.hitOfPage(page)), more: Math.max(0, results.length - PAGES) };
  }

  private hitOf({ word, to, kind }: KnownWord): Hit {
    return { title: word, to: this.addresses.base.replace(/\/$/, '') + to, kind: this.words.kinds[kind], excerpt: '' };
  }

  private hitOfPage({ url, excerpt, meta, sub_results }: Page): Hit {
    const kind = this.words.kinds[(meta.kind ?? 'page') as keyof SearchWords['words']['kinds']] ?? '';
    // The section that has it, where the page has sections with anchors.
    const best = sub_results?.[0];
    const title = best === undefined || best.title === meta.title ? meta.title : `${meta.title}: ${best.title}`;
    return { title: title ?? url, to: best?.url ?? url, kind, excerpt: best?.excerpt ?? excerpt };
  }

  private counted(typed: string, shown: number, more: number): string {
    const query = `“${typed}”`;
    if (more > 0) return fill(this.words.first, { shown, count: shown + more, query });
    return shown === 1 ? fill(this.words.one, { query }) : fill(this.words.many, { count: shown, query });
  }

  private tell(said: string, hits: readonly Hit[]): void {
    // Who has gone down into the list already stays there when the pages arrive.
    const { activeElement: chosen } = document;
    const wasIn = chosen instanceof HTMLAnchorElement && this.list.contains(chosen) ? chosen.href : null;
    this.told.textContent = said;
    this.list.replaceChildren(
      ...hits.map(({ title, to, kind, excerpt }) => {
        const item = document.createElement('li');
        const link = element('a', 'search-title', title) as HTMLAnchorElement;
        link.href = to;
        // A link to another place on this page closes the search and goes there.
        link.addEventListener('click', () => this.dialog.close());
        item.append(link, element('span', 'search-kind', kind));
        if (excerpt !== '') item.append(passage(excerpt));
        return item;
      }),
    );
    if (wasIn === null) return;
    const same = [...this.list.querySelectorAll('a')].find(({ href }) => href === wasIn);
    (same ?? this.field).focus();
  }

  private move(event: KeyboardEvent): void {
    const links = [...this.list.querySelectorAll('a')];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (event.key === 'Enter' && event.target === this.field) {
      event.preventDefault();
      links[0]?.click();
    } else if (event.key === 'ArrowDown' && links.length > 0) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)]!.focus();
    } else if (event.key === 'ArrowUp' && at >= 0) {
      event.preventDefault();
      (links[at - 1] ?? this.field).focus();
    }
  }
}

/** Each address once: what is known by heart stands before what the index has. */
function once(hits: readonly Hit[]): readonly Hit[] {
  const seen = new Set<string>();
  return hits.filter(({ to }) => {
    const address = new URL(to, location.href).href;
    return !seen.has(address) && seen.add(address);
  });
}

/** Pagefind's passage as elements: its `<mark>`s stay, everything else is text. */
function passage(excerpt: string): HTMLElement {
  const line = element('p', 'search-passage', '');
  const parsed = new DOMParser().parseFromString(excerpt, 'text/html').body;
  for (const node of parsed.childNodes) {
    const text = node.textContent ?? '';
    line.append(node.nodeName === 'MARK' ? element('mark', '', text) : document.createTextNode(text));
  }
  return line;
}

function element(tag: string, className: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.textContent = text;
  return made;
}
