/** Where a row of LossAndNorms stands: name, strip over the steps, bar of the shown step, number. Lengths in CSS pixels. Pure. */

export interface StripLayout {
  readonly width: number;
  readonly height: number;
  /** The panel of losses, and the first row below it. */
  readonly losses: { readonly top: number; readonly bottom: number };
  readonly rows: number;
  readonly rowHeight: number;
  /** Within a row: where its strip and bar begin, and how high they are. */
  readonly inset: number;
  readonly thickness: number;
  readonly strip: { readonly left: number; readonly right: number };
  readonly bar: { readonly left: number; readonly right: number };
  /** Does the name stand above its strip, rather than before it? */
  readonly isStacked: boolean;
}

const NARROW = 640;
const LOSSES = 110;
/** Room above the losses and above the rows, for what is written there. */
export const HEAD = 26;
/** Height of a line that names a loss. */
export const NAME_LINE = 19;

/** @param losses how many losses are named: beside the panel where there is room, else above it */
export function stripLayout(width: number, rows: number, losses: number, nameWidth: number): StripLayout {
  const isStacked = width < NARROW;
  const rowHeight = isStacked ? 34 : 22;
  const left = isStacked ? 0 : nameWidth + 12;
  const strip = { left, right: Math.round(left + (width - left) * 0.55) };
  const bar = { left: strip.right + 16, right: width - (isStacked ? 0 : 76) };
  const top = isStacked ? HEAD + (losses - 1) * NAME_LINE : HEAD;
  const panel = { top, bottom: top + LOSSES };
  const height = panel.bottom + 2 * HEAD + rows * rowHeight;
  const inset = isStacked ? 19 : 4;
  return {
    width,
    height,
    losses: panel,
    rows,
    rowHeight,
    inset,
    thickness: rowHeight - inset - 3,
    strip,
    bar,
    isStacked,
  };
}

/** Top of a row. */
export const rowTop = ({ losses, rowHeight }: StripLayout, row: number): number =>
  losses.bottom + 2 * HEAD + row * rowHeight;

/** What lies at a point: a step (as a share of the axis), or a parameter's row. */
export function stripAt(layout: StripLayout, x: number, y: number): { share: number | null; row: number | null } {
  const { strip, losses, rows, rowHeight } = layout;
  const row = Math.floor((y - rowTop(layout, 0)) / rowHeight);
  const isInStrip = x >= strip.left && x <= strip.right && y >= losses.top;
  return {
    share: isInStrip ? (x - strip.left) / (strip.right - strip.left) : null,
    row: row >= 0 && row < rows ? row : null,
  };
}
