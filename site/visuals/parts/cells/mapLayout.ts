/**
 * Where the feature-map picture puts its planes: one row a stage, one column a channel, so that a filter stands above the map
 * it makes and the map above what ReLU and pooling leave of it. Pure geometry in CSS pixels.
 */
import { isStrip, type MapStage } from './mapStages.ts';

export interface MapBox {
  /** Place in `stages`. */
  readonly stage: number;
  /** Channel of a map, filter of a bank, class of a logit. */
  readonly channel: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface MapRow {
  readonly stage: number;
  /** Where the row's label stands: its baseline is `labelY`. */
  readonly labelX: number;
  readonly labelY: number;
  /** Side of a cell, and for filters how many of their planes stand side by side. */
  readonly cell: number;
  readonly across: number;
}

export interface MapLayout {
  readonly rows: readonly MapRow[];
  readonly boxes: readonly MapBox[];
  readonly width: number;
  readonly height: number;
  /** Labels stand in a column of their own, not above their rows. */
  readonly wide: boolean;
}

const WIDE = 620;
/** Room for the frame of a plane at the edge. */
const FRAME = 2;
const LABELS = 132;
const LABEL_LINE = 20;
const ROW_GAP = 12;
const COLUMN_GAP = 6;
/** Narrower, more than eight channels take a second line. */
const SIXTEEN_ACROSS = 560;
const LARGEST_PLANE = 58;
const LOGIT_CELL = 44;
const STRIP_CELL = 18;
/** Under a logit stands its class. */
export const CLASS_LINE = 18;
const PLANE_GAP = 1;

/** More than sixteen planes take further lines, strips one or two a line. */
const perLine = (stage: MapStage, room: number): number => {
  const channels = stage.shape[0]!;
  if (stage.role === 'logits') return channels;
  if (isStrip(stage)) return room >= SIXTEEN_ACROSS ? 2 : 1;
  return Math.min(channels, room >= SIXTEEN_ACROSS ? 16 : 8);
};
const half = (size: number): number => Math.max(1, Math.floor(size * 2) / 2);

interface Placing {
  readonly cell: number;
  readonly across: number;
  readonly width: number;
  readonly height: number;
}

/** How one channel of a stage is drawn in a column of `pitch` pixels. */
function placing(stage: MapStage, pitch: number): Placing {
  const room = Math.min(LARGEST_PLANE, pitch - COLUMN_GAP);
  if (stage.role === 'logits') {
    const cell = Math.floor(Math.min(LOGIT_CELL, pitch - 2));
    return { cell, across: 1, width: cell, height: cell };
  }
  if (isStrip(stage)) {
    const columns = stage.shape[2]!;
    const cell = half(Math.min(STRIP_CELL, (pitch - COLUMN_GAP) / columns));
    return { cell, across: 1, width: columns * cell, height: cell };
  }
  const [planes, rows, columns] =
    stage.role === 'maps' ? [1, stage.shape[1]!, stage.shape[2]!] : [stage.shape[1]!, stage.shape[2]!, stage.shape[3]!];
  const across = planes === 1 ? 1 : Math.ceil(planes / 2);
  const down = Math.ceil(planes / across);
  const cell = half(
    Math.min(planes === 1 && rows < 6 ? 9 : LARGEST_PLANE, (room - (across - 1) * PLANE_GAP) / (across * columns)),
  );
  return {
    cell,
    across,
    width: across * columns * cell + (across - 1) * PLANE_GAP,
    height: down * rows * cell + (down - 1) * PLANE_GAP,
  };
}

export function mapLayout(stages: readonly MapStage[], width: number): MapLayout {
  const wide = width >= WIDE;
  const left = wide ? LABELS : FRAME;
  const room = width - left - FRAME;
  const rows: MapRow[] = [];
  const boxes: MapBox[] = [];
  let y = 0;
  stages.forEach((stage, index) => {
    const channels = stage.shape[0]!;
    const across = perLine(stage, room);
    const pitch = room / across;
    const { cell, width: w, height: h, across: planesAcross } = placing(stage, pitch);
    const top = wide ? y : y + LABEL_LINE;
    for (let channel = 0; channel < channels; channel++) {
      const x = left + (channel % across) * pitch;
      boxes.push({
        stage: index,
        channel,
        x,
        y: top + Math.floor(channel / across) * (h + COLUMN_GAP),
        width: w,
        height: h,
      });
    }
    const lines = Math.ceil(channels / across);
    const height = Math.max(lines * h + (lines - 1) * COLUMN_GAP, wide ? LABEL_LINE * 1.7 : 0);
    rows.push({ stage: index, labelX: 0, labelY: wide ? y + 13 : y + 14, cell, across: planesAcross });
    y = top + height + ROW_GAP;
  });
  return { rows, boxes, width, height: y - ROW_GAP + CLASS_LINE, wide };
}

/** The box under a point; the space round a small plane belongs to it, so that a finger finds it. */
export function boxAt(layout: MapLayout, x: number, y: number): MapBox | null {
  let best: { box: MapBox; far: number } | null = null;
  for (const box of layout.boxes) {
    const outX = Math.max(box.x - x, 0, x - box.x - box.width);
    const outY = Math.max(box.y - y, 0, y - box.y - box.height);
    const far = Math.hypot(outX, outY);
    if (far <= ROW_GAP && (best === null || far < best.far)) best = { box, far };
  }
  return best?.box ?? null;
}

/** The neighbour of a box: left and right inside its stage, up and down to the nearest box of another line. */
export function neighbour(layout: MapLayout, from: MapBox, across: number, down: number): MapBox {
  if (across !== 0) {
    return layout.boxes.find((box) => box.stage === from.stage && box.channel === from.channel + across) ?? from;
  }
  const centre = from.x + from.width / 2;
  const beyond = layout.boxes.filter((box) => (down > 0 ? box.y > from.y : box.y < from.y));
  const lines = beyond.map((box) => box.y);
  const line = down > 0 ? Math.min(...lines) : Math.max(...lines);
  const inLine = beyond.filter((box) => box.y === line);
  return inLine.reduce(
    (best, box) => (Math.abs(box.x + box.width / 2 - centre) < Math.abs(best.x + best.width / 2 - centre) ? box : best),
    inLine[0] ?? from,
  );
}
