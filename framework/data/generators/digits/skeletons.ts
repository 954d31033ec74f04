/**
 * The ten digits as people write them: which strokes, in which order, and what varies from hand to hand.
 *
 * A skeleton is a list of strokes; a stroke is a list of arcs; an arc is a list of knots that a smooth curve will
 * pass through. A new arc begins at the last knot of the one before it, so the joint of two arcs is a corner.
 * Nothing here knows about pens, pixels or slant: that is `handwriting.ts` and `render.ts`.
 *
 * The shapes come from how people write; no pixel of a data set is in here. The ranges were set by eye, then
 * corrected by looking at which real digits a small network trained on these alone could not read.
 */
import type { Generator } from '../../../tensor/random.ts';

/** A point of the skeleton: x to the right (0 is the middle), y down (0 is the top of the digit, 1 its foot). */
export type Knot = readonly [x: number, y: number];
/** Knots joined by one smooth curve. */
export type Arc = readonly Knot[];
/** Runs written without lifting the pen, with a corner between one and the next. */
export type Stroke = readonly Arc[];

const TURN = 2 * Math.PI;
/** Knots for one whole turn of a loop: few enough to wobble, enough to stay round. */
const KNOTS_PER_TURN = 7;

interface LoopOptions {
  /** Where the pen starts, in turns clockwise from three o'clock (so -0.25 is the top). */
  readonly start: number;
  /** How far it goes, in turns: negative is anticlockwise. */
  readonly sweep: number;
  /** The radius at the end relative to the radius at the start: under 1 spirals inwards. */
  readonly spiral?: number;
}

/** Knots round an ellipse, or round part of one. */
function loop(cx: number, cy: number, rx: number, ry: number, { start, sweep, spiral = 1 }: LoopOptions): Knot[] {
  const steps = Math.max(2, Math.round(Math.abs(sweep) * KNOTS_PER_TURN));
  return Array.from({ length: steps + 1 }, (_, i): Knot => {
    const angle = (start + (sweep * i) / steps) * TURN;
    const radius = 1 + ((spiral - 1) * i) / steps;
    return [cx + rx * radius * Math.cos(angle), cy + ry * radius * Math.sin(angle)];
  });
}

/** True with the given probability. */
const chance = (g: Generator, probability: number): boolean => g.uniform() < probability;

/** One arc in which every corner is smoothed away: the habit of a fast hand. */
const flowing = (stroke: Stroke): Stroke => [stroke.flat()];

function zero(g: Generator): Stroke[] {
  const rx = g.uniform(0.22, 0.52);
  const start = -0.25 + g.normal(0.03, 0.08);
  const direction = chance(g, 0.85) ? -1 : 1;
  const overshoot = g.normal(0.03, 0.08); // below 0 the ring stays open
  const spiral = g.uniform(0.75, 1.12);
  const lean = g.normal(0.1, 0.12);
  const ring = loop(0, 0.5, rx, 0.5, { start, sweep: direction * (1 + overshoot), spiral });
  return [[ring.map(([x, y]): Knot => [x + lean * (0.5 - y), y])]];
}

function one(g: Generator): Stroke[] {
  const bow = g.normal(0, 0.025);
  const top: Knot = [g.normal(0.04, 0.16), 0];
  const stem: Knot[] = [
    [top[0] / 2 + bow, 0.5],
    [0, 1],
  ];
  const withFlag = chance(g, 0.14);
  const reach = g.uniform(0.1, 0.3);
  const flag: Stroke = [[[top[0] - reach, reach * g.uniform(0.5, 1.3)], top], stem];
  const strokes: Stroke[] = [withFlag ? flag : [[top, ...stem]]];
  const foot = g.uniform(0.15, 0.33);
  const tilt = g.normal(0, 0.03);
  const base: Arc = [
    [-foot, 1 + tilt],
    [foot * g.uniform(0.7, 1.2), 1 - tilt],
  ];
  if (chance(g, withFlag ? 0.6 : 0.03)) strokes.push([base]);
  return strokes;
}

function two(g: Generator): Stroke[] {
  const width = g.uniform(0.2, 0.4);
  const startY = g.uniform(0.06, 0.36);
  const kind = g.uniform();
  const looped = kind < 0.42;
  const bellyY = g.uniform(0.16, looped ? 0.52 : 0.42);
  const footY = g.uniform(0.86, 1);
  const endY = g.uniform(looped ? 0.88 : 0.8, 1.1);
  const endX = g.uniform(0.2, 0.7);
  const left = -g.uniform(0.18, 0.46);
  const lean = g.uniform(looped ? 0 : 0.25, looped ? 0.55 : 0.65); // how straight the way down is
  const head: Knot[] = [
    [-width * g.uniform(0.6, 1.15), startY],
    [-width * 0.55, startY * 0.35],
    [g.normal(0, 0.03), 0],
    [width * 0.75, bellyY * 0.38],
    [width * g.uniform(0.85, 1.05), bellyY],
    [width + (left - width) * lean * 0.5, bellyY + (footY - bellyY) * 0.4],
  ];
  if (looped) {
    const size = g.uniform(0.06, 0.32);
    const ring: Knot[] = [
      [left * 0.4, footY - size * 0.22],
      [left * 0.9, footY],
      [left * 1.1 - size * 0.4, footY - size * 0.5],
      [left * 0.85, footY - size * 1.25],
      [left * 0.2, footY - size * 0.9],
      [endX * 0.35, footY - size * 0.1 + 0.02],
      [endX * 0.75, (footY + endY) / 2 + 0.03],
      [endX, endY],
    ];
    return [[[...head, ...ring]]];
  }
  const sag = g.normal(0, 0.035);
  const base: Knot[] = [
    [(left + endX) / 2, (footY + endY) / 2 + sag],
    [endX, endY],
  ];
  if (kind < 0.56) {
    // A Z, with a sharp or a rounded corner under its roof.
    const roof: Knot[] = [
      [-width, startY * 0.4],
      [g.normal(0, 0.05), 0],
      [width, g.uniform(0, 0.06)],
    ];
    const rounded = chance(g, 0.4);
    return [rounded ? [[...roof, [width * 0.8, bellyY * 0.7], [left, footY]], base] : [roof, [[left, footY]], base]];
  }
  const stroke: Stroke = [[...head, [left, footY]], base];
  return [kind > 0.92 ? flowing(stroke) : stroke];
}

function three(g: Generator): Stroke[] {
  const upper = g.uniform(0.16, 0.36);
  const lower = g.uniform(0.18, 0.4);
  const waist = g.uniform(0.34, 0.5);
  const waistX = g.uniform(-0.2, 0.06);
  const endX = -g.uniform(0.14, 0.42);
  const endY = g.uniform(0.76, 1);
  const roundness = g.uniform(0.6, 1);
  const bowl: Knot[] = [
    [lower * 0.6 * roundness, waist + 0.05],
    [lower, waist + (1 - waist) * g.uniform(0.35, 0.5)],
    [lower * 0.65, waist + (1 - waist) * 0.84],
    [(endX + lower) / 2 - 0.12, 1],
    [endX, endY],
  ];
  const kind = g.uniform();
  if (kind < 0.12) {
    const top: Knot[] = [
      [-upper, g.normal(0.03, 0.03)],
      [upper, 0],
    ];
    return [[top, [[waistX, waist]], bowl]];
  }
  const startY = g.uniform(0.02, 0.22);
  const head: Knot[] = [
    [-upper * g.uniform(0.6, 1.5), startY],
    [-upper * 0.4, startY * 0.25],
    [upper * 0.35, 0],
    [upper, waist * g.uniform(0.28, 0.45)],
  ];
  if (kind < 0.24) {
    const size = g.uniform(0.02, 0.07); // the little loop at the waist
    const knot: Knot[] = [
      [waistX, waist + size * 0.4],
      [waistX - size * 1.6, waist - size * 0.4],
      [waistX - size, waist - size * 1.2],
      [waistX + size, waist],
    ];
    return [[[...head, ...knot, ...bowl]]];
  }
  // Without a shoulder, the way to the waist is straight.
  const shoulder: Knot[] = chance(g, 0.6) ? [[upper * 0.6, waist * 0.8]] : [];
  const stroke: Stroke = [[...head, ...shoulder, [waistX, waist]], bowl];
  return [kind > 0.9 ? flowing(stroke) : stroke];
}

function four(g: Generator): Stroke[] {
  const left = -g.uniform(0.22, 0.4);
  const barY = g.uniform(0.46, 0.7);
  const stemX = g.uniform(0.12, 0.34);
  const stemTop = g.uniform(-0.06, 0.2);
  const lean = g.normal(-0.12, 0.08);
  const reach = g.uniform(-0.05, 0.22); // how far the bar goes past the stem
  const rise = g.normal(0.02, 0.05);
  const foot: Knot[] = [
    [stemX + lean * 0.4, (stemTop + 1) / 2],
    [stemX + lean, 1],
  ];
  const kind = g.uniform();
  if (kind < 0.09) {
    // Closed: down the slope, along the bar, and a stem from the very top.
    const apex: Knot = [stemX + g.normal(-0.02, 0.03), 0];
    const slope: Stroke = [[apex, [left, barY]], [[stemX + Math.abs(reach), barY - rise]]];
    const post: Arc = [
      [apex[0] + g.normal(0.01, 0.02), g.uniform(0, 0.06)],
      [stemX + lean, 1],
    ];
    return [slope, [post]];
  }
  const topX = left + g.uniform(-0.03, 0.13);
  const top: Knot = [topX, g.uniform(-0.04, 0.16)];
  const stem: Stroke = [[[stemX, stemTop], ...foot]];
  if (kind < 0.6) {
    const down: Arc = [top, [(topX + left) / 2 - g.uniform(0, 0.04), barY * 0.55], [left, barY]];
    const bar: Arc = [
      [(left + stemX) / 2, barY - rise * 0.5 + g.normal(0.01, 0.02)],
      [stemX + reach, barY - rise],
    ];
    return [chance(g, 0.4) ? flowing([down, bar]) : [down, bar], stem];
  }
  // A round cup instead of an elbow; the stem may be the same stroke, turned downwards at its top.
  const cup: Knot[] = [top, [left - 0.02, barY * 0.6], [left + 0.08, barY * 0.96], [(left + stemX) / 2 + 0.03, barY]];
  if (kind < 0.82) return [[[...cup, [stemX - 0.03, barY - g.uniform(0.02, 0.14)], [stemX, stemTop]], foot]];
  return [[[...cup, [stemX + Math.max(reach, 0), barY - 0.02 - rise]]], stem];
}

function five(g: Generator): Stroke[] {
  const left = -g.uniform(0.12, 0.32);
  const right = g.uniform(0.14, 0.36);
  const shoulder = g.uniform(0.24, 0.52);
  const barEnd = g.uniform(0.14, 0.6);
  const barY = g.normal(-0.03, 0.06);
  const endX = -g.uniform(0.14, 0.5);
  const endY = g.uniform(0.72, 1);
  const shoulderX = left + g.normal(-0.03, 0.04);
  const bowl: Knot[] = [
    [left * 0.1 + 0.03, shoulder - g.uniform(-0.02, 0.09)],
    [right * 0.75, shoulder + (1 - shoulder) * 0.18],
    [right, shoulder + (1 - shoulder) * g.uniform(0.4, 0.55)],
    [right * 0.6, shoulder + (1 - shoulder) * 0.86],
    [(endX + right) / 2 - 0.08, 1],
    [endX, endY],
  ];
  const kind = g.uniform();
  if (kind < 0.35) {
    // The top is a second stroke, and may not meet the first.
    const down: Stroke = [
      [
        [left, 0.03],
        [shoulderX, shoulder],
      ],
      bowl,
    ];
    const bar: Knot[] = [
      [left + g.normal(0.02, 0.04), 0.02 + g.normal(0, 0.025)],
      [barEnd, barY],
    ];
    return [down, [bar]];
  }
  if (kind < 0.7) {
    const top: Knot[] = [
      [barEnd, barY],
      [left, 0.04],
    ];
    return [[top, [[shoulderX, shoulder]], bowl]];
  }
  const curved: Knot[] = [
    [barEnd, barY],
    [barEnd * 0.4, 0.0],
    [left * 0.7, 0.07],
    [shoulderX, shoulder * 0.6],
    [shoulderX + 0.06, shoulder * 0.95],
  ];
  return [[[...curved, ...bowl.slice(1)]]]; // the S of a hurried hand
}

function six(g: Generator): Stroke[] {
  const left = -g.uniform(0.12, 0.36);
  const right = g.uniform(0.16, 0.46);
  const sideY = g.uniform(0.42, 0.74); // where the back reaches furthest left
  const loopY = g.uniform(0.34, 0.66); // top of the loop
  const topX = g.uniform(-0.28, 0.3);
  const round = g.uniform(0.5, 0.95); // a half would be a straight back
  const lift = g.uniform(); // 0: a level loop; 1: it leans up to the right
  const hook: Knot[] = chance(g, 0.12) ? [[topX + 0.12, g.uniform(0.03, 0.12)]] : [];
  const back: Knot[] = [
    [topX, 0],
    [topX + (left - topX) * round, sideY * 0.48],
    [left, sideY],
    [left * g.uniform(0.55, 0.85), sideY + (1 - sideY) * 0.7],
    [(left + right) / 2 - g.uniform(0, 0.1), 1],
  ];
  const height = 1 - loopY;
  const endX = left * g.uniform(0.1, 1) * (1 - 0.7 * lift); // may stop short, or cross the back
  const endY = loopY + height * (g.uniform(0.2, 0.7) * (1 - lift) + g.uniform(0.6, 0.95) * lift);
  const belly: Knot[] = [
    [right * 0.75, 1 - height * (0.15 + 0.1 * lift)],
    [right, 1 - height * (0.5 + 0.25 * lift)],
    [right * (0.55 + 0.25 * lift), loopY + 0.02],
    [left * 0.2 * (1 - lift) + right * 0.3 * lift, loopY + height * (0.03 + 0.25 * lift)],
    [endX, endY],
  ];
  return [[[...hook, ...back, ...belly]]];
}

function seven(g: Generator): Stroke[] {
  const left = -g.uniform(0.18, 0.42);
  const right = g.uniform(0.16, 0.36);
  const barY = g.uniform(-0.02, 0.16);
  const cornerY = g.uniform(-0.04, 0.1);
  const footX = g.normal(0.04, 0.14);
  const bow = g.normal(0, 0.06);
  const serif: Knot[] = chance(g, 0.35) ? [[left - g.uniform(-0.04, 0.06), barY + g.uniform(0.06, 0.38)]] : [];
  const bar: Knot[] = [
    [left, barY],
    [(left + right) / 2, (barY + cornerY) / 2 + g.normal(0, 0.035)],
    [right, cornerY],
  ];
  const stem: Knot[] = [
    [(right + footX) / 2 + bow, (cornerY + 1) / 2],
    [footX, 1],
  ];
  const kind = g.uniform();
  const roof: Stroke = serif.length > 0 && kind < 0.6 ? [[...serif, bar[0]!], bar.slice(1)] : [[...serif, ...bar]];
  const strokes: Stroke[] = [kind < 0.3 || kind > 0.8 ? flowing([...roof, stem]) : [...roof, stem]];
  if (chance(g, 0.25)) {
    const crossY = g.uniform(0.38, 0.66);
    const crossX = right + (footX - right) * crossY + bow;
    const tilt = g.normal(0.02, 0.04);
    const cross: Knot[] = [
      [crossX - g.uniform(0.12, 0.32), crossY + tilt],
      [crossX + g.uniform(0.12, 0.3), crossY - tilt],
    ];
    strokes.push([cross]);
  }
  return strokes;
}

function eight(g: Generator): Stroke[] {
  const waist = g.uniform(0.36, 0.6);
  const upper = g.uniform(0.17, 0.33);
  const lower = upper * g.uniform(0.6, 1.4);
  if (chance(g, 0.2)) {
    // Two rings, one on the other.
    const upperRing = loop(g.normal(0, 0.02), waist / 2, upper, waist / 2, {
      start: 0.25,
      sweep: -1 - g.normal(0, 0.04),
    });
    const lowerRing = loop(0, (1 + waist) / 2, lower, (1 - waist) / 2, { start: -0.25, sweep: 1 + g.normal(0, 0.04) });
    return [[upperRing], [lowerRing]];
  }
  const startX = upper * g.uniform(0.5, 1.8);
  const startY = waist * g.uniform(0.05, 0.5);
  const left = g.uniform(0.4, 1.15); // the way back up may be nearly straight
  const closeX = startX + g.normal(0, 0.11);
  const closeY = startY + g.normal(-0.01, 0.1);
  const sCurve: Knot[] = [
    [startX, startY],
    [upper * 0.35, 0.02],
    [-upper * 0.5, 0.04],
    [-upper, waist * 0.45],
    [-upper * 0.45, waist * 0.8],
    [lower * 0.1, waist + 0.04],
    [lower * 0.75, waist + (1 - waist) * 0.3],
    [lower * 0.9, waist + (1 - waist) * 0.65],
    [lower * 0.2, 1],
    [-lower * 0.6 * left, 1 - 0.04],
    [-lower * 0.9 * left, waist + (1 - waist) * 0.62],
    [-lower * 0.35 * left, waist + (1 - waist) * 0.2],
    [upper * 0.4, waist * 0.75],
    [closeX, closeY],
  ];
  return [[sCurve]];
}

function nine(g: Generator): Stroke[] {
  const rx = g.uniform(0.13, 0.32);
  const ry = g.uniform(0.15, 0.29);
  const footX = g.normal(0.1, 0.11);
  const bow = g.normal(0.01, 0.03);
  const start = g.uniform(-0.2, 0.04);
  const overshoot = g.normal(0, 0.08);
  const tilt = g.uniform(-0.15, 0.45); // the loop hangs down to the left
  const ring = loop(0, ry, rx, ry, { start, sweep: -(1 + start + overshoot), spiral: g.uniform(0.85, 1.15) }).map(
    ([x, y]): Knot => [x + tilt * (ry - y) * 0.7, y],
  );
  const joint = ring.at(-1)!;
  const straightFrom = ([x, y]: Knot): Arc => [
    [(x + footX) / 2 + bow, (y + 1) / 2],
    [footX, 1],
  ];
  const kind = g.uniform();
  if (kind < 0.6) {
    // Back up to the height where the loop began, then straight down.
    const peak: Knot = [Math.max(joint[0], ring[0]![0]) + g.normal(0.01, 0.02), ry * g.uniform(-0.1, 0.8)];
    return [[[...ring, peak], straightFrom(peak)]];
  }
  if (kind < 0.88) return [[ring, straightFrom(joint)]];
  const hook = g.uniform(0.1, 0.5);
  const curvedTail: Arc = [
    [rx * 0.95, 0.65],
    [rx * 0.5, 0.93],
    [rx - hook, g.uniform(0.88, 1)],
  ];
  return [[ring, curvedTail]];
}

const WRITERS: readonly ((g: Generator) => Stroke[])[] = [zero, one, two, three, four, five, six, seven, eight, nine];

/** The strokes of one digit, in one of the ways people write it. The same generator state gives the same strokes. */
export function skeleton(digit: number, generator: Generator): Stroke[] {
  return WRITERS[digit]!(generator);
}
