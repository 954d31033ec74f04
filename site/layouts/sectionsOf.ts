/**
 * The sections of a lesson, read from its MDX before it is rendered: the list "On this page" stands above them. Reads nothing but
 * `<Section id="…" title="…">` tags with plain quoted attributes, which is how lessons write them.
 */

export interface LessonSection {
  readonly id: string;
  readonly title: string;
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\b${name}=(?:"([^"]*)"|'([^']*)')`).exec(tag)?.slice(1).find(Boolean);

/**
 * @example sectionsOf('<Section id="loss" title="How wrong?">') // [{ id: 'loss', title: 'How wrong?' }]
 */
export const sectionsOf = (mdx: string): LessonSection[] =>
  [...mdx.matchAll(/<Section\b(?:"[^"]*"|'[^']*'|[^>"'])*>/g)].flatMap(([tag]) => {
    const [id, title] = [attribute(tag, 'id'), attribute(tag, 'title')];
    return id !== undefined && title !== undefined ? [{ id, title }] : [];
  });
