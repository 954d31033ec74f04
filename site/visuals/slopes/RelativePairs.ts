/**
 * `<relative-pairs>`: the same pairs judged by their difference and by their relative error, at the reader's tolerance. The verdicts wait
 * until it was turned.
 */
import { stringsFor } from '../../i18n/index.ts';
import { powerText } from '../curves/powers.ts';
import { numeral } from '../ink.ts';
import { relativeError } from './readSlope.ts';

class RelativePairs extends HTMLElement {
  private readonly words = stringsFor(document.documentElement.lang).figures.relativePairs;

  connectedCallback(): void {
    const input = this.querySelector('input')!;
    input.disabled = false;
    input.addEventListener('input', () => this.draw(Number(input.value), true));
    this.draw(Number(input.value), false);
  }

  private draw(power: number, isJudged: boolean): void {
    const tolerance = 10 ** power;
    this.querySelector('output')!.textContent = powerText(power);
    this.querySelector('input')!.setAttribute('aria-valuetext', powerText(power));
    const pairs = JSON.parse(this.dataset['pairs']!) as readonly (readonly [number, number])[];
    const verdict = (error: number): string =>
      !isJudged ? '?' : error <= tolerance ? this.words.fine : this.words.wrong;
    this.querySelector('tbody')!.replaceChildren(
      ...pairs.map(([a, b]) => {
        const row = document.createElement('tr');
        const [apart, relative] = [Math.abs(a - b), relativeError(a, b)];
        const cells = [
          written(a),
          written(b),
          `${numeral(apart, 2)} · ${verdict(apart)}`,
          `${numeral(relative, 2)} · ${verdict(relative)}`,
        ];
        for (const text of cells) row.insertCell().textContent = text;
        return row;
      }),
    );
  }
}

/** Every digit of a number that was written down, with a real minus. */
const written = (value: number): string => String(value).replace('-', '−');

customElements.define('relative-pairs', RelativePairs);
