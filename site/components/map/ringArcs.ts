/** The arcs of a ring, one for each exercise, clockwise from the top with a gap between them. */

const CENTRE = 20;
const RADIUS = 17;
/** Between two arcs, in turns of the circle. */
const GAP = 0.035;

/** @returns paths in a field of 40 × 40 */
export function ringArcs(count: number): readonly string[] {
  if (count === 1) {
    const [top, foot] = [point(0), point(0.5)];
    return [`M${top}A${RADIUS} ${RADIUS} 0 0 1 ${foot}A${RADIUS} ${RADIUS} 0 0 1 ${top}`];
  }
  return Array.from({ length: count }, (_, i) => {
    const [from, to] = [i / count + GAP / 2, (i + 1) / count - GAP / 2];
    return `M${point(from)}A${RADIUS} ${RADIUS} 0 ${to - from > 0.5 ? 1 : 0} 1 ${point(to)}`;
  });
}

const point = (turn: number): string => {
  const angle = 2 * Math.PI * (turn - 0.25);
  return [CENTRE + RADIUS * Math.cos(angle), CENTRE + RADIUS * Math.sin(angle)].map((n) => n.toFixed(2)).join(' ');
};
