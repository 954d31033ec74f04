/**
 * What a source file says about itself, for "read the source": the paragraph it opens with; for an op, its `summary`; otherwise the first
 * paragraph of its first documentation comment. Nothing is made up: a file that says nothing has ''.
 */

const opening = /^(?:#![^\n]*\n)?\s*(?:\/\*\*?(?<block>[\s\S]*?)\*\/|(?<lines>(?:\/\/[^\n]*(?:\n|$))+))/;
const summary = /^\s+summary:\s*'(?<text>(?:[^'\\\n]|\\.)*)'/m;
const documentation = /^\/\*\*(?<block>[\s\S]*?)\*\//m;

const firstParagraph = (comment: string): string => {
  const paragraph = comment.trim().split(/\n[ \t]*(?:\n|@)/)[0] ?? '';
  return paragraph.startsWith('@') ? '' : paragraph.replaceAll(/\s+/g, ' ').trim();
};

const withoutStars = (block: string): string => block.replaceAll(/^[ \t]*\*[ \t]?/gm, '');

/**
 * @example headerOf('/**\n * Adds.\n *\n * More.\n *\/\nexport …') // 'Adds.'
 */
export const headerOf = (text: string): string => {
  const { block, lines } = opening.exec(text)?.groups ?? {};
  if (block !== undefined) return firstParagraph(withoutStars(block));
  if (lines !== undefined) return firstParagraph(lines.replaceAll(/^\/\/ ?/gm, ''));
  const said = summary.exec(text)?.groups?.['text'];
  if (said !== undefined) return said.replaceAll(/\\(.)/g, '$1');
  return firstParagraph(withoutStars(documentation.exec(text)?.groups?.['block'] ?? ''));
};
