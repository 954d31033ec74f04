/** Draws the heads of a loom: cells, what is masked, the tokens beside them, and the look that is chosen. */

import { inksOf } from '../parts/cells/inksOf.ts';
import { type Layer, type Loom, placeIn } from '../parts/cells/loom.ts';
import { paintPlane } from '../parts/cells/paintPlane.ts';
import { ink, letters, scaleOf } from '../parts/ink.ts';
import { type LoomBlock, type LoomCell, type LoomLayout, TITLE } from './loomLayout.ts';

export interface LoomPicture {
  readonly loom: Loom;
  readonly layer: Layer;
  readonly layout: LoomLayout;
  readonly chosen: LoomCell;
  readonly tokens: readonly string[];
  readonly asking: readonly string[];
  readonly scale: number;
  readonly headName: (head: number) => string;
  readonly notKept: string;
}

const HATCH = 5;

/** Largest magnitude among cells that may be looked at, over all heads: one scale for all. */
export function loomScale(loom: Loom, layer: Layer, places: number, rows = places): number {
  const values = loom.numbers[layer];
  if (values === null) return 0;
  const seen: number[] = [];
  for (let head = 0; head < loom.heads; head++)
    for (let query = 0; query < rows; query++)
      for (let key = 0; key < places; key++)
        if (loom.mask === null || loom.mask(query, key)) seen.push(values[placeIn(loom, head, query, key)]!);
  return scaleOf(seen);
}

export function paintLoom(element: Element, context: CanvasRenderingContext2D, picture: LoomPicture): void {
  const grey = hatched(context, ink(element, '--rule-strong'), ink(element, '--paper'));
  for (const block of picture.layout.blocks) {
    paintHead(element, context, picture, block);
    paintMask(context, picture, block, grey);
    paintFrames(element, context, picture, block);
    paintTokens(element, context, picture, block);
  }
}

function paintHead(
  element: Element,
  context: CanvasRenderingContext2D,
  { loom, layer, layout, chosen, scale, headName, notKept }: LoomPicture,
  { head, x, y }: LoomBlock,
): void {
  const { cell, places, rows, gutter } = layout;
  const isChosen = head === chosen.head;
  context.font = `${isChosen ? 600 : 400} ${letters(14)}px ${ink(element, '--font-ui')}`;
  context.fillStyle = ink(element, isChosen ? '--ink' : '--ink-soft');
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.fillText(headName(head), x, y - gutter - TITLE + 15);
  const values = loom.numbers[layer];
  if (values === null) {
    context.font = `400 ${letters(14)}px ${ink(element, '--font-ui')}`;
    context.fillText(notKept, x + 6, y + 22, places * cell - 12);
    return;
  }
  const plane = new Float64Array(rows * places);
  for (let query = 0; query < rows; query++)
    for (let key = 0; key < places; key++) {
      const isSeen = loom.mask === null || loom.mask(query, key);
      plane[query * places + key] = isSeen ? values[placeIn(loom, head, query, key)]! : 0;
    }
  const mode = layer.endsWith('Gradients') ? 'gradient' : 'value';
  const drawing = { values: plane, first: 0, count: plane.length, columns: places, x, y, cell, mode, scale } as const;
  paintPlane(context, drawing, inksOf(element));
}

/** Cells that may not be looked at, run by run of a row. */
function paintMask(
  context: CanvasRenderingContext2D,
  { loom: { mask }, layout: { cell, places, rows } }: LoomPicture,
  { x, y }: LoomBlock,
  grey: CanvasPattern | null,
): void {
  if (mask === null || grey === null) return;
  context.fillStyle = grey;
  for (let query = 0; query < rows; query++)
    for (let key = 0; key < places; key++) {
      const from = key;
      while (key < places && !mask(query, key)) key++;
      if (key > from) context.fillRect(x + from * cell, y + query * cell, (key - from) * cell, cell + 0.5);
    }
}

function paintFrames(
  element: Element,
  context: CanvasRenderingContext2D,
  { layout: { cell, places, rows }, chosen }: LoomPicture,
  { head, x, y }: LoomBlock,
): void {
  context.strokeStyle = ink(element, '--rule-strong');
  context.lineWidth = 1;
  context.strokeRect(x - 0.5, y - 0.5, places * cell + 1, rows * cell + 1);
  context.strokeStyle = ink(element, '--accent');
  context.lineWidth = 1.5;
  context.strokeRect(x - 1, y + chosen.query * cell - 1, places * cell + 2, cell + 2);
  if (head !== chosen.head) return;
  context.lineWidth = 3;
  context.strokeRect(x + chosen.key * cell, y + chosen.query * cell, cell, cell);
}

function paintTokens(
  element: Element,
  context: CanvasRenderingContext2D,
  { layout: { cell, places, rows, gutter }, chosen, tokens, asking }: LoomPicture,
  { head, x, y }: LoomBlock,
): void {
  if (gutter === 0) return;
  const face = ink(element, '--font-ui');
  const size = Math.max(9, Math.min(14, cell + 1));
  context.textBaseline = 'middle';
  const say = (isChosen: boolean): void => {
    context.font = `${isChosen ? 700 : 400} ${size}px ${face}`;
    context.fillStyle = ink(element, isChosen ? '--ink' : '--ink-soft');
  };
  context.textAlign = 'right';
  for (let place = 0; place < rows; place++) {
    say(place === chosen.query);
    context.fillText(asking[place] ?? '', x - 5, y + (place + 0.5) * cell, gutter - 5);
  }
  for (let place = 0; place < places; place++) {
    const token = tokens[place] ?? '';
    const middle = (place + 0.5) * cell;
    say(place === chosen.key && head === chosen.head);
    context.save();
    context.translate(x + middle, y - 5);
    if ([...token].length > 1) context.rotate(-Math.PI / 2);
    else context.textBaseline = 'alphabetic';
    context.textAlign = [...token].length > 1 ? 'left' : 'center';
    context.fillText(token, 0, 0, gutter - 5);
    context.restore();
  }
}

/** Grey diagonals on paper: masked. */
function hatched(context: CanvasRenderingContext2D, line: string, paper: string): CanvasPattern | null {
  const ratio = context.getTransform().a;
  const tile = document.createElement('canvas');
  tile.width = tile.height = Math.round(HATCH * ratio);
  const brush = tile.getContext('2d')!;
  brush.fillStyle = paper;
  brush.fillRect(0, 0, tile.width, tile.height);
  brush.strokeStyle = line;
  brush.lineWidth = 0.75 * ratio;
  brush.beginPath();
  for (const shift of [-1, 0, 1]) {
    brush.moveTo(shift * tile.width, tile.height);
    brush.lineTo((shift + 1) * tile.width, 0);
  }
  brush.stroke();
  const pattern = context.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(1 / ratio));
  return pattern;
}
