/** `<rooms-plan>`: every part that a reader's answer can take, as a square in its room: ours, begun, yours, at work, or switched off because it failed. */
import { fill } from '../../../i18n/fill.ts';
import { stringsFor } from '../../../i18n/index.ts';
import { isAccepted } from '../../../player/answers/isAccepted.ts';
import { onPartsChanged, partsChoice } from '../../../player/answers/partsChoice.ts';
import { onWorkChanged } from '../../../workbench/workStore.ts';

type State = 'ours' | 'yours' | 'used' | 'failed';

class RoomsPlan extends HTMLElement {
  private readonly words = stringsFor(document.documentElement.lang).yours.rooms;
  private stops: (() => void)[] = [];

  connectedCallback(): void {
    this.stops = [onPartsChanged(() => this.show()), onWorkChanged(() => this.show())];
    this.show();
  }

  disconnectedCallback(): void {
    for (const stop of this.stops.splice(0)) stop();
  }

  private show(): void {
    const { on, failed } = partsChoice();
    const squares = [...this.querySelectorAll<HTMLElement>('[data-slug]')];
    let mine = 0;
    for (const square of squares) {
      const { slug = '', place = '' } = square.dataset;
      const state: State = !isAccepted(slug)
        ? 'ours'
        : failed[slug] !== undefined
          ? 'failed'
          : on.includes(slug)
            ? 'used'
            : 'yours';
      if (state !== 'ours') mine++;
      square.dataset['state'] = state;
      const label = `${place}: ${this.words.states[state]}`;
      square.querySelector('span')!.textContent = label;
      square.title = label;
    }
    const count = this.querySelector('[data-part="count"]')!;
    count.textContent = fill(this.words.count, { mine, total: squares.length });
  }
}

customElements.define('rooms-plan', RoomsPlan);
