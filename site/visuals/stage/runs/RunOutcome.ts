/**
 * `<run-outcome>`: what a run's model makes, pictures or a text, as recorded after the last step and then as the training in the page
 * makes it. It draws what it is shown.
 */
import { stringsFor } from '../../../i18n/index.ts';
import { type PackedPictures, unpackPictures } from '../../../player/curve/packPictures.ts';
import type { Pictures } from '../../../player/protocol.ts';
import { drawPictures } from './drawPictures.ts';

/** What there is to show; nothing of what the run does not make. */
export interface Outcome {
  readonly pictures: Pictures | null;
  readonly text: string | null;
}

export class RunOutcome extends HTMLElement {
  private readonly words = stringsFor(document.documentElement.lang).runs.outcome;
  private pictures: Pictures | null = null;
  private observers: { disconnect(): void }[] = [];

  connectedCallback(): void {
    const recorded = this.querySelector('[data-part="recorded-pictures"]')?.textContent ?? '';
    if (this.pictures === null && recorded !== '')
      this.pictures = unpackPictures(JSON.parse(recorded) as PackedPictures);
    const resized = new ResizeObserver(() => this.draw());
    resized.observe(this);
    const themed = new MutationObserver(() => this.draw());
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const redraw = (): void => this.draw();
    dark.addEventListener('change', redraw);
    this.observers = [resized, themed, { disconnect: () => dark.removeEventListener('change', redraw) }];
  }

  disconnectedCallback(): void {
    for (const observer of this.observers) observer.disconnect();
  }

  show({ pictures, text }: Outcome): void {
    if (pictures === null && text === null) return;
    this.hidden = false;
    this.piece('origin').textContent = pictures === null ? this.words.live : this.words.livePictures;
    if (text !== null) this.piece('text').textContent = text;
    if (pictures !== null && pictures !== this.pictures) {
      this.pictures = pictures;
      this.draw();
    }
  }

  private draw(): void {
    if (this.pictures === null || this.hidden) return;
    const canvas = this.piece<HTMLCanvasElement>('pictures');
    const label = this.pictures.shape.length === 2 ? this.words.points : this.words.images;
    canvas.hidden = false;
    canvas.setAttribute('aria-label', label);
    this.piece('key').textContent = label;
    drawPictures(canvas, this.pictures, Math.min(this.clientWidth, canvas.parentElement!.clientWidth));
  }

  private piece<T extends HTMLElement = HTMLElement>(name: string): T {
    const found = this.querySelector<T>(`[data-part="${name}"]`);
    if (found === null) throw new Error(`<run-outcome> has no part "${name}"; RunOutcome.astro renders them all`);
    return found;
  }
}

customElements.define('run-outcome', RunOutcome);
