/**
 * `<relative-pairs>`: the same pairs judged by their difference and by their relative error, at the reader's tolerance. Relative errors wait for the
 * answer to a prediction (`data-curtain`) about the first pair, the verdicts until the tolerance was turned, too.
 */
import { stringsFor } from '../../../i18n/index.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { powerText } from '../../parts/curves/powers.ts';
import { numeral } from '../../parts/ink.ts';
import { relativeError } from './readSlope.ts';

/** What gradient checks usually let pass. */
const USUAL = 1e-4;

export class RelativePairs extends HTMLElement {
  private readonly words = stringsFor(document.documentElement.lang).figures.relativePairs;
  private isTurned = false;
  private leave: () => void = () => {};

  /** Of the first pair, by its relative error: 0 fine, 1 wrong. */
  get facts(): Readonly<Record<string, number>> {
    const [[a, b]] = this.pairs as readonly [readonly [number, number]];
    return { verdict: Number(relativeError(a, b) > USUAL) };
  }

  connectedCallback(): void {
    const input = this.querySelector('input')!;
    input.disabled = false;
    input.addEventListener('input', () => {
      this.isTurned = true;
      this.draw();
    });
    const { curtain } = this.dataset;
    if (curtain !== undefined) this.leave = whenAnswered(curtain, () => this.draw());
    this.draw();
  }

  disconnectedCallback(): void {
    this.leave();
  }

  private get pairs(): readonly (readonly [number, number])[] {
    return JSON.parse(this.dataset['pairs']!) as readonly (readonly [number, number])[];
  }

  private draw(): void {
    const input = this.querySelector('input')!;
    const tolerance = 10 ** Number(input.value);
    const { curtain } = this.dataset;
    const isAsked = curtain !== undefined && answerTo(curtain) === null;
    const text = powerText(Number(input.value));
    this.querySelector('output')!.textContent = text;
    input.setAttribute('aria-valuetext', text);
    const verdict = (error: number): string =>
      !this.isTurned || isAsked ? '?' : error <= tolerance ? this.words.fine : this.words.wrong;
    this.querySelector('tbody')!.replaceChildren(
      ...this.pairs.map(([a, b]) => {
        const row = document.createElement('tr');
        const [apart, relative] = [Math.abs(a - b), relativeError(a, b)];
        const cells = [
          written(a),
          written(b),
          `${numeral(apart, 2)} · ${verdict(apart)}`,
          isAsked ? '?' : `${numeral(relative, 2)} · ${verdict(relative)}`,
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
