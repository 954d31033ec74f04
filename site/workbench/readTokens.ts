/**
 * What the tokens of a text tell: which modules it imports, and where it holds TypeScript that is more than types. Sucrase
 * makes the tokens, so a text that mentions an import is not taken for one.
 */
import { parse } from 'sucrase/dist/esm/parser/index.js';

interface Piece {
  readonly text: string;
  readonly start: number;
  readonly isType: boolean;
}

const piecesOf = (source: string): readonly Piece[] =>
  parse(source, false, true, false).tokens.map(({ start, end, isType }) => ({
    text: source.slice(start, end),
    start,
    isType,
  }));

const quoted = (text: string | undefined): string | null =>
  text !== undefined && text.length > 1 && (text[0] === '"' || text[0] === "'") ? text.slice(1, -1) : null;

const isName = (text: string): boolean => /^[\p{ID_Start}$_]/u.test(text);

/** The module that an `import` or `export` at a position names, or null. */
function moduleAt(pieces: readonly Piece[], at: number): string | null {
  const [before, word, next] = [pieces[at - 1]?.text, pieces[at]!.text, pieces[at + 1]?.text];
  if (before === '.' || before === '?.') return null;
  if (next === 'type' && pieces[at + 2]?.text !== 'from') return null;
  if (word === 'import' && next === '(') return quoted(pieces[at + 2]?.text);
  // Names, braces, commas and stars may stand between the word and the module.
  for (let i = at + 1; i < pieces.length; i++) {
    const { text } = pieces[i]!;
    const module = quoted(text);
    if (module !== null) return i === at + 1 || pieces[i - 1]!.text === 'from' ? module : null;
    if (!'{},*'.includes(text) && !isName(text)) return null;
    if (text === 'import' || text === 'export') return null;
  }
  return null;
}

/** Every module that a text imports, in their order. Throws what the parser throws. */
export function importsOf(source: string): readonly string[] {
  const pieces = piecesOf(source);
  const found: string[] = [];
  for (const [at, { text, isType }] of pieces.entries()) {
    if (isType || (text !== 'import' && text !== 'export')) continue;
    const module = moduleAt(pieces, at);
    if (module !== null) found.push(module);
  }
  return found;
}

export interface NotErasable {
  readonly what: 'enum' | 'namespace' | 'parameter property';
  readonly offset: number;
}

const modifiers: readonly string[] = ['public', 'private', 'protected', 'readonly', 'override'];

/** The first parameter of a constructor that declares a field, or null. `at` is the position of `constructor`. */
function parameterProperty(pieces: readonly Piece[], at: number): Piece | null {
  let depth = 0;
  for (let i = at + 1; i < pieces.length; i++) {
    const { text } = pieces[i]!;
    if ('([{'.includes(text)) depth++;
    else if (')]}'.includes(text) && --depth === 0) return null;
    const starts = depth === 1 && '(,'.includes(pieces[i - 1]!.text);
    if (starts && modifiers.includes(text) && isName(pieces[i + 1]?.text ?? '')) return pieces[i]!;
  }
  return null;
}

/** TypeScript for which code would have to be made, as the terminal refuses it; null where there is none. */
export function notErasable(source: string): NotErasable | null {
  if (!/enum|namespace|module|constructor/.test(source)) return null;
  const pieces = piecesOf(source);
  for (const [at, { text, start, isType }] of pieces.entries()) {
    const next = pieces[at + 1]?.text ?? '';
    const before = pieces[at - 1]?.text;
    if (before === '.' || before === 'declare') continue;
    if (text === 'enum' && isName(next) && !isType) return { what: 'enum', offset: start };
    // Sucrase drops a namespace as if it were a type.
    const opensBlock = pieces[at + 2]?.text === '{' || pieces[at + 2]?.text === '.';
    if ((text === 'namespace' || text === 'module') && isName(next) && opensBlock)
      return { what: 'namespace', offset: start };
    if (text !== 'constructor' || next !== '(') continue;
    const found = parameterProperty(pieces, at);
    if (found) return { what: 'parameter property', offset: found.start };
  }
  return null;
}
