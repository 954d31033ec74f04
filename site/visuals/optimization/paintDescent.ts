/** The two planes of a descent on two canvases: points and lines, and the surface with the ways over it. Draws, and nothing else. */

import { type Descent, type Example, type Pair, PLANE, type Surface } from '../parts/cells/descent.ts';
import { lineKinds } from '../parts/curves/lossLines.ts';
import { ink } from '../parts/ink.ts';
import { contour, levelsOf } from './contours.ts';
import { type Axes, arrow, axes, follow, frame, type Room, within } from './planeAxes.ts';

/** A track as it is drawn. */
export interface DrawnTrack {
  readonly descent: Descent;
  /** From the first place to where it stands. */
  readonly way: readonly Pair[];
}

export interface Layers {
  /** The step that each example asks for. */
  readonly votes: boolean;
  /** All parameters at which a line meets its example. */
  readonly lines: boolean;
  /** The step itself: not while the reader is asked about it. */
  readonly step: boolean;
}

/** What of an equation is pointed at: `theta`, `lr`, `grad`, `example`, `sum`, `mean`; null: nothing. */
export type Lit = string | null;

const isVote = (lit: Lit): boolean => lit === 'example' || lit === 'sum' || lit === 'mean';

const HEAD = 4.5;
/** Updates drawn in full: two epochs of one example at a time. */
const RECENT = 100;
const FAINT = 0.3;

/** Points, those of the batch full and the others as rings, and each track's line. */
export function paintData(
  context: CanvasRenderingContext2D,
  element: Element,
  tracks: readonly DrawnTrack[],
  {
    focus,
    chosen,
    room,
    lit,
  }: { readonly focus: number; readonly chosen: number | null; readonly room: Room; readonly lit: Lit },
): void {
  const { descent } = tracks[focus]!;
  const known = descent.examples.filter((example) => example !== null);
  const [xs, ys] = [known.map(({ x }) => x), known.map(({ y }) => y)];
  const around = (values: readonly number[]): Pair => [Math.floor(Math.min(...values)), Math.ceil(Math.max(...values))];
  const [across, up] = [around(xs), around(ys)];
  const plane = axes(across, up, room);
  const whole = ([from, to]: Pair, step: number): number[] =>
    Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
  frame(context, element, plane, room, {
    xs: whole(across, 1).slice(0, -1),
    ys: whole(up, 2).slice(0, -1),
    names: ['x', 'y'],
  });
  within(context, plane, () => {
    for (const [place, track] of tracks.entries()) {
      const [bias, weight] = track.descent.theta;
      stroke(context, element, place, place === focus);
      if (lit === 'theta' && place === focus) {
        context.strokeStyle = ink(element, '--accent');
        context.lineWidth = 4;
      }
      context.beginPath();
      context.moveTo(plane.x(across[0]), plane.y(bias + weight * across[0]));
      context.lineTo(plane.x(across[1]), plane.y(bias + weight * across[1]));
      context.stroke();
    }
  });
  context.setLineDash([]);
  const batch = new Set(descent.batch);
  for (const [i, example] of descent.examples.entries()) {
    if (example === null) continue;
    const isHeard = batch.has(i);
    context.beginPath();
    context.arc(plane.x(example.x), plane.y(example.y), isHeard ? 3.5 : 2.5, 0, 2 * Math.PI);
    context.lineWidth = 1.25;
    context.fillStyle = ink(element, '--role-data');
    context.strokeStyle = ink(element, isHeard ? '--role-data' : '--ink-faint');
    if (isHeard) context.fill();
    else context.stroke();
    if (i === chosen || (isHeard && isVote(lit))) ring(context, element, plane.x(example.x), plane.y(example.y));
  }
}

/** Contours, the tracks' ways, and the layers of the one in focus. */
export function paintPlane(
  context: CanvasRenderingContext2D,
  element: Element,
  tracks: readonly DrawnTrack[],
  {
    focus,
    chosen,
    layers,
    room,
    lit,
    start,
  }: {
    readonly focus: number;
    readonly chosen: number | null;
    readonly layers: Layers;
    readonly room: Room;
    readonly lit: Lit;
    /** Where the way begins, when it can be moved, and whether it is being moved. */
    readonly start: { readonly at: Pair; readonly isHeld: boolean } | null;
  },
): void {
  const plane = axes(PLANE.bias, PLANE.weight, room);
  frame(context, element, plane, room, { xs: [-3, -2, -1, 0, 1], ys: [-1, 0, 1, 2, 3], names: ['θ₀', 'θ₁'] });
  const { descent } = tracks[focus]!;
  within(context, plane, () => {
    if (descent.surface !== null) paintContours(context, element, plane, descent.surface);
    if (layers.lines)
      for (const example of descent.examples) if (example !== null) fitLine(context, element, plane, example, false);
    const picked = chosen === null ? null : (descent.examples[chosen] ?? null);
    if (picked !== null) fitLine(context, element, plane, picked, true);
    if ((layers.votes || isVote(lit)) && layers.step) paintVotes(context, element, plane, descent, { chosen, lit });
    for (const [place, { descent: at, way }] of tracks.entries()) {
      stroke(context, element, place, place === focus);
      // Of a long way the older part is faint: what it does now must be seen over it.
      const recent = Math.max(0, way.length - RECENT);
      context.globalAlpha = FAINT;
      follow(context, plane, way.slice(0, recent + 1));
      context.globalAlpha = 1;
      follow(context, plane, way.slice(recent));
      context.setLineDash([]);
      context.fillStyle = ink(element, lineKinds[place % lineKinds.length]!.color);
      context.beginPath();
      context.arc(plane.x(at.theta[0]), plane.y(at.theta[1]), HEAD, 0, 2 * Math.PI);
      context.fill();
    }
    if (layers.step) {
      const isLit = lit === 'lr' || lit === 'grad' || lit === 'mean';
      const { theta, after, lr, gradient } = descent;
      // The gradient itself points uphill; as long as the step, for in its own length it would leave the plane.
      if (lit === 'grad') {
        const uphill: Pair = [theta[0] + lr * gradient[0], theta[1] + lr * gradient[1]];
        context.setLineDash([4, 3]);
        arrow(context, plane, theta, uphill, ink(element, '--accent'), 2);
        context.setLineDash([]);
      }
      arrow(context, plane, theta, after, ink(element, isLit ? '--accent' : '--ink'), isLit ? 3.5 : 2);
    }
    if (lit === 'theta') ring(context, element, plane.x(descent.theta[0]), plane.y(descent.theta[1]));
    if (start !== null) handle(context, element, plane, start);
  });
}

/** What the start is taken hold of by. */
function handle(
  context: CanvasRenderingContext2D,
  element: Element,
  { x, y }: Axes,
  { at, isHeld }: { readonly at: Pair; readonly isHeld: boolean },
): void {
  context.strokeStyle = ink(element, isHeld ? '--accent' : '--ink-soft');
  context.lineWidth = isHeld ? 2.5 : 1.25;
  context.beginPath();
  context.arc(x(at[0]), y(at[1]), isHeld ? 12 : 9, 0, 2 * Math.PI);
  context.stroke();
}

function paintContours(
  context: CanvasRenderingContext2D,
  element: Element,
  plane: Axes,
  { values, size }: Surface,
): void {
  const place = (i: number, [from, to]: Pair): number => from + ((to - from) * i) / (size - 1);
  context.strokeStyle = ink(element, '--rule-strong');
  context.lineWidth = 1;
  for (const level of levelsOf(values)) {
    context.beginPath();
    for (const [x0, y0, x1, y1] of contour(values, size, level)) {
      context.moveTo(plane.x(place(x0, PLANE.bias)), plane.y(place(y0, PLANE.weight)));
      context.lineTo(plane.x(place(x1, PLANE.bias)), plane.y(place(y1, PLANE.weight)));
    }
    context.stroke();
  }
}

/** θ₀ + x θ₁ = y: every line through this point. */
function fitLine(
  context: CanvasRenderingContext2D,
  element: Element,
  plane: Axes,
  { x, y }: Example,
  isChosen: boolean,
): void {
  context.setLineDash(isChosen ? [] : [1, 3]);
  context.strokeStyle = ink(element, isChosen ? '--accent' : '--role-data');
  context.lineWidth = isChosen ? 1.75 : 1;
  context.beginPath();
  // Through the left and the right end of the plane; for x near 0 the line is upright.
  if (Math.abs(x) > 1e-6) {
    for (const [i, bias] of PLANE.bias.entries())
      context[i === 0 ? 'moveTo' : 'lineTo'](plane.x(bias), plane.y((y - bias) / x));
  } else {
    for (const [i, weight] of PLANE.weight.entries())
      context[i === 0 ? 'moveTo' : 'lineTo'](plane.x(y), plane.y(weight));
  }
  context.stroke();
  context.setLineDash([]);
}

/** What each example alone would do: its own step, of the batch in the colour of data, of the others faint. */
function paintVotes(
  context: CanvasRenderingContext2D,
  element: Element,
  plane: Axes,
  descent: Descent,
  { chosen, lit }: { readonly chosen: number | null; readonly lit: Lit },
): void {
  const { theta, lr, examples } = descent;
  const batch = new Set(descent.batch);
  const order = [...examples.entries()].sort(([a], [b]) => Number(batch.has(a)) - Number(batch.has(b)));
  for (const [i, example] of order) {
    if (example === null) continue;
    const to: Pair = [theta[0] - lr * example.gradient[0], theta[1] - lr * example.gradient[1]];
    const isAccent = i === chosen || (isVote(lit) && batch.has(i));
    const color = isAccent ? '--accent' : batch.has(i) ? '--role-data' : '--ink-faint';
    arrow(context, plane, theta, to, ink(element, color), i === chosen ? 2 : 0.75);
  }
}

function stroke(context: CanvasRenderingContext2D, element: Element, place: number, isFocus: boolean): void {
  const { color, dash } = lineKinds[place % lineKinds.length]!;
  context.setLineDash([...dash]);
  context.strokeStyle = ink(element, color);
  context.lineWidth = isFocus ? 2.25 : 1.5;
}

function ring(context: CanvasRenderingContext2D, element: Element, x: number, y: number): void {
  context.strokeStyle = ink(element, '--accent');
  context.lineWidth = 2;
  context.beginPath();
  context.arc(x, y, 7, 0, 2 * Math.PI);
  context.stroke();
}

/** Which example's point is nearest to a place in the data plane; null where none is near. */
export function exampleAt(descent: Descent, room: Room, px: number, py: number): number | null {
  const known = descent.examples.filter((example) => example !== null);
  const around = (values: readonly number[]): Pair => [Math.floor(Math.min(...values)), Math.ceil(Math.max(...values))];
  const plane = axes(around(known.map(({ x }) => x)), around(known.map(({ y }) => y)), room);
  let nearest: number | null = null;
  let least = 2 * room.em;
  for (const [i, example] of descent.examples.entries()) {
    if (example === null) continue;
    const distance = Math.hypot(plane.x(example.x) - px, plane.y(example.y) - py);
    if (distance < least) [nearest, least] = [i, distance];
  }
  return nearest;
}

const planeAxes = (room: Room): Axes => axes(PLANE.bias, PLANE.weight, room);

/** The parameters at a place in the plane of parameters, to a hundredth; kept inside. */
export function parametersAt(room: Room, px: number, py: number): Pair {
  const { box } = planeAxes(room);
  const along = (share: number, [from, to]: Pair): number =>
    Math.round(100 * (from + Math.min(1, Math.max(0, share)) * (to - from))) / 100;
  return [along((px - box[0]) / box[2], PLANE.bias), along(1 - (py - box[1]) / box[3], PLANE.weight)];
}

/** How far, in pixels, a place in that plane is from some parameters. */
export function distanceTo(room: Room, [bias, weight]: Pair, px: number, py: number): number {
  const { x, y } = planeAxes(room);
  return Math.hypot(x(bias) - px, y(weight) - py);
}

/** Which example's line is nearest to a place in the plane of parameters; null where none is near. */
export function lineAt(descent: Descent, room: Room, px: number, py: number): number | null {
  const { x, y } = planeAxes(room);
  const per = x(1) - x(0); // pixels a unit, alike both ways
  let nearest: number | null = null;
  let least = room.em;
  for (const [i, example] of descent.examples.entries()) {
    if (example === null) continue;
    // θ₀ + x θ₁ − y at the place, over the length of (1, x).
    const at = (px - x(0)) / per + (example.x * (y(0) - py)) / per - example.y;
    const distance = (Math.abs(at) / Math.hypot(1, example.x)) * per;
    if (distance < least) [nearest, least] = [i, distance];
  }
  return nearest;
}
