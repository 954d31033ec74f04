/**
 * `<real-or-drawn>`: twelve pictures of digits, six written and six drawn by a generator. The reader marks the drawn ones and is told. What is
 * shown was recorded after a longer training than the page's own (recordDigits.ts).
 */
import { fill } from '../../i18n/fill.ts';
import type { Player } from '../../player/Player.ts';
import { paintDigit } from '../parts/digits/paintDigit.ts';
import { Figure } from '../parts/Figure.ts';
import { ink } from '../parts/ink.ts';
import { type DrawnDigits, unpackPictures } from './drawnDigits.ts';

const HALF = 6;
const COUNT = 2 * HALF;

interface Card {
  readonly button: HTMLButtonElement;
  readonly canvas: HTMLCanvasElement;
}

export class RealOrDrawn extends Figure {
  private record: DrawnDigits | null = null;
  private written: readonly Float32Array[] = [];
  private made: readonly Float32Array[] = [];
  private cards: Card[] = [];
  private readonly told = document.createElement('p');
  private readonly check = document.createElement('button');
  private readonly again = document.createElement('button');
  private round = 0;
  private isShown = false;
  private marked = new Set<number>();

  protected build(_player: Player): void {
    const words = this.strings.players.realOrDrawn;
    const grid = document.createElement('div');
    grid.className = 'drawn-grid';
    this.cards = Array.from({ length: COUNT }, (_, place) => {
      const [button, canvas] = [document.createElement('button'), document.createElement('canvas')];
      button.type = 'button';
      button.className = 'plain';
      button.setAttribute('aria-label', fill(words.picture, { place: place + 1 }));
      button.setAttribute('aria-pressed', 'false');
      button.append(canvas);
      button.addEventListener('click', () => this.mark(place));
      grid.append(button);
      return { button, canvas };
    });
    this.told.setAttribute('aria-live', 'polite');
    for (const [button, act] of [
      [this.check, () => this.show()],
      [this.again, () => this.next()],
    ] as const) {
      button.type = 'button';
      button.addEventListener('click', act);
    }
    const acts = document.createElement('p');
    acts.className = 'sketch-acts';
    acts.append(this.check, this.again);
    this.append(grid, this.told, acts);
    void import('./recordedDigits.json').then(({ default: record }) => {
      this.record = record as DrawnDigits;
      this.written = unpackPictures(this.record.written);
      this.made = unpackPictures(this.record.drawn);
      this.invalidate();
    });
  }

  /** Which picture lies in a place: the first half of the numbers are written, the others drawn. */
  private cardAt(place: number): { readonly isDrawn: boolean; readonly pixels: Float32Array | undefined } {
    const number = (5 * place + 7 * this.round) % COUNT; // 5 and 12 share no factor: an order of all twelve
    const isDrawn = number >= HALF;
    const from = isDrawn ? this.made : this.written;
    return { isDrawn, pixels: from[(HALF * this.round + (number % HALF)) % Math.max(1, from.length)] };
  }

  private mark(place: number): void {
    if (this.isShown) return;
    if (!this.marked.delete(place)) this.marked.add(place);
    this.invalidate();
  }

  private show(): void {
    this.isShown = true;
    this.invalidate();
  }

  private next(): void {
    this.round++;
    this.isShown = false;
    this.marked.clear();
    this.invalidate();
  }

  protected override draw(): void {
    const words = this.strings.players.realOrDrawn;
    let right = 0;
    for (const [place, { button, canvas }] of this.cards.entries()) {
      const { isDrawn, pixels } = this.cardAt(place);
      if (pixels !== undefined) paintDigit(canvas, pixels, this);
      const isMarked = this.marked.has(place);
      if (isMarked === isDrawn) right++;
      button.setAttribute('aria-pressed', String(isMarked));
      button.toggleAttribute('data-drawn', this.isShown && isDrawn);
      button.style.setProperty('--mark', ink(this, '--accent'));
    }
    this.check.textContent = this.marked.size === 0 ? words.show : words.check;
    this.check.hidden = this.isShown;
    this.again.textContent = words.again;
    this.again.hidden = !this.isShown;
    const score = fill(words.score, { right, count: COUNT });
    const said = this.isShown ? (this.marked.size === 0 ? words.shown : score) : words.ask;
    if (this.told.textContent !== said) this.told.textContent = said;
  }

  protected override sentence(): string {
    if (this.record === null) return '';
    const { steps, examples } = this.record;
    return fill(this.strings.players.realOrDrawn.sentence, { steps, examples: examples.toLocaleString('en') });
  }
}

customElements.define('real-or-drawn', RealOrDrawn);
