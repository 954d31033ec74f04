/**
 * Splits a line of documentation into what a page sets differently: plain words, `code`, and public names that have a page to go to.
 * It knows neither HTML nor addresses; what is a link is decided by whoever calls.
 */

export interface ProsePart {
  readonly text: string;
  readonly kind: 'plain' | 'code' | 'emphasis';
}

/** @example proseParts('see `noGrad`') // [{ text: 'see ', kind: 'plain' }, { text: 'noGrad', kind: 'code' }] */
export function proseParts(text: string): ProsePart[] {
  const pieces = text.split(/(`[^`]+`|(?<![\w*])\*[^\s*][^*]*\*(?![\w*]))/);
  return pieces
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (/^`.+`$/.test(piece)) return { text: piece.slice(1, -1), kind: 'code' };
      if (/^\*.+\*$/.test(piece)) return { text: piece.slice(1, -1), kind: 'emphasis' };
      return { text: piece, kind: 'plain' };
    });
}

export interface CodePart {
  readonly text: string;
  /** A name that `isLink` knows. */
  readonly link: boolean;
}

/**
 * A piece of TypeScript with the names picked out that lead somewhere; names inside strings are left alone.
 *
 * @example codeParts('x: Tensor', (name) => name === 'Tensor') // [{ text: 'x: ', link: false }, { text: 'Tensor', link: true }]
 */
export function codeParts(code: string, isLink: (name: string) => boolean): CodePart[] {
  const parts: { text: string; link: boolean }[] = [];
  for (const [text] of code.matchAll(/'[^']*'|[A-Za-z_]\w*|[^A-Za-z_']+|'/g)) {
    const link = /^\w/.test(text) && isLink(text);
    const before = parts.at(-1);
    if (!link && before?.link === false) before.text += text;
    else parts.push({ text, link });
  }
  return parts;
}
