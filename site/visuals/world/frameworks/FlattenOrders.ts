/**
 * `<flatten-orders>`: the cells of a few small maps, and the two rows that they become, channels first and channels last. Choosing a cell
 * marks it in all three. The markup is the build's; this only marks.
 */
import { fill } from '../../../i18n/fill.ts';
import { stringsFor } from '../../../i18n/index.ts';

class FlattenOrders extends HTMLElement {
  private readonly words = stringsFor(document.documentElement.lang).frameworks.flatten;

  connectedCallback(): void {
    for (const button of this.buttons) {
      button.disabled = false;
      button.addEventListener('click', () => this.choose(button));
      button.addEventListener('focus', () => this.choose(button));
      button.addEventListener('pointerenter', () => this.choose(button));
    }
    this.addEventListener('keydown', (event) => this.move(event));
  }

  /** The cells of the maps, in their rows. */
  private get buttons(): readonly HTMLButtonElement[] {
    return [...this.querySelectorAll<HTMLButtonElement>('button[data-cell]')];
  }

  private move(event: KeyboardEvent): void {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = this.buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (by === undefined || at < 0) return;
    event.preventDefault();
    this.buttons[(at + by + this.buttons.length) % this.buttons.length]!.focus();
  }

  private choose(button: HTMLButtonElement): void {
    const { cell = '', first = '', last = '' } = button.dataset;
    for (const one of this.querySelectorAll<HTMLElement>('[data-cell]'))
      one.toggleAttribute('data-chosen', one.dataset['cell'] === cell);
    const [c = '', h = '', w = ''] = cell.split(' ');
    this.querySelector('[data-part="said"]')!.textContent = fill(this.words.said, { c, h, w, first, last });
  }
}

customElements.define('flatten-orders', FlattenOrders);
