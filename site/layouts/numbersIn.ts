/**
 * Numbers that somebody typed into a lesson's prose. A lesson says no number that a run could say: that is what `<Measured>` is for, and it
 * is computed again at every build. What may be typed, and is left out here:
 *
 * - settings: a number that also stands in one of the lesson's links to a moment (`&step=20`, `lr=0.3`) or in a `<Knob values={[…]}>`;
 * - shapes and indices in brackets: `[16, 1]`;
 * - formulas, code, addresses, attributes of components: they are checked elsewhere or are no claims. But a decimal in a formula is one;
 * - names that hold a digit: `float32`, L2, 2-D;
 * - whole numbers up to twelve, which prose may as well write in words (a 3 by 3 window), words for numbers, and what a comment of the lesson declares, with its reason: `{/* numbers: 1 % (where
 *   "does not arrive" begins) *\/}`.
 */

/** A number that stands free: with its decimals, thousands and per cent. */
const NUMBER = /(?<![\p{L}\p{N}_.,-])[−-]?\d+(?:,\d{3})*(?:\.\d+)?(?:\s?%)?(?![\p{L}\p{N}_]|-\p{L})/gu;
/** The largest whole number that is only a way of counting. */
const COUNTED = 12;
const DECIMAL = /\d+\.\d+/g;

const plain = (text: string): string => text.replaceAll(',', '').replace('−', '-').replace(/\s?%$/, '');

/** Values of links to moments and of knobs. */
function settingsOf(mdx: string): ReadonlySet<string> {
  const moments = [...mdx.matchAll(/#t=[^\s"'`<>]*/g)].map(([address]) => address);
  const knobs = [...mdx.matchAll(/<Knob\b[^>]*values=\{\[([^\]]*)\]\}/g)].map(([, values]) => values!);
  return new Set([...moments, ...knobs].flatMap((text) => text.match(/-?\d+(?:\.\d+)?/g) ?? []));
}

const declaredOf = (mdx: string): ReadonlySet<string> =>
  new Set(
    [...mdx.matchAll(/\{\/\* numbers: (.*?) \(.+?\) \*\/\}/gs)].flatMap(([, list]) => list!.split(/;\s*/).map(plain)),
  );

/**
 * Every typed number of a lesson that nothing declares, in the order of the text.
 *
 * @example typedNumbers('It falls to 0.306.') // ['0.306']
 */
export function typedNumbers(mdx: string): readonly string[] {
  const [settings, declared] = [settingsOf(mdx), declaredOf(mdx)];
  const formulas: string[] = [];
  const prose = mdx
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replaceAll(/\{\/\*[\s\S]*?\*\/\}/g, ' ')
    .replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, ' ')
    .replaceAll(/\$\$([\s\S]*?)\$\$|\$([^$\n]+)\$/g, (_, block: string | undefined, inline: string | undefined) => {
      formulas.push(block ?? inline ?? '');
      return ' ';
    })
    .replaceAll(/\]\((?:[^()]|\([^()]*\))*\)/g, ']')
    .replaceAll(/\[\s*\d+(?:,\s*\d+)*\s*\]/g, ' ')
    .replaceAll(/<(?:[^<>{}"']|"[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\})*>/g, ' ');
  const found = [...(prose.match(NUMBER) ?? []), ...formulas.flatMap((tex) => tex.match(DECIMAL) ?? [])];
  const isFree = (text: string): boolean =>
    (/^\d+$/.test(text) && Number(text) <= COUNTED) || settings.has(plain(text)) || declared.has(plain(text));
  return found.filter((text) => !isFree(text));
}
