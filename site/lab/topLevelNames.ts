/**
 * The names that a program declares with const, let or var at its top level, in their order. A scan over brackets, strings and comments and no
 * parser: a name that is none (in a pattern it does not know, behind a regular expression that looks like something else) only stays unused.
 *
 * @example topLevelNames("const x = tensor([1, 2]), y = x.mul(2);\nfor (;;) { const z = 1; }") // ['x', 'y']
 */
export function topLevelNames(code: string): readonly string[] {
  const names: string[] = [];
  let depth = 0;
  /** Behind const: the next name at this depth is declared; after `=` no more, until a comma. */
  let expects = false;
  let declares = false;
  for (const { text, isName } of wordsOf(code)) {
    if ('([{'.includes(text)) depth++;
    else if (')]}'.includes(text)) depth--;
    // What stands in braces or brackets right behind const is a pattern of names.
    if (depth === 0 && (text === 'const' || text === 'let' || text === 'var')) expects = declares = true;
    else if (expects && text === '=' && depth === 0) expects = false;
    else if (declares && text === ',' && depth === 0) expects = true;
    else if (depth === 0 && (text === ';' || (isName && !expects && STATEMENTS.has(text)))) expects = declares = false;
    else if (expects && isName && depth <= 1) names.push(text);
  }
  return [...new Set(names)].filter((name) => !RESERVED.has(name));
}

const STATEMENTS = new Set('for while if do switch try return function class export import throw'.split(' '));
/** What a program may not use as a name, and what would stand in a pattern without being one. */
const RESERVED = new Set(
  (
    'break case catch class const continue debugger default delete do else enum export extends false finally for function if import in ' +
    'instanceof new null return super switch this throw true try typeof var void while with yield let static await of async'
  ).split(' '),
);

interface Word {
  readonly text: string;
  readonly isName: boolean;
}

const WORD =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|[\p{ID_Start}$_][\p{ID_Continue}$]*|=>|[=!<>]=+|\S/gsu;

function* wordsOf(code: string): Iterable<Word> {
  for (const [text] of code.matchAll(WORD)) {
    const isName = /^[\p{ID_Start}$_]/u.test(text);
    if (isName || text.length <= 3) yield { text, isName };
  }
}
