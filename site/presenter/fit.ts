/**
 * Makes what is shown fit its place. A question stands beside its figure where both fit, else before it. A figure takes the whole width; too
 * high, it runs on in a second column, as narrow as on a phone; else without its caption, which the notes have; else it takes less of the
 * width, for what is drawn keeps its proportions, and letters keep their size.
 */

export type Layout =
  /** Question left, figure right. */
  | 'beside'
  /** Question above, figure below. */
  | 'stacked'
  /** The question alone; the figure comes next. */
  | 'asks'
  | 'figure'
  /** A figure as narrow as on a phone, running on in a second column. */
  | 'columns';

export interface Fitted {
  readonly layout: Layout;
  /** Share of the width that the figure takes. */
  readonly width: number;
  /** Without the captions of its figures. */
  readonly bare: boolean;
  /** By how much it is too high all the same; then it scrolls. */
  readonly over: number;
}

const WIDTHS = [0.85, 0.7, 0.55] as const;
/** A figure draws at most 30 times a second, and draws anew when its width has changed. */
const DRAWN_MS = 90;

const drawn = (): Promise<unknown> =>
  new Promise((resolve) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(resolve)), DRAWN_MS));

/** What is too large is looked at again: a figure may be slow to draw. */
const LOOKS = 3;

/** Too high, or too wide, by so many pixels, now that it is drawn. */
async function excess(stage: HTMLElement): Promise<number> {
  let over = 0;
  for (let look = 0; look < LOOKS; look += 1) {
    await drawn();
    over = Math.max(0, stage.scrollHeight - stage.clientHeight, stage.scrollWidth - stage.clientWidth);
    if (over <= 1) return over;
  }
  return over;
}

/**
 * @param apply puts a layout on the stage
 * @param layouts in the order of preference; of a figure alone the one with the least excess is taken where none fits
 */
export async function fitted(
  stage: HTMLElement,
  layouts: readonly Layout[],
  apply: (fitted: Fitted) => void,
): Promise<Fitted> {
  let best: Fitted | null = null;
  const last = layouts.at(-1)!;
  // A figure alone may be narrower: as wide as it can be, then in columns, then without its caption, then smaller.
  const narrower = WIDTHS.flatMap((width) => [['columns', width, true] as const, ['figure', width, true] as const]);
  const alone = [['columns', 1, false], ['figure', 1, true], ['columns', 1, true], ...narrower] as const;
  const tries: readonly (readonly [Layout, number, boolean])[] = [
    ...layouts.map((layout) => [layout, 1, false] as const),
    ...(last === 'figure' ? alone : []),
  ];
  for (const [layout, width, bare] of tries) {
    const tried = { layout, width, bare, over: 0 };
    apply(tried);
    const over = await excess(stage);
    if (over <= 1) return tried;
    // Of those that do not fit, the last kind: before it stand wishes.
    if (layouts.indexOf(layout) < layouts.length - 1 && layout !== 'columns') continue;
    if (best === null || over < best.over) best = { ...tried, over };
  }
  apply(best!);
  return best!;
}
