/** A `task.mdx` as the terminal shows it: what its frontmatter says, and its text. */

export interface Task {
  readonly title: string;
  readonly summary: string;
  readonly conventions: readonly string[];
  readonly hints: readonly string[];
  /** What there is to understand once it is solved. */
  readonly after: string;
  readonly text: string;
}

/** A value of our frontmatter: one line, between quotation marks where it holds what YAML would read otherwise. */
function plainText(text: string): string {
  const trimmed = text.trim();
  if (trimmed.startsWith('"')) return JSON.parse(trimmed) as string;
  return trimmed.startsWith("'") ? trimmed.slice(1, -1).replaceAll("''", "'") : trimmed;
}

/** @param source the whole file: `---`, keys with a value or a list, `---`, text */
export function readTask(source: string): Task {
  const [, head = '', ...rest] = source.split(/^---$/m);
  const values = new Map<string, string>();
  const lists = new Map<string, string[]>();
  let key = '';
  for (const line of head.split('\n')) {
    if (line.startsWith('  - ')) lists.get(key)?.push(plainText(line.slice(4)));
    const colon = line.indexOf(':');
    if (line.startsWith(' ') || colon < 0) continue;
    key = line.slice(0, colon);
    values.set(key, plainText(line.slice(colon + 1)));
    lists.set(key, []);
  }
  return {
    title: values.get('title') ?? '',
    summary: values.get('summary') ?? '',
    conventions: lists.get('conventions') ?? [],
    hints: lists.get('hints') ?? [],
    after: values.get('after') ?? '',
    text: rest.join('---').trim(),
  };
}
