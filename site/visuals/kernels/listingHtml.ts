/** A program as HTML text, line by line: those that are carried out now are marked, and those in which something was found. */

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** @param found line numbers, counted from 1 */
export const listingHtml = (text: string, now: ReadonlySet<number>, found: ReadonlySet<number>): string =>
  text
    .split('\n')
    .map((line, i) => {
      const marks = `${now.has(i + 1) ? ' data-now' : ''}${found.has(i + 1) ? ' data-found' : ''}`;
      return `<span${marks}>${escaped(line)}\n</span>`;
    })
    .join('');
