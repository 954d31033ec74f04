/** Reads XML strictly enough to tell that a file is some: every element closed in its order, every attribute quoted, no sign left bare. For tests. */

export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plain(text: string): string {
  if (/[<>]/.test(text) || /&(?!(?:amp|lt|gt|quot|apos|#\d+);)/.test(text)) throw new Error(`a bare sign in “${text}”`);
  if (/(?![\n\t\r])\p{Cc}|[\uFFFE\uFFFF]/u.test(text)) throw new Error('a character that XML does not have');
  return text.replace(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name: string | undefined) =>
    code ? String.fromCodePoint(Number(code)) : named[name!]!,
  );
}

/** Every element in the order of its beginning. Throws on what is no XML. */
export function readXml(text: string): readonly XmlNode[] {
  const nodes: XmlNode[] = [];
  const open: string[] = [];
  let rest = text.replace(/^<\?xml [^?]*\?>/, '');
  while (rest !== '') {
    const tag = /^<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/.exec(rest);
    if (tag === null) {
      const words = /^[^<]+/.exec(rest)?.[0];
      if (words === undefined) throw new Error(`no element begins here: ${rest.slice(0, 60)}`);
      plain(words);
      rest = rest.slice(words.length);
      continue;
    }
    const [whole, closes, name, attributes, empty] = tag as unknown as [string, string, string, string, string];
    rest = rest.slice(whole.length);
    if (closes !== '') {
      if (open.pop() !== name) throw new Error(`${name} closes what it did not open`);
      continue;
    }
    const pairs = [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(
      ([, key, value]) => [key!, plain(value!)] as const,
    );
    nodes.push({ name, attributes: Object.fromEntries(pairs) });
    if (empty === '') open.push(name);
  }
  if (open.length > 0) throw new Error(`${open.join(', ')} never closed`);
  return nodes;
}
