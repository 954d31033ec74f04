const seen = new WeakMap<object, Set<string>>();

/** Is this the first of its kind that a page writes? `page`: Astro.locals, one object a page. */
export function firstOfPage(page: object, kind: string): boolean {
  const kinds = seen.get(page) ?? new Set();
  seen.set(page, kinds);
  if (kinds.has(kind)) return false;
  kinds.add(kind);
  return true;
}
