/** Points, lines, residuals, their squares in true area, and the pulls, on one square canvas. Draws, and nothing else. */

import { lineKinds } from '../../parts/curves/lossLines.ts';
import { ink } from '../../parts/ink.ts';
import { type Axes, arrow, axes, frame, type Place, type Room, within } from '../planeAxes.ts';
import { meanSquare, type Row, residual } from './regression.ts';

export type Line = readonly [bias: number, weight: number];

export interface SquaresScene {
  readonly rows: readonly Row[];
  /** The line that the residuals belong to. */
  readonly line: Line;
  readonly isByHand: boolean;
  /** Lines of all tracks, in their order, and which of them is looked at. */
  readonly tracks: readonly Line[];
  readonly focus: number;
  readonly squares: boolean;
  readonly pulls: boolean;
  readonly chosen: number | null;
  readonly room: Room;
}

/** Room above and below the points, in units of y, for lines that are far off. */
const MARGIN = 1;
/** Width of the strongest pull at θ₁. */
const STRONGEST = 4;

/** x and y of the plane: round the points, whole numbers. */
export function planeOf(
  rows: readonly Row[],
  room: Room,
): { readonly plane: Axes; readonly x: Place; readonly y: Place } {
  const around = (values: readonly number[], by: number): Place => [
    Math.floor(Math.min(...values)) - by,
    Math.ceil(Math.max(...values)) + by,
  ];
  const x = around(
    rows.map((row) => row.x[0]!),
    0,
  );
  const y = around(
    rows.map((row) => row.y),
    MARGIN,
  );
  return { plane: axes(x, y, room), x, y };
}

/** What stands at a place of the canvas, in units of x and y. */
export function placeAt(rows: readonly Row[], room: Room, px: number, py: number): Place {
  const { plane, x, y } = planeOf(rows, room);
  const [left, top, width, height] = plane.box;
  return [x[0] + ((px - left) / width) * (x[1] - x[0]), y[1] - ((py - top) / height) * (y[1] - y[0])];
}

const heightOf = ([bias, weight]: Line, x: number): number => bias + weight * x;

export function paintSquares(context: CanvasRenderingContext2D, element: Element, scene: SquaresScene): void {
  const { rows, line, room, chosen } = scene;
  const { plane, x, y } = planeOf(rows, room);
  const unit = plane.y(0) - plane.y(1); // pixels, of one unit of y
  const whole = ([from, to]: Place, step: number): number[] => {
    const first = Math.ceil(from / step) * step;
    return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, i) => first + i * step);
  };
  frame(context, element, plane, room, {
    xs: whole(x, 1).slice(0, -1),
    ys: whole(y, 2).slice(0, -1),
    names: ['x', 'y'],
  });
  within(context, plane, () => {
    if (scene.squares) paintAreas(context, element, plane, unit, scene);
    paintStems(context, element, plane, scene);
    if (scene.pulls) paintPulls(context, element, plane, scene);
    paintLines(context, element, plane, x, scene);
    if (scene.squares) paintMean(context, element, plane, unit, scene);
  });
  for (const [i, row] of rows.entries()) {
    context.beginPath();
    context.arc(plane.x(row.x[0]!), plane.y(row.y), i === chosen ? 5 : 3, 0, 2 * Math.PI);
    context.fillStyle = ink(element, '--role-data');
    context.fill();
    if (i !== chosen) continue;
    context.strokeStyle = ink(element, '--accent');
    context.lineWidth = 2;
    context.beginPath();
    context.arc(plane.x(row.x[0]!), plane.y(row.y), 8, 0, 2 * Math.PI);
    context.stroke();
  }
  if (scene.pulls) {
    // The pivot: where x is 0 a pull cannot turn the line.
    const [at, tip] = [plane.x(0), plane.y(heightOf(line, 0))];
    context.fillStyle = ink(element, '--ink');
    context.beginPath();
    context.moveTo(at, tip);
    context.lineTo(at - 7, tip + 13);
    context.lineTo(at + 7, tip + 13);
    context.fill();
  }
}

/** A square on each residual, towards the middle, so that it stays in the picture. */
function paintAreas(
  context: CanvasRenderingContext2D,
  element: Element,
  plane: Axes,
  unit: number,
  { rows, line, chosen }: SquaresScene,
): void {
  for (const [i, row] of rows.entries()) {
    const r = residual(line, row);
    const side = Math.abs(r) * unit;
    const at = plane.x(row.x[0]!);
    const left = row.x[0]! > 0 ? at - side : at;
    const top = Math.min(plane.y(row.y), plane.y(row.y + r));
    context.fillStyle = ink(element, i === chosen ? '--accent' : '--role-loss');
    context.strokeStyle = context.fillStyle;
    context.globalAlpha = i === chosen ? 0.35 : 0.06;
    context.fillRect(left, top, side, side);
    context.globalAlpha = i === chosen ? 1 : 0.45;
    context.lineWidth = 1;
    context.strokeRect(left, top, side, side);
    context.globalAlpha = 1;
  }
}

function paintStems(
  context: CanvasRenderingContext2D,
  element: Element,
  plane: Axes,
  { rows, line, chosen, pulls }: SquaresScene,
): void {
  if (pulls) return;
  for (const [i, row] of rows.entries()) {
    context.strokeStyle = ink(element, i === chosen ? '--accent' : '--role-loss');
    context.lineWidth = i === chosen ? 2.5 : 1.25;
    context.beginPath();
    context.moveTo(plane.x(row.x[0]!), plane.y(row.y));
    context.lineTo(plane.x(row.x[0]!), plane.y(row.y + residual(line, row)));
    context.stroke();
  }
}

/** From the line towards each point: as long as its miss, as wide as it turns the line, and in the colour of the way it turns it. */
function paintPulls(
  context: CanvasRenderingContext2D,
  element: Element,
  plane: Axes,
  { rows, line, chosen }: SquaresScene,
): void {
  const turns = rows.map((row) => -residual(line, row) * row.x[0]!);
  const most = Math.max(...turns.map(Math.abs), Number.MIN_VALUE);
  for (const [i, row] of rows.entries()) {
    const x = row.x[0]!;
    const color = i === chosen ? '--accent' : turns[i]! > 0 ? '--positive' : '--negative';
    const width = 0.75 + (STRONGEST - 0.75) * (Math.abs(turns[i]!) / most);
    arrow(context, plane, [x, heightOf(line, x)], [x, row.y], ink(element, color), width);
  }
}

function paintLines(
  context: CanvasRenderingContext2D,
  element: Element,
  plane: Axes,
  [from, to]: Place,
  { tracks, focus, line, isByHand }: SquaresScene,
): void {
  const stroke = (drawn: Line): void => {
    context.beginPath();
    context.moveTo(plane.x(from), plane.y(heightOf(drawn, from)));
    context.lineTo(plane.x(to), plane.y(heightOf(drawn, to)));
    context.stroke();
  };
  for (const [place, track] of tracks.entries()) {
    const { color, dash } = lineKinds[place % lineKinds.length]!;
    context.setLineDash([...dash]);
    context.strokeStyle = ink(element, isByHand ? '--ink-faint' : color);
    context.lineWidth = place === focus && !isByHand ? 2.5 : 1.5;
    stroke(track);
  }
  context.setLineDash([]);
  if (!isByHand) return;
  context.strokeStyle = ink(element, '--accent');
  context.lineWidth = 3;
  stroke(line);
}

/** The mean of the squares, as a square of its own in the corner. */
function paintMean(
  context: CanvasRenderingContext2D,
  element: Element,
  { box }: Axes,
  unit: number,
  { rows, line, room }: SquaresScene,
): void {
  const side = Math.sqrt(meanSquare(line, rows)) * unit;
  const [left, top] = [box[0] + 0.5 * room.em, box[1] + 0.5 * room.em];
  context.fillStyle = ink(element, '--role-loss');
  context.globalAlpha = 0.4;
  context.fillRect(left, top, side, side);
  context.globalAlpha = 1;
  context.strokeStyle = ink(element, '--role-loss');
  context.lineWidth = 1.5;
  context.strokeRect(left, top, side, side);
  context.fillStyle = ink(element, '--ink');
  context.textAlign = 'left';
  context.textBaseline = 'top';
  context.fillText('J', left + side + 0.3 * room.em, top);
}

/** Which point is nearest to a place of the canvas; null where none is near. */
export function pointAt(rows: readonly Row[], room: Room, px: number, py: number): number | null {
  const { plane } = planeOf(rows, room);
  let [nearest, least]: [number | null, number] = [null, 1.5 * room.em];
  for (const [i, row] of rows.entries()) {
    const distance = Math.hypot(plane.x(row.x[0]!) - px, plane.y(row.y) - py);
    if (distance < least) [nearest, least] = [i, distance];
  }
  return nearest;
}

/** How far, in pixels, a place of the canvas is above or below a line. */
export function distanceToLine(rows: readonly Row[], room: Room, line: Line, px: number, py: number): number {
  const { plane } = planeOf(rows, room);
  const [x] = placeAt(rows, room, px, py);
  return Math.abs(plane.y(heightOf(line, x)) - py);
}

/** The middle of a line is moved up and down; nearer its ends it turns round the other end. */
const MIDDLE = 0.2;

/** The line that a pointer at (x, y) makes of another. */
export function lineThrough(rows: readonly Row[], room: Room, line: Line, [x, y]: Place): Line {
  const { x: across } = planeOf(rows, room);
  const [middle, half] = [(across[0] + across[1]) / 2, (across[1] - across[0]) / 2];
  if (Math.abs(x - middle) < MIDDLE * half) return [y - line[1] * x, line[1]];
  const still = x > middle ? across[0] : across[1];
  const weight = (y - heightOf(line, still)) / (x - still);
  return [y - weight * x, weight];
}
