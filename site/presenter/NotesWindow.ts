/**
 * The speaker's window: what is on the screen in words, what comes next, what to ask, and how long it has been going. Its keys are those of the
 * presenter. It belongs to the page that opened it and holds no address of its own.
 */
import type { WordsApart } from '../i18n/apart.ts';
import { fill } from '../i18n/fill.ts';
import type { Demo } from './Presenter.ts';

export interface Note {
  readonly title: string;
  readonly place: string;
  /** Blocks of the page's own prose. */
  readonly blocks: readonly Element[];
  /** Title of what follows; null at the end. */
  readonly next: string | null;
  readonly demos: readonly Demo[];
}

const SECOND = 1000;

export class NotesWindow {
  private readonly words: WordsApart['presenter'];
  private readonly key: (event: KeyboardEvent) => void;
  private window: Window | null = null;
  private readonly began = Date.now();
  private clock: ReturnType<typeof setInterval> | null = null;

  /** @param key hears the keys that are pressed in it */
  constructor(words: WordsApart['presenter'], key: (event: KeyboardEvent) => void) {
    this.words = words;
    this.key = key;
  }

  /** → false where the browser does not allow it */
  open(note: Note): boolean {
    if (this.window === null || this.window.closed) {
      this.window = window.open('', 'chalkgrad-notes', 'popup,width=720,height=860');
      if (this.window === null) return false;
      this.furnish(this.window.document);
      this.window.addEventListener('keydown', this.key);
      this.clock ??= setInterval(() => this.tick(), SECOND);
    }
    this.show(note);
    this.window.focus();
    return true;
  }

  close(): void {
    if (this.clock !== null) clearInterval(this.clock);
    this.clock = null;
    this.window?.close();
    this.window = null;
  }

  show(note: Note): void {
    if (this.window === null || this.window.closed) return;
    const page = this.window.document;
    const { words } = this;
    const made = (tag: string, text: string): HTMLElement => {
      const element = page.createElement(tag);
      element.textContent = text;
      return element;
    };
    const asks = made('ol', '');
    asks.append(...note.demos.map(({ ask }) => made('li', ask)));
    const main = page.createElement('main');
    const clock = made('p', '');
    clock.dataset['part'] = 'clock';
    main.append(
      clock,
      made('h1', note.title),
      made('p', note.place),
      ...note.blocks.map((block) => page.importNode(block, true)),
      made('h2', words.notesNext),
      made('p', note.next ?? words.notesEnd),
      ...(note.demos.length === 0 ? [] : [made('h2', words.notesAsk), asks]),
    );
    // Copies of questions and formulas are to be read; nothing of them is to be operated.
    main.querySelector<HTMLElement>('form')?.setAttribute('inert', '');
    for (const copy of main.querySelectorAll('[id]')) copy.removeAttribute('id');
    for (const copy of main.querySelectorAll('[data-presented]')) copy.removeAttribute('data-presented');
    page.body.replaceChildren(main);
    page.title = `${words.notesTitle}: ${note.title}`;
    this.tick();
  }

  /** The page's own faces and formulas. */
  private furnish(page: Document): void {
    page.documentElement.lang = document.documentElement.lang;
    const styles = document.querySelectorAll('link[rel="stylesheet"], style');
    page.head.replaceChildren(...[...styles].map((style) => page.importNode(style, true)));
    for (const link of page.head.querySelectorAll<HTMLLinkElement>('link')) {
      link.href = new URL(link.getAttribute('href') ?? '', location.href).href;
    }
    const own = page.createElement('style');
    own.textContent =
      'main { max-width: 42rem; padding: 1rem 1.5rem; } h1 { font-size: 1.6rem; } [data-part="clock"] { float: right; }';
    page.head.append(own);
  }

  private tick(): void {
    const place = this.window?.closed === false ? this.window.document.querySelector('[data-part="clock"]') : null;
    if (place === null) return;
    const seconds = Math.floor((Date.now() - this.began) / SECOND);
    place.textContent = fill(this.words.clock, { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
  }
}
