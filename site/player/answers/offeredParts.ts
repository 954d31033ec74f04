/** The parts of a run that readers' answers may take the place of, as the build wrote them into `<your-parts data-parts>`. */

export interface OfferedPart {
  readonly slug: string;
  readonly title: string;
  /** What it takes the place of: `Adam`. Two with one place exclude each other. */
  readonly place: string;
  /** Options of this run under which its part is asked. */
  readonly needs: Readonly<Record<string, string>>;
}

/** Those of the run that an element holds. */
export function partsIn(run: Element): readonly OfferedPart[] {
  const text = run.querySelector<HTMLElement>('your-parts')?.dataset['parts'];
  return text === undefined ? [] : (JSON.parse(text) as readonly OfferedPart[]);
}

/** What a track needs for these parts: their slugs, the last of each place; and the options. */
export function answersAndOptions(
  parts: readonly OfferedPart[],
): readonly [answers: readonly string[], options: Readonly<Record<string, string>>] {
  const byPlace = new Map(parts.map((part) => [part.place, part]));
  const taken = [...byPlace.values()];
  return [
    taken.map(({ slug }) => slug),
    Object.assign({}, ...taken.map(({ needs }) => needs)) as Record<string, string>,
  ];
}
