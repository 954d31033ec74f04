/**
 * `<your-framework>` on `/yours/`: which parts are the reader's, which of them take part in runs, which failed, and all of them as one
 * package. Its markup is the build's; without a script everything is ours.
 */
import { fill } from '../i18n/fill.ts';
import { stringsFor } from '../i18n/index.ts';
import { isAccepted } from '../player/answers/isAccepted.ts';
import { choosePart, onPartsChanged, partsChoice } from '../player/answers/partsChoice.ts';
import { progressOf } from '../workbench/Work.ts';
import { allWork, onWorkChanged } from '../workbench/workStore.ts';

export class YourFramework extends HTMLElement {
  private readonly words = stringsFor(document.documentElement.lang).yours;
  private stops: (() => void)[] = [];

  connectedCallback(): void {
    for (const card of this.cards) {
      const { slug = '' } = card.dataset;
      this.piece<HTMLInputElement>('on', card).addEventListener('change', ({ target }) =>
        this.choose(card, (target as HTMLInputElement).checked),
      );
      this.piece('again', card).addEventListener('click', () => choosePart(slug, true));
    }
    this.piece('download').addEventListener('click', () => void this.download());
    this.stops = [onPartsChanged(() => this.show()), onWorkChanged(() => this.show())];
    this.show();
  }

  disconnectedCallback(): void {
    for (const stop of this.stops.splice(0)) stop();
  }

  private get cards(): readonly HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[data-slug]')];
  }

  private piece<T extends HTMLElement = HTMLElement>(name: string, inside: HTMLElement = this): T {
    return inside.querySelector<T>(`[data-part="${name}"]`)!;
  }

  /** Of two with one place the one chosen last stays. */
  private choose(card: HTMLElement, takesPart: boolean): void {
    const { slug = '', place = '' } = card.dataset;
    if (takesPart)
      for (const { dataset } of this.cards)
        if (dataset['place'] === place && dataset['slug'] !== slug) choosePart(dataset['slug'] ?? '', false);
    choosePart(slug, takesPart);
  }

  private show(): void {
    const { words } = this;
    const { on, failed } = partsChoice();
    const work = allWork();
    let solved = 0;
    let used = 0;
    for (const card of this.cards) {
      const { slug = '' } = card.dataset;
      const state = isAccepted(slug) ? 'solved' : progressOf(work.get(slug) ?? null) === 'begun' ? 'begun' : 'open';
      const isOn = state === 'solved' && on.includes(slug);
      if (state === 'solved') solved++;
      if (isOn) used++;
      card.dataset['state'] = state;
      this.piece('state', card).textContent = words.states[state];
      this.piece('use', card).hidden = state !== 'solved';
      this.piece<HTMLInputElement>('on', card).checked = isOn;
      const failure = failed[slug];
      const note = this.piece('failed', card);
      note.hidden = failure === undefined;
      this.piece('why', card).textContent = failure === undefined ? '' : fill(words.failed, { ...failure });
    }
    this.piece('count').textContent = fill(words.count, { solved, total: this.cards.length, on: used });
    const button = this.piece<HTMLButtonElement>('download');
    const isAnything = [...work.keys()].some(isAccepted);
    button.disabled = !isAnything;
    this.piece('said').textContent = isAnything ? '' : words.nothingYet;
  }

  private async download(): Promise<void> {
    const { words } = this;
    const [button, said] = [this.piece<HTMLButtonElement>('download'), this.piece('said')];
    button.disabled = true;
    said.textContent = words.downloading;
    try {
      const { packInPage } = await import('./packInPage.ts');
      const { bytes, count } = await packInPage(JSON.parse(this.dataset['facts'] ?? '{}'));
      const url = URL.createObjectURL(new Blob([bytes], { type: 'application/zip' }));
      const link = document.createElement('a');
      link.href = url;
      link.download = words.fileName;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
      said.textContent = fill(words.downloaded, { count, file: words.fileName });
    } catch (error) {
      said.textContent = fill(words.packageFailed, { message: error instanceof Error ? error.message : String(error) });
    }
    button.disabled = false;
  }
}

customElements.define('your-framework', YourFramework);
