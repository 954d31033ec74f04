/** How high the graph of a recorded step will be, for the build: a page keeps that much room, and nothing moves when it is drawn. */
import type { StepTrace } from '../../../player/protocol.ts';
import { graphOf, openAtFirst } from './graph.ts';
import { layOut } from './graphLayout.ts';

export const WIDE_NODE = { width: 118, height: 58 };
/** Between ranks there is room for what an edge says; less where the graph then fits. */
export const GAP = { wide: 64, narrow: 46, tall: 30 };
/** Between neighbours in a rank. */
export const BETWEEN = 14;
/** The stage's padding above and below, and where it begins to scroll (34rem; figures-graph.css). */
const PADDING = 32;
const SCROLLS = 544;
/** The buttons above it. */
const CONTROLS = 52;
/** No graph takes more, in px. */
export const HIGHEST = CONTROLS + SCROLLS;

/** In px, on a page that is wide enough for a graph from left to right. @example firstHeight(trace) // 430 */
export function firstHeight(trace: StepTrace): number {
  const { breadth } = layOut(graphOf(trace, openAtFirst(trace), false), {
    node: { along: WIDE_NODE.width, across: WIDE_NODE.height },
    rankGap: GAP.wide,
    gap: BETWEEN,
  });
  return Math.min(HIGHEST, Math.round(CONTROLS + breadth + PADDING));
}
