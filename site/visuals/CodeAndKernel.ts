/**
 * `<code-and-kernel>`: the source of the op the figures stand at, and of the kernels it runs. All listings are in the page,
 * highlighted when it was built; this shows one. The code is text: it needs no table.
 */
import { fill } from '../i18n/fill.ts';
import type { Player, PlayerState } from '../player/Player.ts';
import { Figure } from './Figure.ts';
import { opOf } from './step/shownTensor.ts';

export class CodeAndKernel extends Figure {
  private sections: HTMLElement[] = [];

  protected build(player: Player): void {
    this.sections = [...this.querySelectorAll<HTMLElement>('[data-op]')];
    for (const section of this.sections) {
      const tabs = tabsOf(section);
      for (const tab of tabs) {
        tab.addEventListener('click', () => open(section, tab));
        tab.addEventListener('keydown', (event) => this.key(event, section, tabs, tab));
      }
    }
    this.show(player.state);
  }

  protected override draw(state: PlayerState): void {
    this.show(state);
  }

  protected override sentence({ trace, op }: PlayerState): string {
    const here = trace && opOf(trace, op);
    return here
      ? fill(this.strings.figures.codeAndKernel.sentence, { op, name: here.name, ms: here.forwardMs.toFixed(1) })
      : '';
  }

  private show({ trace, op }: PlayerState): void {
    const name = trace && opOf(trace, op)?.name;
    for (const section of this.sections) section.hidden = section.dataset['op'] !== name;
  }

  private key(
    event: KeyboardEvent,
    section: HTMLElement,
    tabs: readonly HTMLButtonElement[],
    from: HTMLButtonElement,
  ): void {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const to = tabs[(tabs.indexOf(from) + by + tabs.length) % tabs.length]!;
    open(section, to);
    to.focus();
  }
}

const tabsOf = (section: HTMLElement): HTMLButtonElement[] => [
  ...section.querySelectorAll<HTMLButtonElement>('[role="tab"]'),
];

function open(section: HTMLElement, chosen: HTMLButtonElement): void {
  for (const tab of tabsOf(section)) {
    const isChosen = tab === chosen;
    tab.setAttribute('aria-selected', String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    const panel = section.querySelector<HTMLElement>(`#${tab.getAttribute('aria-controls')}`);
    if (panel) panel.hidden = !isChosen;
  }
}

customElements.define('code-and-kernel', CodeAndKernel);
