/**
 * Text of somebody else's as it may stand in a terminal, a table or a page: one line, no control characters, no signs that turn
 * the direction of what follows, no half of a pair, and not without an end.
 */
export function plainText(text: string, limit: number): string {
  const clean = text
    .slice(0, limit * 4)
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\s\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .trim();
  return clean.length <= limit ? clean : `${clean.slice(0, limit - 1).toWellFormed()}…`;
}
