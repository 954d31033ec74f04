/**
 * `<code-and-kernel>`: the source of the op the figures stand at, and of the kernels it runs. Listings were highlighted when the site was
 * built, each on its source page, and are fetched from there when they come into view. The code is text: it needs no table.
 */
import { fill } from '../i18n/fill.ts';
import type { Player, PlayerState } from '../player/Player.ts';
import { Figure } from './Figure.ts';
import { fetchListing } from './step/fetchListing.ts';
import { opOf } from './step/shownTensor.ts';

export class CodeAndKernel extends Figure {
  private tabLists: HTMLElement[] = [];
  private panel: HTMLElement | null = null;
  private shownFile = '';

  protected build(player: Player): void {
    this.tabLists = [...this.querySelectorAll<HTMLElement>('[data-op]')];
    this.panel = this.querySelector<HTMLElement>('[role="tabpanel"]');
    for (const list of this.tabLists) {
      const tabs = tabsOf(list);
      for (const tab of tabs) {
        tab.addEventListener('click', () => this.open(list, tab));
        tab.addEventListener('keydown', (event) => this.key(event, list, tabs, tab));
      }
    }
    this.show(player.state);
  }

  protected override draw(state: PlayerState): void {
    this.show(state);
  }

  protected override sentence({ trace, op }: PlayerState): string {
    const here = trace && opOf(trace, op);
    const words = this.strings.figures.codeAndKernel;
    return here ? fill(words.sentence, { op, name: here.name, ms: here.forwardMs.toFixed(1), step: trace.step }) : '';
  }

  private show({ trace, op }: PlayerState): void {
    const name = trace && opOf(trace, op)?.name;
    for (const list of this.tabLists) {
      list.hidden = list.dataset['op'] !== name;
      const chosen = tabsOf(list).find((tab) => tab.getAttribute('aria-selected') === 'true');
      if (!list.hidden && chosen) this.open(list, chosen);
    }
  }

  private open(list: HTMLElement, chosen: HTMLButtonElement): void {
    for (const tab of tabsOf(list)) {
      tab.setAttribute('aria-selected', String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
    }
    this.panel?.setAttribute('aria-labelledby', chosen.id);
    const file = chosen.dataset['file'] ?? '';
    if (file === this.shownFile) return;
    this.shownFile = file;
    const template = [...this.querySelectorAll('template')].find(({ dataset }) => dataset['file'] === file);
    if (!template || !this.panel) return;
    this.panel.replaceChildren(template.content.cloneNode(true));
    void this.showListing(file, this.panel);
  }

  private async showListing(file: string, panel: HTMLElement): Promise<void> {
    const address = panel.querySelector<HTMLAnchorElement>('.code-path a')?.href ?? '';
    const listing = await fetchListing(address);
    if (file !== this.shownFile) return; // the reader has gone on
    if (listing === null) panel.append(unreachable(this.strings.figures.codeAndKernel.unreachable));
    else panel.append(listing);
    scrollToHeart(panel);
  }

  private key(
    event: KeyboardEvent,
    list: HTMLElement,
    tabs: readonly HTMLButtonElement[],
    from: HTMLButtonElement,
  ): void {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const to = tabs[(tabs.indexOf(from) + by + tabs.length) % tabs.length]!;
    this.open(list, to);
    to.focus();
  }
}

const tabsOf = (list: HTMLElement): HTMLButtonElement[] => [
  ...list.querySelectorAll<HTMLButtonElement>('[role="tab"]'),
];

function unreachable(words: string): HTMLElement {
  const note = document.createElement('p');
  note.textContent = words;
  return note;
}

/** Imports come first in a file; what a reader looks for is what the file gives away. */
function scrollToHeart(panel: HTMLElement): void {
  const listing = panel.querySelector('pre');
  const heart = [...panel.querySelectorAll<HTMLElement>('.line')].find(({ textContent }) =>
    /^export (const|function)/.test(textContent ?? ''),
  );
  if (listing && heart) listing.scrollTop = heart.getBoundingClientRect().top - listing.getBoundingClientRect().top - 8;
}

customElements.define('code-and-kernel', CodeAndKernel);
