/**
 * What a source file says about itself, for "read the source": the paragraph it opens with; for an op, its `summary`; otherwise the first
 * paragraph about the export it is called after, or else about its first documented export. What a file says about its constants is not
 * about the file. Nothing is made up: a file that says nothing has ''.
 */

const opening = /^(?:#![^\n]*\n)?\s*(?:\/\*\*?(?<block>[\s\S]*?)\*\/|(?<lines>(?:\/\/[^\n]*(?:\n|$))+))/;
const summary = /^\s+summary:\s*'(?<text>(?:[^'\\\n]|\\.)*)'/m;
const documented = /^\/\*\*(?<block>(?:(?!\*\/)[\s\S])*)\*\/\nexport (?<rest>[^\n]*)/gm;

const firstParagraph = (comment: string): string => {
  const paragraph = comment.trim().split(/\n[ \t]*(?:\n|@)/)[0] ?? '';
  return paragraph.startsWith('@') ? '' : paragraph.replaceAll(/\s+/g, ' ').trim();
};

const withoutStars = (block: string): string => block.replaceAll(/^[ \t]*\*[ \t]?/gm, '');

const about = (text: string, name: string): string => {
  const exported = [...text.matchAll(documented)].map(({ groups }) => groups ?? {});
  const named = new RegExp(`\\b(?:class|const|function|interface|type) ${name}\\b`);
  const found = exported.find(({ rest }) => named.test(rest ?? '')) ?? exported[0];
  return firstParagraph(withoutStars(found?.['block'] ?? ''));
};

/**
 * @param name what the file is called, without its ending
 * @example headerOf('/**\n * Adds.\n *\n * More.\n *\/\nexport …', 'add') // 'Adds.'
 */
export const headerOf = (text: string, name: string): string => {
  const { block, lines } = opening.exec(text)?.groups ?? {};
  if (block !== undefined) return firstParagraph(withoutStars(block));
  if (lines !== undefined) return firstParagraph(lines.replaceAll(/^\/\/ ?/gm, ''));
  const said = summary.exec(text)?.groups?.['text'];
  return said === undefined ? about(text, name) : said.replaceAll(/\\(.)/g, '$1');
};
