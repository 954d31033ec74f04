/** `<relative-pairs>`: the same pairs judged by their difference and by their relative error, at the reader's tolerance. */
import { stringsFor } from '../../i18n/index.ts';
import { powerText } from '../curves/powers.ts';
import { numeral } from '../ink.ts';
import { relativeError } from './readSlope.ts';

class RelativePairs extends HTMLElement {
  private readonly words = stringsFor(document.documentElement.lang).figures.relativePairs;

  connectedCallback(): void {
    const input = this.querySelector('input')!;
    input.disabled = false;
    input.addEventListener('input', () => this.draw(Number(input.value)));
    this.draw(Number(input.value));
  }

  private draw(power: number): void {
    const tolerance = 10 ** power;
    this.querySelector('output')!.textContent = powerText(power);
    this.querySelector('input')!.setAttribute('aria-valuetext', powerText(power));
    const pairs = JSON.parse(this.dataset['pairs']!) as readonly (readonly [number, number])[];
    const verdict = (error: number): string => (error <= tolerance ? this.words.fine : this.words.wrong);
    this.querySelector('tbody')!.replaceChildren(
      ...pairs.map(([a, b]) => {
        const row = document.createElement('tr');
        const [apart, relative] = [Math.abs(a - b), relativeError(a, b)];
        const cells = [
          numeral(a, 3),
          numeral(b, 3),
          `${numeral(apart, 2)} · ${verdict(apart)}`,
          `${numeral(relative, 2)} · ${verdict(relative)}`,
        ];
        for (const text of cells) row.insertCell().textContent = text;
        return row;
      }),
    );
  }
}

customElements.define('relative-pairs', RelativePairs);
