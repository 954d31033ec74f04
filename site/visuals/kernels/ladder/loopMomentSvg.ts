/**
 * The picture of one moment of three loops, as SVG text, so that the build and the page draw the same: of each matrix the lines that
 * the innermost loop has had fetched, in them the numbers it used, and the cell it is at. Colours are the style sheet's.
 */
import { type Cell, type LoopMoment, type MatrixName, SIDE } from './loopMoment.ts';

const CELL = 10;
const WIDTH = SIDE * CELL;
const GAP = 26;
const TOP = 20;
const names: readonly MatrixName[] = ['A', 'B', 'C'];

const rect = (kind: string, x: number, y: number, width: number): string =>
  `<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${CELL}"/>`;

const cell = (kind: string, { row, column }: Cell): string => rect(kind, column * CELL, row * CELL, CELL);

/** Every line of the grid in one path: a few elements instead of a few hundred. */
const grid = (): string => {
  const places = Array.from({ length: SIDE + 1 }, (_, at) => at * CELL);
  return `<path class="order-grid" d="${places.map((at) => `M0 ${at}H${WIDTH}M${at} 0V${WIDTH}`).join('')}"/>`;
};

function matrix(name: MatrixName, { now, inner }: LoopMoment, at: number): string {
  const rows = [...new Set(inner[name].map(({ row }) => row))];
  return [
    `<g transform="translate(${at * (WIDTH + GAP) + 1} ${TOP})">`,
    `<text x="0" y="-6">${name}</text>`,
    ...rows.map((row) => rect('order-line', 0, row * CELL, WIDTH)),
    ...inner[name].map((one) => cell('order-used', one)),
    grid(),
    cell('order-now', now[name]),
    '</g>',
  ].join('');
}

/** @param label the sentence that says the same */
export const loopMomentSvg = (moment: LoopMoment, label: string): string =>
  `<svg viewBox="0 0 ${3 * WIDTH + 2 * GAP + 2} ${TOP + WIDTH + 2}" role="img" aria-label="${label}">${names
    .map((name, at) => matrix(name, moment, at))
    .join('')}</svg>`;
