/** Text inside XML and HTML: what means something there is written out, and what may not stand in either is left out. */

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Control characters are no characters of XML 1.0; directions turned inside a name would turn the page round it. */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/(?![\n\t])[\p{Cc}\p{Bidi_Control}\uFFFE\uFFFF]/gu, '')
    .replace(/[&<>"']/g, (char) => named[char]!);
