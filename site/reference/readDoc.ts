/**
 * Takes a documentation comment apart: prose, what can go wrong, where it comes from, examples. It reads the conventions of this
 * repository (`Errors:` and `Source:` open a paragraph of their own; `@example` a piece of code) and makes nothing up.
 */

export interface Doc {
  /** Paragraphs, each on one line. */
  readonly prose: readonly string[];
  readonly errors: readonly string[];
  readonly source: readonly string[];
  /** Code of each `@example`, as written. Empty lines and comments belong to it. */
  readonly examples: readonly string[];
}

export const emptyDoc: Doc = { prose: [], errors: [], source: [], examples: [] };

type Part = 'prose' | 'errors' | 'source' | 'example';

interface Block {
  readonly part: Part;
  readonly lines: string[];
}

const labels: Readonly<Record<string, Part>> = { Errors: 'errors', Source: 'source', Sources: 'source' };

/** `@throws` is an error, `@example` an example; `@param` and `@returns` are prose that starts with the name in code. */
function openedBy(line: string): Block | null {
  const tag = /^@(?<tag>\w+)\s?(?<rest>.*)$/.exec(line)?.groups;
  if (tag !== undefined) return openedByTag(tag['tag']!, tag['rest']!);
  const label = /^(?<label>Errors|Sources?): (?<rest>.*)$/.exec(line)?.groups;
  return label === undefined ? null : { part: labels[label['label']!]!, lines: [label['rest']!] };
}

function openedByTag(tag: string, rest: string): Block {
  if (tag === 'example') return { part: 'example', lines: rest === '' ? [] : [rest] };
  if (tag === 'throws') return { part: 'errors', lines: [rest] };
  if (tag === 'param') return { part: 'prose', lines: [rest.replace(/^(\S+)(?: -)?/, '`$1`:')] };
  return { part: 'prose', lines: [rest] };
}

/**
 * @param comment with or without its slashes and stars; '' gives an empty doc
 * @example readDoc('/** Adds.\n * Source: Euclid. *\/') // { prose: ['Adds.'], source: ['Euclid.'], … }
 */
export function readDoc(comment: string): Doc {
  const text = comment.replace(/^\s*\/\*\*/, '').replace(/\*\/\s*$/, '');
  const written = text.split('\n').map((line) => line.replace(/^\s*\* ?/, '').trimEnd());
  // A label opens its part in the middle of a line, too: "Text → rows. Errors: a ragged row."
  const lines = written.flatMap((line) => line.split(/(?<=[.!?)]) (?=(?:Errors|Sources?): )/));
  const blocks: Block[] = [];
  let current: Block | null = null;
  for (const line of lines) {
    const inside: Block | null = current;
    const opened = openedBy(line.trimStart());
    const starts: Block | null =
      opened ?? (inside === null && line.trim() !== '' ? { part: 'prose', lines: [line.trim()] } : null);
    if (starts !== null) {
      blocks.push(starts);
      current = starts;
    } else if (inside?.part === 'example') inside.lines.push(line);
    else if (line.trim() === '') current = null;
    else inside?.lines.push(line.trim());
  }
  const paragraphs = (part: Part): string[] =>
    blocks
      .filter((block) => block.part === part)
      .map((block) => block.lines.join(' ').trim())
      .filter((found) => found !== '');
  const examples = blocks.filter(({ part }) => part === 'example').map((block) => block.lines.join('\n').trim());
  return { prose: paragraphs('prose'), errors: paragraphs('errors'), source: paragraphs('source'), examples };
}

/** Did anyone write a word of explanation? */
export const saysSomething = ({ prose }: Doc): boolean => prose.length > 0;

/**
 * What a list shows of it: the first sentence of its first paragraph, '' without one.
 *
 * @example firstSentence(readDoc('/** Adds. Broadcasts. *\/')) // 'Adds.'
 */
export const firstSentence = ({ prose: [paragraph = ''] }: Doc): string =>
  /^.*?[^.][.!?](?=\s+[A-Z(]|$)/s.exec(paragraph)?.[0] ?? paragraph;
