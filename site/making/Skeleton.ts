/** What `npm run new` writes: files of its own, and one line in each table of contents where the new thing must stand. */
export interface Skeleton {
  /** By their paths from the root of the repository. */
  readonly files: Readonly<Record<string, string>>;
  readonly lines: readonly {
    readonly path: string;
    /** The whole line behind which the new one goes. */
    readonly behind: string;
    readonly line: string;
  }[];
  /** What there is to do next, one sentence each. */
  readonly next: readonly string[];
}

/** A kind of thing that can be made, from a name of small letters, digits and hyphens. Errors: the name is no good for it, and why. A figure
 * stands in a room, too. */
export type Maker = (slug: string, room?: string) => Skeleton;

/** `mean-of-squares` → `meanOfSquares`. */
export const camel = (slug: string): string =>
  slug.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** `mean-of-squares` → `MeanOfSquares`. */
export const pascal = (slug: string): string => camel(slug).replace(/^./, (letter) => letter.toUpperCase());

/** A text with the line behind another, which must stand there once. Errors: it does not. */
export function withLine(text: string, { path, behind, line }: Skeleton['lines'][number]): string {
  const all = text.split('\n');
  const at = all.indexOf(behind);
  if (at < 0 || all.indexOf(behind, at + 1) >= 0)
    throw new Error(`${path} should hold this line once, for the new one to go behind it: ${behind.trim()}`);
  return all.toSpliced(at + 1, 0, line).join('\n');
}
