/**
 * A shader as it is handed in. It is text and stays text: what the sandbox loads is a module of ours that holds it, so nothing of a
 * student's is ever executed as JavaScript. Files in an exercise's folder, and starts in a terminal, are TypeScript modules with
 * the same text between backticks; either is taken.
 */

const opening = 'export const shader =';

/** The shader of a text: what stands between the backticks of `export const shader`, or the text itself. */
export function shaderOf(text: string): string {
  const at = text.indexOf(opening);
  const first = text.indexOf('`', at);
  const last = text.lastIndexOf('`');
  if (at < 0 || first < 0 || last === first) return text;
  const between = text.slice(at + opening.length, first).trim();
  return between === '' || between === '/* wgsl */' ? text.slice(first + 1, last) : text;
}

/** The same without the line break that follows the backtick: as an editor shows it. */
export const shownShader = (text: string): string => shaderOf(text).replace(/^\n/, '');

/** What the sandbox loads. */
export const shaderModule = (text: string): string => `export const shader = ${JSON.stringify(shaderOf(text))};\n`;
