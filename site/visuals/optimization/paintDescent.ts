/** The two planes of a descent on two canvases: points and lines, and the surface with the ways over it. Draws, and nothing else. */
import { ink } from '../ink.ts';
import { lineKinds } from '../tracks/lossLines.ts';
import { contour, levelsOf } from './contours.ts';
import { type Descent, type Example, type Pair, PLANE, type Surface } from './descent.ts';
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

const HEAD = 4.5;
/** Updates drawn in full: two epochs of one example at a time. */
const RECENT = 100;
const FAINT = 0.3;

/** Points, those of the batch full and the others as rings, and each track's line. */
export function paintData(
  context: CanvasRenderingContext2D,
  element: Element,
  tracks: readonly DrawnTrack[],
  { focus, chosen, room }: { readonly focus: number; readonly chosen: number | null; readonly room: Room },
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
    if (i === chosen) ring(context, element, plane.x(example.x), plane.y(example.y));
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
  }: { readonly focus: number; readonly chosen: number | null; readonly layers: Layers; readonly room: Room },
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
    if (layers.votes && layers.step) paintVotes(context, element, plane, descent, chosen);
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
    if (layers.step) arrow(context, plane, descent.theta, descent.after, ink(element, '--ink'), 2);
  });
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
  chosen: number | null,
): void {
  const { theta, lr, examples } = descent;
  const batch = new Set(descent.batch);
  const order = [...examples.entries()].sort(([a], [b]) => Number(batch.has(a)) - Number(batch.has(b)));
  for (const [i, example] of order) {
    if (example === null) continue;
    const to: Pair = [theta[0] - lr * example.gradient[0], theta[1] - lr * example.gradient[1]];
    const color = i === chosen ? '--accent' : batch.has(i) ? '--role-data' : '--ink-faint';
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
