/** Draws a network in the plane: edges and neurons of one canvas, a map with the points of another. */
import { ink, paintSigned, scaleOf, signPalette } from '../parts/ink.ts';
import type { DrawnPoint } from './drawnPoints.ts';
import { columnMiddle, type NetLayout, neuronCorner } from './netLayout.ts';
import { isReadRight, type Network, type NeuronPlace, type PlaneMap, type Quantity } from './network.ts';

export interface NetPicture {
  readonly network: Network;
  readonly layout: NetLayout;
  readonly quantity: Quantity;
  readonly chosen: NeuronPlace | null;
  /** The magnitude of full colour, of all edges. */
  readonly scale: number;
  readonly names: readonly string[];
}

/** Fainter edges than this share of the scale are left out, but for those of the chosen neuron. */
const FAINTEST = 0.08;
const THICKEST = 3.5;

/** Largest magnitude of a quantity over all edges of all layers. */
export const edgeScale = ({ layers }: Network, quantity: Quantity): number =>
  layers.reduce((largest, { edges }) => Math.max(largest, scaleOf(edges[quantity] ?? [])), 0);

export function paintNet(element: Element, context: CanvasRenderingContext2D, picture: NetPicture): void {
  paintSkips(element, context, picture);
  paintEdges(element, context, picture);
  paintNeurons(element, context, picture);
  paintNames(element, context, picture);
}

const middleOf = (layout: NetLayout, place: NeuronPlace): { x: number; y: number } => {
  const { x, y } = neuronCorner(layout, place);
  const half = layout.sizes[place.column]! / 2;
  return { x: x + half, y: y + half };
};

/** What a skip passes on is neither weighed nor changed: a dotted line from each neuron to its own. */
function paintSkips(
  element: Element,
  context: CanvasRenderingContext2D,
  { network: { skips }, layout }: NetPicture,
): void {
  context.setLineDash([1, 4]);
  context.strokeStyle = ink(element, '--ink-faint');
  context.lineWidth = 1.5;
  for (const [from, to] of skips)
    for (let neuron = 0; neuron < layout.counts[from]!; neuron++) {
      const [a, b] = [middleOf(layout, { column: from, neuron }), middleOf(layout, { column: to, neuron })];
      context.beginPath();
      context.moveTo(a.x, a.y);
      context.lineTo(b.x, b.y);
      context.stroke();
    }
  context.setLineDash([]);
}

/** Sign is the colour, size the thickness; a gradient runs backwards, so its edges are dashed. */
function paintEdges(
  element: Element,
  context: CanvasRenderingContext2D,
  { network, layout, quantity, chosen, scale }: NetPicture,
): void {
  const [positive, negative] = [ink(element, '--positive'), ink(element, '--negative')];
  context.setLineDash(quantity === 'gradient' ? [5, 4] : []);
  for (const [index, { inputs, outputs, edges }] of network.layers.entries()) {
    const values = edges[quantity];
    if (values === null) continue;
    for (let to = 0; to < outputs; to++)
      for (let from = 0; from < inputs; from++) {
        const isOfChosen =
          (chosen?.column === index + 1 && chosen.neuron === to) ||
          (chosen?.column === index && chosen.neuron === from);
        const value = values[to * inputs + from]!;
        const share = scale > 0 ? Math.abs(value) / scale : 0;
        if (!isOfChosen && (share < FAINTEST || chosen !== null)) continue;
        const [a, b] = [
          middleOf(layout, { column: index, neuron: from }),
          middleOf(layout, { column: index + 1, neuron: to }),
        ];
        context.globalAlpha = isOfChosen ? 1 : Math.min(1, 0.15 + share * 0.85);
        context.strokeStyle = value < 0 ? negative : positive;
        context.lineWidth = Math.max(0.5, share * THICKEST);
        context.beginPath();
        context.moveTo(a.x, a.y);
        context.lineTo(b.x, b.y);
        context.stroke();
      }
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}

function paintNeurons(
  element: Element,
  context: CanvasRenderingContext2D,
  { network, layout, chosen }: NetPicture,
): void {
  for (const [column, count] of layout.counts.entries())
    for (let neuron = 0; neuron < count; neuron++) {
      const { x, y } = neuronCorner(layout, { column, neuron });
      const size = layout.sizes[column]!;
      const isOutput = column === layout.counts.length - 1;
      context.fillStyle = ink(element, '--paper');
      context.fillRect(x, y, size, size);
      const map = isOutput
        ? network.classMap(classOf(network, neuron))
        : column === 0
          ? inputMap(network.plane, neuron)
          : network.neuronMap(column - 1, neuron);
      if (map !== null) paintMap(element, context, map, { x, y, size });
      const isChosen = chosen?.column === column && chosen.neuron === neuron;
      context.strokeStyle = ink(element, isChosen ? '--accent' : '--rule-strong');
      context.lineWidth = isChosen ? 3 : 1;
      context.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1);
    }
}

/** The class an output speaks for: an output that is alone speaks for class 1. */
export const classOf = ({ layers }: Pick<Network, 'layers'>, output: number): number =>
  layers.at(-1)!.outputs === 1 ? 1 : output;

/** An input that spans the plane is its own map, growing to the right or upwards; another is the same everywhere. */
const inputMap = ([across, up]: Network['plane'], input: number): PlaneMap => {
  const side = 16;
  const at = (cell: number): number => (2 * cell + 1) / side - 1;
  const values = Array.from({ length: side * side }, (_, i) =>
    input === across ? at(i % side) : input === up ? -at(Math.floor(i / side)) : 0,
  );
  return { side, values, scale: 1 };
};

function paintMap(
  element: Element,
  context: CanvasRenderingContext2D,
  { side, values, scale }: PlaneMap,
  { x, y, size }: { x: number; y: number; size: number },
  strength = 1,
): void {
  const picture = new ImageData(side, side);
  const palette = signPalette(element);
  for (let i = 0; i < side * side; i++) paintSigned(values[i]! * strength, scale, palette, picture.data, 4 * i);
  const sheet = document.createElement('canvas');
  sheet.width = side;
  sheet.height = side;
  sheet.getContext('2d')!.putImageData(picture, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(sheet, x, y, size, size);
}

function paintNames(element: Element, context: CanvasRenderingContext2D, { layout, names }: NetPicture): void {
  context.font = `400 14px ${ink(element, '--font-ui')}`;
  context.fillStyle = ink(element, '--ink-soft');
  context.textBaseline = 'alphabetic';
  for (const [column, name] of names.entries()) {
    const x = columnMiddle(layout, column);
    const isEnd = column === names.length - 1;
    context.textAlign = column === 0 ? 'left' : isEnd ? 'right' : 'center';
    context.fillText(name, column === 0 ? 0 : isEnd ? layout.width : x, layout.height - 5);
  }
}

export interface PlanePicture {
  /** null: no ground, but the borders between the classes. */
  readonly map: PlaneMap | null;
  readonly network: Network;
  readonly side: number;
  /** Points of the reader's own, learned from or not yet, and where the keyboard stands; null: not drawing. */
  readonly drawn: readonly DrawnPoint[];
  readonly cursor: readonly [x: number, y: number] | null;
}

/** Points must stand out on the ground. */
const GROUND = 0.6;

/** Of numbers in the plane, where they lie on a canvas of that side, in CSS pixels; and back. */
export const planeScale = ({ extent, middle: [mx, my] }: Pick<Network, 'extent' | 'middle'>, side: number) => ({
  x: (value: number): number => ((value - mx + extent) / (2 * extent)) * side,
  y: (value: number): number => side - ((value - my + extent) / (2 * extent)) * side,
  back: (px: number, py: number): readonly [number, number] => [
    (px / side) * 2 * extent - extent + mx,
    ((side - py) / side) * 2 * extent - extent + my,
  ],
});

export function paintPlaneMap(element: Element, context: CanvasRenderingContext2D, picture: PlanePicture): void {
  const { map, network, side, drawn, cursor } = picture;
  const at = planeScale(network, side);
  if (map !== null) paintMap(element, context, map, { x: 0, y: 0, size: side }, GROUND);
  else if (network.classes > 2) paintBorders(element, context, network, side);
  context.strokeStyle = ink(element, '--rule-strong');
  context.lineWidth = 1;
  context.strokeRect(0.5, 0.5, side - 1, side - 1);
  context.strokeStyle = ink(element, '--ink');
  context.fillStyle = context.strokeStyle;
  for (const point of network.points) {
    const [x, y] = [at.x(point.x), at.y(point.y)];
    context.lineWidth = 1.75;
    mark(context, x, y, point.label);
    if (isReadRight(point) !== false) continue;
    context.lineWidth = 2;
    circle(context, x, y, 9);
    context.stroke();
  }
  context.strokeStyle = ink(element, '--accent');
  context.fillStyle = context.strokeStyle;
  context.lineWidth = 2.5;
  for (const { x, y, label } of drawn) mark(context, at.x(x), at.y(y), label);
  if (cursor === null) return;
  const [x, y] = [at.x(cursor[0]), at.y(cursor[1])];
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x - 12, y);
  context.lineTo(x + 12, y);
  context.moveTo(x, y - 12);
  context.lineTo(x, y + 12);
  context.stroke();
}

/** Class 0 is a ring, class 1 a dot, class 2 a triangle: colour says what the network makes of the place, so form says what the point is. */
function mark(context: CanvasRenderingContext2D, x: number, y: number, label: number): void {
  if (label === 2) {
    context.beginPath();
    context.moveTo(x, y - 5.5);
    context.lineTo(x + 5, y + 4);
    context.lineTo(x - 5, y + 4);
    context.closePath();
  } else circle(context, x, y, 4.5);
  if (label === 1) context.fill();
  context.stroke();
}

/** A line wherever two neighbouring places are read as different classes. */
function paintBorders(element: Element, context: CanvasRenderingContext2D, network: Network, side: number): void {
  const maps = Array.from({ length: network.classes }, (_, label) => network.classMap(label));
  const cells = maps[0]?.side ?? 0;
  const read = (column: number, row: number): number => {
    const shares = maps.map((map) => map?.values[row * cells + column] ?? Number.NaN);
    return shares.indexOf(Math.max(...shares));
  };
  const cell = side / Math.max(1, cells);
  context.strokeStyle = ink(element, '--ink');
  context.lineWidth = 1.5;
  context.beginPath();
  for (let row = 0; row < cells; row++)
    for (let column = 0; column < cells; column++) {
      const own = read(column, row);
      const [right, below] = [(column + 1) * cell, (row + 1) * cell];
      if (column + 1 < cells && read(column + 1, row) !== own) {
        context.moveTo(right, row * cell);
        context.lineTo(right, below);
      }
      if (row + 1 < cells && read(column, row + 1) !== own) {
        context.moveTo(column * cell, below);
        context.lineTo(right, below);
      }
    }
  context.stroke();
}

function circle(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}
