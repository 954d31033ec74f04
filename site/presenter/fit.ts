/**
 * Makes what is shown fit its place. A question stands beside its figure where both fit, else before it. A figure takes the whole width, and
 * less of it while it is too high: what is drawn keeps its proportions, and letters keep their size.
 */

export type Layout =
  /** Question left, figure right. */
  | 'beside'
  /** Question above, figure below. */
  | 'stacked'
  /** The question alone; the figure comes next. */
  | 'asks'
  | 'figure';

export interface Fitted {
  readonly layout: Layout;
  /** Share of the width that the figure takes. */
  readonly width: number;
  /** By how much it is too high all the same; then it scrolls. */
  readonly over: number;
}

const WIDTHS = [1, 0.9, 0.8, 0.7, 0.6, 0.5] as const;
/** A figure draws at most 30 times a second, and draws anew when its width has changed. */
const DRAWN_MS = 90;

const drawn = (): Promise<unknown> =>
  new Promise((resolve) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(resolve)), DRAWN_MS));

/** Too high by so many pixels, now that it is drawn. */
async function excess(stage: HTMLElement): Promise<number> {
  await drawn();
  return Math.max(0, stage.scrollHeight - stage.clientHeight, stage.scrollWidth - stage.clientWidth);
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
  for (const layout of layouts) {
    // Beside or below its question a figure is not made smaller: then it comes after it.
    const widths = layout === 'figure' ? WIDTHS : ([1] as const);
    for (const width of widths) {
      const tried = { layout, width, over: 0 };
      apply(tried);
      const over = await excess(stage);
      if (over <= 1) return tried;
      if (best === null || layout !== best.layout || over < best.over) best = { ...tried, over };
    }
  }
  apply(best!);
  return best!;
}
