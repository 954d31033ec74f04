/**
 * A gradient that arrives from several users, as the sum it is: each user's part in one cell, a running total, `+=` between them. A part of
 * a figure, in words and numbers, so that it needs no table of its own.
 */

import type { FanIn } from '../../parts/cells/fanIn.ts';
import { numeral } from '../../parts/ink.ts';

export interface FanInWords {
  /** `∂L/∂out in cell [0, 3] is added up from {count} parts:` */
  readonly head: (count: number, place: string) => string;
  readonly total: string;
  readonly notKept: string;
}

export class FanInList {
  readonly element = document.createElement('div');
  private readonly head = document.createElement('p');
  private readonly list = document.createElement('ol');
  private said = '';
  private readonly words: FanInWords;
  private readonly go: (op: string) => void;

  constructor(words: FanInWords, go: (op: string) => void) {
    this.words = words;
    this.go = go;
    this.element.className = 'fan-in';
    this.element.append(this.head, this.list);
  }

  /** Hidden where a value has one user or none: there is nothing to add. */
  draw(fanIn: FanIn | null, index: readonly number[]): void {
    const isSum = fanIn !== null && fanIn.parts.length > 1;
    this.element.hidden = !isSum;
    if (!isSum) return;
    this.head.textContent = this.words.head(fanIn.parts.length, `[${index.join(', ')}]`);
    const total = this.row('=', this.words.total, fanIn.total, null);
    total.className = 'fan-in-total';
    const parts = fanIn.parts.map(({ from, value }, at) => this.row(at === 0 ? '' : '+=', from, value, from));
    this.put([...parts, total]);
  }

  /** Whoever stands on a part by keyboard stays there: rows that say the same are left alone, others keep the focus at its place. */
  private put(rows: readonly HTMLLIElement[]): void {
    const said = rows.map(({ textContent }) => textContent).join('\n');
    if (said === this.said) return;
    this.said = said;
    const stood = [...this.list.children].findIndex((row) => row.contains(document.activeElement));
    this.list.replaceChildren(...rows);
    if (stood >= 0) rows[Math.min(stood, rows.length - 2)]?.querySelector('button')?.focus({ preventScroll: true });
  }

  private row(sign: string, name: string, value: number | null, op: string | null): HTMLLIElement {
    const item = document.createElement('li');
    const mark = document.createElement('span');
    mark.className = 'fan-in-sign';
    mark.textContent = sign;
    const number = document.createElement('b');
    number.textContent = value === null ? this.words.notKept : numeral(value);
    if (op === null) {
      const label = document.createElement('span');
      label.textContent = name;
      item.append(mark, number, label);
      return item;
    }
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'plain';
    button.textContent = name;
    button.addEventListener('click', () => this.go(op));
    item.append(mark, number, button);
    return item;
  }
}
