/**
 * What a model makes, drawn on a canvas: points as dots over the pale ones they are to resemble, images in two rows, the real ones above
 * those that were made. Ink on paper, in whatever colours the page has.
 */
import type { Pictures } from '../../../player/protocol.ts';
import { channels, ink, prepareCanvas } from '../../parts/ink.ts';

const DOT = 1.75;
const PALE = 0.35;
/** Room round the real points, as a share of their extent: what is made may lie outside. */
const AROUND = 0.25;
const GAP = 6;

export function drawPictures(canvas: HTMLCanvasElement, pictures: Pictures, width: number): void {
  if (pictures.shape.length === 2) drawPoints(canvas, pictures, width);
  else drawImages(canvas, pictures, width);
}

function drawPoints(canvas: HTMLCanvasElement, { real, made }: Pictures, size: number): void {
  const context = prepareCanvas(canvas, size, size);
  const reach = (1 + AROUND) * real.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const place = (value: number): number => (size / 2) * (1 + value / reach);
  const dots = (points: Float32Array, color: string, alpha: number): void => {
    context.fillStyle = ink(canvas, color);
    context.globalAlpha = alpha;
    context.beginPath();
    for (let i = 0; i < points.length; i += 2) {
      const [x, y] = [place(points[i]!), size - place(points[i + 1]!)];
      context.moveTo(x + DOT, y);
      context.arc(x, y, DOT, 0, 2 * Math.PI);
    }
    context.fill();
  };
  dots(real, '--role-data', PALE);
  dots(made, '--role-loss', 1);
}

function drawImages(canvas: HTMLCanvasElement, { shape, real, made }: Pictures, width: number): void {
  const [count = 0, , rows = 0, columns = 0] = shape;
  const cell = (width - GAP * (count - 1)) / count;
  const height = (cell * rows) / columns;
  const context = prepareCanvas(canvas, width, 2 * height + GAP);
  context.imageSmoothingEnabled = false;
  const [paper, dark] = [channels(ink(canvas, '--paper-raised')), channels(ink(canvas, '--ink'))];
  [real, made].forEach((values, row) => {
    for (let i = 0; i < count; i++) {
      const image = values.subarray(i * rows * columns, (i + 1) * rows * columns);
      const small = imageOf(image, rows, columns, paper, dark);
      context.drawImage(small, i * (cell + GAP), row * (height + GAP), cell, height);
    }
  });
}

type Color = readonly [number, number, number];

function imageOf(values: Float32Array, rows: number, columns: number, paper: Color, dark: Color): HTMLCanvasElement {
  const small = document.createElement('canvas');
  small.width = columns;
  small.height = rows;
  const data = new ImageData(columns, rows);
  values.forEach((value, i) => {
    for (let c = 0; c < 3; c++) data.data[4 * i + c] = paper[c]! + (dark[c]! - paper[c]!) * value;
    data.data[4 * i + 3] = 255;
  });
  small.getContext('2d')!.putImageData(data, 0, 0);
  return small;
}
