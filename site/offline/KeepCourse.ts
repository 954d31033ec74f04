/** `<keep-course>` on `/offline/`: has the service worker keep every page, says how far it is, lists what is kept, and forgets it all. */
import { wordsApart } from '../i18n/apart.ts';
import { fill } from '../i18n/fill.ts';

type Told =
  | { readonly type: 'keeping'; readonly done: number; readonly total: number; readonly missing: number }
  | { readonly type: 'kept'; readonly missing: number }
  | { readonly type: 'forgotten' };

/** What the build lists: paths without the base, and bytes. */
interface FileList {
  readonly files: readonly (readonly [string, number])[];
}

export class KeepCourse extends HTMLElement {
  private readonly words = wordsApart(document.documentElement.lang).offline;
  private isKeepingAll = false;

  connectedCallback(): void {
    void this.listKept();
    if (!isSecureContext || !('serviceWorker' in navigator)) {
      this.say(this.words.all.cannot);
      return;
    }
    navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<Told>) => this.hear(data));
    this.piece('keep').addEventListener('click', () => void this.keepAll());
    this.piece('forget').addEventListener('click', () => void this.send({ type: 'forget' }));
    for (const button of this.querySelectorAll('button')) button.disabled = false;
  }

  private get base(): string {
    return document.documentElement.dataset['base'] ?? '/';
  }

  private async send(message: object): Promise<void> {
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage(message);
  }

  private async keepAll(): Promise<void> {
    const button = this.piece<HTMLButtonElement>('keep');
    button.disabled = true;
    this.isKeepingAll = true;
    try {
      const response = await fetch(`${this.base}offline.json`);
      const { files } = (await response.json()) as FileList;
      const pages = files.map(([path]) => path).filter((path) => path.endsWith('.html'));
      const others = files
        .map(([path]) => path)
        .filter((path) => !path.endsWith('.html') && !path.startsWith('_astro/'));
      const addresses = [...pages.map((path) => path.replace(/(^|\/)index\.html$/, '$1')), ...others];
      await this.send({ type: 'keepAll', urls: addresses.map((path) => this.base + path) });
    } catch {
      this.isKeepingAll = false;
      button.disabled = false;
      this.say(fill(this.words.all.some, { missing: 1 }));
    }
  }

  private hear(told: Told): void {
    const { all } = this.words;
    if (told.type === 'keeping') {
      this.say(fill(all.keeping, { done: told.done, total: told.total }));
      return;
    }
    if (told.type === 'forgotten') this.say(all.forgotten);
    else if (this.isKeepingAll) {
      this.isKeepingAll = false;
      this.piece<HTMLButtonElement>('keep').disabled = false;
      this.say(told.missing === 0 ? all.kept : fill(all.some, { missing: told.missing }));
    }
    void this.listKept();
  }

  /** Lessons and demos that open without a network, by their titles. */
  private async listKept(): Promise<void> {
    if (!('caches' in globalThis)) return;
    const found = new Map<string, string>();
    for (const name of await caches.keys()) {
      if (!name.startsWith('chalkgrad ')) continue;
      const shelf = await caches.open(name);
      for (const { url } of await shelf.keys()) {
        const path = new URL(url).pathname.slice(this.base.length);
        if (!/^(?:lessons\/.+\/|demos\/|lab\/|map\/|)$/.test(path)) continue;
        const html = (await (await shelf.match(url))?.text()) ?? '';
        const title = new DOMParser().parseFromString(html, 'text/html').title;
        found.set(url, title);
      }
    }
    const list = this.piece('list');
    list.replaceChildren(
      ...[...found].sort(([, a], [, b]) => a.localeCompare(b)).map(([url, title]) => {
        const item = document.createElement('li');
        const link = document.createElement('a');
        link.href = url;
        link.textContent = title;
        item.append(link);
        return item;
      }),
    ); // biome-ignore format: one chain reads better
    this.piece('none').hidden = found.size > 0;
  }

  private say(text: string): void {
    this.piece('said').textContent = text;
  }

  private piece<T extends HTMLElement = HTMLElement>(name: string): T {
    return this.querySelector<T>(`[data-part="${name}"]`)!;
  }
}

customElements.define('keep-course', KeepCourse);
