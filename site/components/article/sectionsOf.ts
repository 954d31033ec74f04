/** Ids and titles of the sections of a lesson, in its order, read from its text. */
export const sectionsOf = (body: string | undefined): ReadonlyMap<string, string> =>
  new Map(
    [...(body ?? '').matchAll(/<Section\s+id="([^"]+)"\s+title="([^"]+)"/g)].map(([, id, title]) => [id!, title!]),
  );
