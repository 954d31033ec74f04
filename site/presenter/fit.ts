/**
 * Makes what is shown fit its place. A question stands beside its figure where both fit, else before it, as large as it can be. A figure
 * takes the whole width; too high, it goes without its caption, which the notes have; else it runs on in a second column, as narrow as on a
 * phone; else it takes less of the width, for what is drawn keeps its proportions, and letters keep their size.
 */

import type { Sleeper } from '../layouts/early.ts';

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
  /** Share of the width that a figure takes; of a question more than 1, by as much larger it is written. */
  readonly width: number;
  /** Without the captions of its figures. */
  readonly bare: boolean;
  /** By how much it is too high all the same; then it scrolls. */
  readonly over: number;
}

const WIDTHS = [0.85, 0.7, 0.55] as const;
/** A question alone is written as large as it fits. */
const LARGER = [1.5, 1.25] as const;
/** What is cut at the right is lost; what is too high can be scrolled to. */
const SIDEWAYS = 4;
/** So many frames at most may go by until two looks say the same. */
const LOOKS = 6;
/** The program of a figure that comes into view is waited for so long. */
const PROGRAM_MS = 1500;

const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);

const sideways = ({ scrollWidth, clientWidth }: Element): number => Math.max(0, scrollWidth - clientWidth);

/** By how many pixels it is too high, as it stands now; those by which it, a formula of it or a sheet of answers is too wide count more. */
export function excessNow(stage: HTMLElement): number {
  const formulas = [...stage.querySelectorAll('.katex-display, .lens-sheet')].map(sideways);
  const wide = Math.max(sideways(stage), ...formulas);
  return Math.max(0, stage.scrollHeight - stage.clientHeight) + SIDEWAYS * wide;
}

/**
 * A canvas keeps the size for which it was drawn until it is drawn anew, and a layout that is measured before that is judged by the one
 * before it. So figures are asked to draw now, and no time is waited for.
 */
function drawNow(stage: HTMLElement): void {
  for (const figure of stage.querySelectorAll('figure'))
    if (figure.checkVisibility()) figure.dispatchEvent(new CustomEvent('figure:fit'));
}

/** The excess once everything is drawn: what a figure draws by an observer of its own stands one frame later. */
async function excess(stage: HTMLElement): Promise<number> {
  drawNow(stage);
  let before = excessNow(stage);
  for (let look = 0; look < LOOKS; look += 1) {
    await frame();
    const over = excessNow(stage);
    if (over === before) return over;
    before = over;
  }
  return before;
}

/** Its program has not come, or its elements are not made: layouts/early.ts. */
const isLate = (element: Element): boolean =>
  element.localName.includes('-') &&
  (!element.matches(':defined') || (element as Partial<Sleeper>).isAsleep === true) &&
  element.checkVisibility();

/** What stands on the stage for the first time may still wait for its program. */
async function programs(stage: HTMLElement): Promise<void> {
  const until = performance.now() + PROGRAM_MS;
  const waits = (): boolean => [...stage.querySelectorAll('*')].some(isLate) && performance.now() < until;
  if (!waits()) return;
  while (waits()) await frame();
  await frame();
}

/**
 * @param layouts in the order of preference; of a figure alone the one with the least excess is taken where none fits
 * @param apply puts a layout on the stage; false where it is not wanted any more
 * @param known how it fitted last time: taken at once while it still does
 * @returns null where it was not wanted any more
 */
export async function fitted(
  stage: HTMLElement,
  layouts: readonly Layout[],
  apply: (fitted: Fitted) => boolean,
  known: Fitted | null = null,
): Promise<Fitted | null> {
  const last = layouts.at(-1)!;
  // A figure alone: as wide as it can be, then without its caption, then in columns, then narrower.
  const narrower = WIDTHS.flatMap((width) => [['figure', width, true] as const, ['columns', width, true] as const]);
  const alone = [['figure', 1, true], ['columns', 1, false], ['columns', 1, true], ...narrower] as const;
  const tries: readonly (readonly [Layout, number, boolean])[] = [
    ...layouts.flatMap((layout) => [
      ...(layout === 'asks' ? LARGER.map((larger) => [layout, larger, false] as const) : []),
      [layout, 1, false] as const,
    ]),
    ...(last === 'figure' ? alone : []),
  ];
  if (known !== null) {
    if (!apply(known)) return null;
    const over = await excess(stage);
    if (over <= Math.max(1, known.over)) return { ...known, over };
  }
  let best: Fitted | null = null;
  for (const [index, [layout, width, bare]] of tries.entries()) {
    const tried = { layout, width, bare, over: 0 };
    if (!apply(tried)) return null;
    if (index === 0) await programs(stage);
    const over = await excess(stage);
    if (over <= 1) return { ...tried, over };
    // Of those that do not fit, the last kind: before it stand wishes.
    if (layouts.indexOf(layout) < layouts.length - 1 && layout !== 'columns') continue;
    if (best === null || over < best.over) best = { ...tried, over };
  }
  if (!apply(best!)) return null;
  drawNow(stage);
  return best!;
}
