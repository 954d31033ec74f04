/** Draws LossAndNorms: losses over the steps, a heat strip for each parameter, and bars of the shown step. */
import type { StepMetrics } from '../../../player/protocol.ts';
import { type Powers, powerText, shareOf } from '../../parts/curves/powers.ts';
import { thinCurve } from '../../parts/curves/thinCurve.ts';
import { channels, ink, letters, numeral } from '../../parts/ink.ts';
import type { ParameterNorms, Quantity } from './norms.ts';
import type { SeenNorms } from './SeenNorms.ts';
import { HEAD, NAME_LINE, rowTop, type StripLayout } from './stripLayout.ts';

export interface NormsPicture {
  readonly layout: StripLayout;
  readonly norms: readonly ParameterNorms[];
  readonly seen: SeenNorms;
  readonly quantity: Quantity;
  readonly powers: Powers | null;
  readonly metrics: readonly StepMetrics[];
  /** Names of the losses among the metrics, and what they are called. */
  readonly losses: readonly { readonly key: string; readonly name: string }[];
  readonly steps: number;
  readonly shownStep: number;
  readonly chosen: number;
  /** Steps worth a flag. */
  readonly flags: readonly number[];
  readonly words: { readonly strips: string; readonly bars: string };
}

const LOSS_INKS = ['--role-loss', '--role-activations', '--role-weights'] as const;
/** The smallest number that is there must not look like none. */
const FAINTEST = 0.12;

export function paintNorms(element: Element, context: CanvasRenderingContext2D, picture: NormsPicture): void {
  const brush = new Brush(element, context, picture);
  brush.losses();
  brush.rows();
  brush.marks();
}

class Brush {
  private readonly element: Element;
  private readonly context: CanvasRenderingContext2D;
  private readonly picture: NormsPicture;

  constructor(element: Element, context: CanvasRenderingContext2D, picture: NormsPicture) {
    this.element = element;
    this.context = context;
    this.picture = picture;
  }

  private ink(name: string): string {
    return ink(this.element, name);
  }

  private write(
    text: string,
    x: number,
    y: number,
    color: string,
    align: CanvasTextAlign = 'left',
    weight = 400,
  ): void {
    const { context } = this;
    context.font = `${weight} ${letters(14)}px ${this.ink('--font-ui')}`;
    context.fillStyle = this.ink(color);
    context.textAlign = align;
    context.textBaseline = 'alphabetic';
    context.fillText(text, x, y);
  }

  private x(step: number): number {
    const { strip } = this.picture.layout;
    return strip.left + ((step + 0.5) / this.picture.steps) * (strip.right - strip.left);
  }

  losses(): void {
    const { context } = this;
    const { layout, metrics, losses } = this.picture;
    const { top, bottom } = layout.losses;
    const { left, right } = layout.strip;
    const finite = metrics.flatMap((entry) => losses.map(({ key }) => entry.metrics[key] ?? Number.NaN));
    const highest = finite.filter(Number.isFinite).reduce((a, b) => Math.max(a, b), 0);
    const lowest = finite.filter(Number.isFinite).reduce((a, b) => Math.min(a, b), 0);
    const y = (value: number): number => bottom - ((value - lowest) / (highest - lowest || 1)) * (bottom - top);
    context.strokeStyle = this.ink('--rule');
    context.lineWidth = 1;
    for (const value of [lowest, highest]) {
      context.beginPath();
      context.moveTo(left, Math.round(y(value)) + 0.5);
      context.lineTo(right, Math.round(y(value)) + 0.5);
      context.stroke();
      this.write(numeral(value, 3), right + 6, y(value) + 5, '--ink-soft');
    }
    for (const [i, { key, name }] of losses.entries()) {
      const color = LOSS_INKS[i % LOSS_INKS.length]!;
      this.curve(
        metrics.map((entry) => ({ step: entry.step, value: entry.metrics[key] ?? Number.NaN })),
        y,
        color,
      );
      const now = metrics.find(({ step }) => step === this.picture.shownStep)?.metrics[key];
      const text = now === undefined ? name : `${name} ${numeral(now)}`;
      if (layout.isStacked) this.write(text, 0, 14 + i * NAME_LINE, color, 'left', 600);
      else this.write(text, layout.bar.left + 40, top + 18 + i * NAME_LINE, color, 'left', 600);
    }
  }

  private curve(points: readonly { step: number; value: number }[], y: (v: number) => number, color: string): void {
    const { context } = this;
    context.strokeStyle = this.ink(color);
    context.lineWidth = 1.5;
    context.beginPath();
    let isOpen = false;
    for (const { step, value } of thinCurve(points, (at) => Math.floor(this.x(at)))) {
      if (Number.isFinite(value) && isOpen) context.lineTo(this.x(step), y(value));
      else if (Number.isFinite(value)) context.moveTo(this.x(step), y(value));
      isOpen = Number.isFinite(value);
    }
    context.stroke();
  }

  rows(): void {
    const { layout, powers, words } = this.picture;
    const { strip, bar, losses, isStacked } = layout;
    const line = losses.bottom + HEAD + 4;
    this.write(words.strips, isStacked ? 0 : strip.left, line, '--ink-soft');
    if (!isStacked) this.write(words.bars, bar.left, line, '--ink-soft');
    if (powers !== null) this.powerLines(powers);
    this.strips();
    for (const [row, norms] of this.picture.norms.entries()) this.row(row, norms);
  }

  private powerLines({ from, to }: Powers): void {
    const { context } = this;
    const { bar, rows } = this.picture.layout;
    const [top, bottom] = [rowTop(this.picture.layout, 0), rowTop(this.picture.layout, rows)];
    context.strokeStyle = this.ink('--rule');
    context.lineWidth = 1;
    const gap = (bar.right - bar.left) / (to - from);
    for (let power = from; power <= to; power++) {
      const x = Math.round(bar.left + (power - from) * gap) + 0.5;
      context.beginPath();
      context.moveTo(x, top);
      context.lineTo(x, bottom);
      context.stroke();
      const every = Math.max(1, Math.ceil(34 / gap));
      if ((power - from) % every === 0) {
        this.write(
          powerText(power),
          x,
          top - 3,
          '--ink-faint',
          power === from ? 'left' : power === to ? 'right' : 'center',
        );
      }
    }
  }

  /** One pixel a step (or several steps a pixel), all parameters at once, stretched into their rows. */
  private strips(): void {
    const { context } = this;
    const { layout, seen, quantity, powers, steps } = this.picture;
    const { left, right } = layout.strip;
    const columns = Math.max(1, Math.min(steps, Math.floor(right - left)));
    const columnOf = (step: number): number => Math.min(columns - 1, Math.floor((step * columns) / steps));
    const [full, paper, broken] = ['--role-weights', '--paper', '--ink'].map((name) => channels(this.ink(name)));
    const image = new ImageData(columns, Math.max(1, layout.rows));
    for (let row = 0; row < layout.rows; row++)
      for (const [column, value] of seen.row(row, quantity, columns, columnOf).entries()) {
        if (value === null) continue;
        const isNumber = Number.isFinite(value);
        const share = powers === null || value === 0 ? 0 : FAINTEST + (1 - FAINTEST) * shareOf(value, powers);
        const at = 4 * (row * columns + column);
        for (let c = 0; c < 3; c++)
          image.data[at + c] = isNumber ? paper![c]! + (full![c]! - paper![c]!) * share : broken![c]!;
        image.data[at + 3] = 255;
      }
    const sheet = document.createElement('canvas');
    sheet.width = columns;
    sheet.height = image.height;
    sheet.getContext('2d')!.putImageData(image, 0, 0);
    context.imageSmoothingEnabled = false;
    for (let row = 0; row < layout.rows; row++) {
      const top = rowTop(layout, row) + layout.inset;
      context.drawImage(sheet, 0, row, columns, 1, left, top, right - left, layout.thickness);
      context.strokeStyle = this.ink('--rule');
      context.strokeRect(left + 0.5, top + 0.5, right - left - 1, layout.thickness - 1);
    }
  }

  private row(row: number, norms: ParameterNorms): void {
    const { context } = this;
    const { layout, quantity, powers, chosen } = this.picture;
    const { bar, inset, thickness, isStacked, strip, width } = layout;
    const top = rowTop(layout, row);
    const isChosen = row === chosen;
    const weight = isChosen ? 700 : 400;
    const line = isStacked ? top + 14 : top + 16;
    const value = norms[quantity];
    this.write(norms.label, isStacked ? 0 : strip.left - 10, line, '--ink', isStacked ? 'left' : 'right', weight);
    this.write(numeral(value, 3), width, line, '--ink', 'right', weight);
    if (powers === null || !(value > 0)) return;
    context.fillStyle = this.ink('--role-weights');
    const length = Math.max(1, shareOf(value, powers) * (bar.right - bar.left));
    context.fillRect(bar.left, top + inset, length, thickness);
    if (!isChosen) return;
    context.strokeStyle = this.ink('--accent');
    context.lineWidth = 2;
    context.strokeRect(bar.left, top + inset, length, thickness);
  }

  /** Where the figures stand, and what deserves a look. */
  marks(): void {
    const { context } = this;
    const { layout, shownStep, flags } = this.picture;
    const bottom = rowTop(layout, layout.rows);
    const x = Math.round(this.x(shownStep)) + 0.5;
    context.strokeStyle = this.ink('--accent');
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(x, layout.losses.top - 4);
    context.lineTo(x, layout.losses.bottom);
    for (let row = 0; row < layout.rows; row++) {
      const top = rowTop(layout, row) + layout.inset;
      context.moveTo(x, top - 1);
      context.lineTo(x, top + layout.thickness + 1);
    }
    context.stroke();
    context.fillStyle = this.ink('--ink');
    for (const step of flags) {
      const at = this.x(step);
      for (const [y, up] of [
        [bottom + 2, 1],
        [layout.losses.bottom + 2, 1],
      ] as const) {
        context.beginPath();
        context.moveTo(at, y);
        context.lineTo(at - 5, y + 8 * up);
        context.lineTo(at + 5, y + 8 * up);
        context.fill();
      }
    }
  }
}
