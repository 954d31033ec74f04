/** Draws a network in the plane: edges and neurons of one canvas, a map with the points of another. */
import { ink, paintSigned, scaleOf, signPalette } from '../ink.ts';
import { type NetLayout, neuronCorner } from './netLayout.ts';
import {
  isReadRight,
  type Network,
  type NeuronPlace,
  type PlaneMap,
  type PlanePoint,
  type Quantity,
} from './network.ts';

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
  paintEdges(element, context, picture);
  paintNeurons(element, context, picture);
  paintNames(element, context, picture);
}

const middleOf = (layout: NetLayout, place: NeuronPlace): { x: number; y: number } => {
  const { x, y } = neuronCorner(layout, place);
  const half = layout.sizes[place.column]! / 2;
  return { x: x + half, y: y + half };
};

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
      const map = isOutput ? network.decision : column === 0 ? inputMap(neuron) : network.neuronMap(column - 1, neuron);
      if (map !== null) paintMap(element, context, map, { x, y, size, of: isOutput ? outputSign(neuron) : plain });
      const isChosen = chosen?.column === column && chosen.neuron === neuron;
      context.strokeStyle = ink(element, isChosen ? '--accent' : '--rule-strong');
      context.lineWidth = isChosen ? 3 : 1;
      context.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1);
    }
}

/** An input is its own map: x grows to the right, y upwards. */
const inputMap = (neuron: number): PlaneMap => {
  const side = 16;
  const at = (cell: number): number => (2 * cell + 1) / side - 1;
  const values = Array.from({ length: side * side }, (_, i) =>
    neuron === 0 ? at(i % side) : -at(Math.floor(i / side)),
  );
  return { side, values };
};

const plain = (value: number): number => value;
/** A probability of class 1, seen from an output: above one half is for class 1, below for class 0. */
export const outputSign =
  (neuron: number) =>
  (probability: number): number =>
    (2 * probability - 1) * (neuron === 1 ? 1 : -1);

function paintMap(
  element: Element,
  context: CanvasRenderingContext2D,
  { side, values }: PlaneMap,
  { x, y, size, of }: { x: number; y: number; size: number; of: (value: number) => number },
  strength = 1,
): void {
  const picture = new ImageData(side, side);
  const palette = signPalette(element);
  for (let i = 0; i < side * side; i++) paintSigned(of(values[i]!) * strength, 1, palette, picture.data, 4 * i);
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
    const { x } = middleOf(layout, { column, neuron: 0 });
    const isEnd = column === names.length - 1;
    context.textAlign = column === 0 ? 'left' : isEnd ? 'right' : 'center';
    context.fillText(name, column === 0 ? 0 : isEnd ? layout.width : x, layout.height - 5);
  }
}

export interface PlanePicture {
  readonly map: PlaneMap | null;
  readonly of: (value: number) => number;
  readonly points: readonly PlanePoint[];
  readonly extent: number;
  readonly side: number;
}

/** Points must stand out on the ground. */
const GROUND = 0.6;

export function paintPlaneMap(element: Element, context: CanvasRenderingContext2D, picture: PlanePicture): void {
  const { map, of, points, extent, side } = picture;
  if (map !== null) paintMap(element, context, map, { x: 0, y: 0, size: side, of }, GROUND);
  context.strokeStyle = ink(element, '--rule-strong');
  context.lineWidth = 1;
  context.strokeRect(0.5, 0.5, side - 1, side - 1);
  const at = (value: number): number => ((value + extent) / (2 * extent)) * side;
  for (const point of points) {
    const [x, y] = [at(point.x), side - at(point.y)];
    context.strokeStyle = ink(element, '--ink');
    context.fillStyle = context.strokeStyle;
    context.lineWidth = 1.75;
    circle(context, x, y, 4.5);
    if (point.label === 1) context.fill();
    context.stroke();
    if (isReadRight(point) !== false) continue;
    context.lineWidth = 2;
    circle(context, x, y, 9);
    context.stroke();
  }
}

function circle(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}
