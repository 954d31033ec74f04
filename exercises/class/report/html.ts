/** Small pieces of a page. Whatever is put in is escaped; what is markup already says so by its type. */
import { escapeXml } from '../emit/xml.ts';

/** Text that is markup already. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Piece = string | number | Markup | null | readonly Piece[];

function textOf(piece: Piece): string {
  if (piece === null) return '';
  if (piece instanceof Markup) return piece.text;
  return Array.isArray(piece) ? piece.map(textOf).join('') : escapeXml(String(piece));
}

/** @example html`<p>${anybodysText}</p>` */
export const html = (parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup =>
  new Markup(parts.reduce((text, part, i) => `${text}${textOf(pieces[i - 1] ?? null)}${part}`));

export interface Column {
  readonly title: string;
  readonly isNumber?: boolean;
}

/** A table with a caption and head cells; it scrolls by itself where the page is narrow. */
export function table(
  caption: string,
  columns: readonly (string | Column)[],
  rows: readonly (readonly Piece[])[],
): Markup {
  const heads = columns.map((column) => (typeof column === 'string' ? { title: column } : column));
  const cell = (piece: Piece, i: number): Markup =>
    i === 0
      ? html`<th scope="row">${piece}</th>`
      : heads[i]?.isNumber
        ? html`<td class="number">${piece}</td>`
        : html`<td>${piece}</td>`;
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}"><table><caption>${caption}</caption>
<thead><tr>${heads.map(({ title, isNumber }) => html`<th scope="col"${isNumber ? html` class="number"` : null}>${title}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map(cell)}</tr>\n`)}</tbody></table></div>`;
}
