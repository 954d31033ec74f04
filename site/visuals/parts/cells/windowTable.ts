/**
 * A few numbers as a small table whose cells carry the sign colours: for the windows, kernels and products of a convolution.
 * It fills a table that stands in the page; colours are the stylesheet's, told by `data-sign` and `--share`.
 */
import { numeral } from '../ink.ts';

export interface WindowTable {
  readonly element: HTMLTableElement;
  /** Numbers row by row; null is a cell outside the image (padding). scale: the magnitude of full colour. */
  readonly set: (numbers: readonly (number | null)[], columns: number, scale: number) => void;
  readonly name: (text: string) => void;
}

/** form: a gradient is told by a triangle, a value by its ground. */
export function windowTable(part: string, form: 'value' | 'gradient'): WindowTable {
  const element = document.createElement('table');
  element.className = 'window-table';
  element.dataset['part'] = part;
  element.dataset['form'] = form;
  const caption = element.createCaption();
  const body = element.createTBody();
  return {
    element,
    name: (text) => {
      if (caption.textContent !== text) caption.textContent = text;
    },
    set: (numbers, columns, scale) => {
      while (body.rows.length * columns < numbers.length) {
        const row = body.insertRow();
        for (let column = 0; column < columns; column++) row.insertCell();
      }
      numbers.forEach((number, at) => {
        const cell = body.rows[Math.floor(at / columns)]!.cells[at % columns]!;
        const value = number ?? 0;
        cell.textContent = number === null ? '0' : numeral(value, 3);
        cell.dataset['sign'] = String(Math.sign(value));
        cell.dataset['padding'] = String(number === null);
        cell.style.setProperty('--share', scale > 0 ? String(Math.min(1, Math.abs(value) / scale)) : '0');
      });
    },
  };
}
