/** A token as readers can see it: spaces and ends of lines get a sign, what stands for no word its name in brackets. */
const signs: Readonly<Record<string, string>> = { ' ': '␣', '\n': '↵', '\t': '⇥' };

/** @example tokenText(0, ['<pad>', '<unk>', 'good']) // '(pad)' */
export function tokenText(token: number, vocabulary: readonly string[] | undefined): string {
  const text = vocabulary?.[token];
  if (text === undefined) return String(token);
  return signs[text] ?? text.replace(/^<(.+)>$/, '($1)');
}
