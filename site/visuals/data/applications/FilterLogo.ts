/**
 * `<filter-logo>`: the filters of a 1-D convolution over DNA, each as a logo: in every column the four letters stacked, as high as their weight lies
 * above the column's mean, those below it under the line. Behind them in outline the motif that was planted, where it fits best, and how well. A
 * filter can be turned by 180°, to the other strand, and a column of it erased, in a track that trains on from there. Behind a curtain
 * (`data-curtain`: a prediction) the motif waits for the guess. One tab stop: left and right go from column to column, up and down from filter to filter.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import type { Edit } from '../../../player/TrackSpec.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { type Drawn, drawnCells } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { BASES, type Columns, type Filter, filtersOf, fitOf, MOTIF, turned, wordColumns } from './logo.ts';

const LOGO_HEIGHT = 128;
const GAP = 18;
/** One colour a base, beside its letter. */
const COLORS: Readonly<Record<string, string>> = {
  A: '--accent',
  C: '--positive',
  G: '--negative',
  T: '--role-loss',
};
/** Lower letters could not be read. */
const LEAST = 3;

interface Place {
  readonly left: number;
  readonly top: number;
}

export class FilterLogo extends Figure {
  private readonly canvas = document.createElement('canvas');
  private readonly readout = document.createElement('p');
  private readonly turn = document.createElement('button');
  private readonly erase = document.createElement('button');
  private filter = 0;
  private column = 0;
  private isTurned = false;
  private across = 1;
  private wide = 1;

  private get words() {
    return this.strings.applications.logo;
  }

  protected build(player: Player): void {
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute('role', 'application');
    this.canvas.addEventListener('click', (event) => this.choose(this.placeAt(event)));
    this.canvas.addEventListener('keydown', (event) => this.key(event));
    const bar = document.createElement('div');
    bar.className = 'figure-controls';
    for (const [button, text, act] of [
      [this.turn, this.words.turn, () => this.setTurned(!this.isTurned)],
      [this.erase, this.words.erase, () => void this.eraseColumn(player)],
    ] as const) {
      button.type = 'button';
      button.className = 'plain';
      button.textContent = text;
      button.addEventListener('click', act);
      bar.append(button);
    }
    this.turn.setAttribute('aria-pressed', 'false');
    this.readout.className = 'applications-readout';
    this.readout.setAttribute('aria-live', 'polite');
    this.append(this.canvas, bar, this.readout);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  private get isCovered(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  private filters(): readonly Filter[] {
    const trace = this.player?.state.trace ?? null;
    return (trace && filtersOf(trace)) ?? [];
  }

  /** As it is shown: a turned one is still the same filter, read from its other end. */
  private heightsOf({ heights }: Filter): Columns {
    return this.isTurned ? turned(heights) : heights;
  }

  private setTurned(isTurned: boolean): void {
    this.isTurned = isTurned;
    this.turn.setAttribute('aria-pressed', String(isTurned));
    this.invalidate();
  }

  private placeAt({ clientX, clientY }: MouseEvent): { readonly filter: number; readonly column: number } {
    const box = this.canvas.getBoundingClientRect();
    const [across, down] = [
      Math.floor((clientX - box.x) / (this.wide + GAP)),
      Math.floor((clientY - box.y) / (LOGO_HEIGHT + GAP)),
    ];
    const width = this.filters()[0]?.weights.length ?? 1;
    const within = clientX - box.x - across * (this.wide + GAP);
    return { filter: down * this.across + across, column: Math.floor((within / this.wide) * width) };
  }

  private choose({ filter, column }: { readonly filter: number; readonly column: number }): void {
    const filters = this.filters();
    const width = filters[0]?.weights.length ?? 1;
    this.filter = Math.min(Math.max(0, filter), filters.length - 1);
    this.column = Math.min(Math.max(0, column), width - 1);
    this.invalidate();
  }

  private key(event: KeyboardEvent): void {
    const moves: Readonly<Record<string, readonly [filter: number, column: number]>> = {
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
    };
    if (event.key === 'Escape') this.canvas.blur();
    const move = moves[event.key];
    if (move === undefined) return;
    this.choose({ filter: this.filter + move[0], column: this.column + move[1] });
    event.preventDefault();
    event.stopPropagation();
  }

  /** The weights of the chosen column become their mean: no letter is preferred there any more. */
  private async eraseColumn(player: Player): Promise<void> {
    const filter = this.filters()[this.filter];
    if (filter === undefined) return;
    if (!player.hasRoom) {
      this.readout.textContent = this.words.full;
      return;
    }
    const column = this.isTurned ? filter.weights.length - 1 - this.column : this.column;
    const weights = filter.weights[column]!;
    const value = Math.round((1000 * weights.reduce((sum, weight) => sum + weight, 0)) / weights.length) / 1000;
    const edits = weights.map(
      (_, base): Edit => ({ kind: 'set', parameter: 'conv.weight', index: [this.filter, base, column], value }),
    );
    try {
      await player.fork(edits);
    } catch (error) {
      this.readout.textContent = (error as Error).message;
    }
  }

  protected override draw({ trace }: PlayerState): void {
    const filters = this.filters();
    const width = this.clientWidth;
    this.across = width >= 720 ? 4 : width >= 420 ? 2 : 1;
    if (filters.length < this.across) this.across = Math.max(1, filters.length);
    this.wide = (width - GAP * (this.across - 1)) / this.across;
    const rows = Math.ceil(filters.length / this.across);
    const context = prepareCanvas(this.canvas, width, Math.max(1, rows) * (LOGO_HEIGHT + GAP));
    this.canvas.setAttribute(
      'aria-label',
      fill(this.words.label, { filter: this.filter + 1, column: this.column + 1 }),
    );
    this.erase.disabled = filters.length === 0;
    if (trace === null || filters.length === 0) {
      this.readout.textContent = this.words.none;
      return;
    }
    this.filter = Math.min(this.filter, filters.length - 1);
    // One scale for all: a filter that has learned nothing is small.
    const largest = Math.max(...filters.map((one) => tallest(one.heights)));
    for (const [i, filter] of filters.entries()) {
      const place = {
        left: (i % this.across) * (this.wide + GAP),
        top: Math.floor(i / this.across) * (LOGO_HEIGHT + GAP),
      };
      this.paint(context, i, filter, place, largest);
    }
    this.readout.textContent = this.said(filters[this.filter]!);
  }

  private paint(context: CanvasRenderingContext2D, i: number, filter: Filter, at: Place, largest: number): void {
    const { fontSize } = getComputedStyle(this);
    const em = 0.85 * Number.parseFloat(fontSize);
    const font = ink(this, '--font-ui');
    const { left, top } = at;
    const heights = this.heightsOf(filter);
    const [roof, floor] = [top + 1.5 * em, top + LOGO_HEIGHT];
    const [up, down] = sides(heights);
    const per = (floor - roof) / Math.max(2 * largest, up + down);
    const zero = roof + Math.max(largest, up) * per;
    const step = this.wide / heights.length;
    const isChosen = i === this.filter;
    context.fillStyle = ink(this, '--rule-strong');
    context.fillRect(left, Math.round(zero), this.wide, 1);
    if (isChosen) {
      context.fillStyle = ink(this, '--selection');
      context.fillRect(left + this.column * step, roof, step, floor - roof);
      context.strokeStyle = ink(this, '--accent');
      context.lineWidth = 1.5;
      context.strokeRect(left + 1, top + 1, this.wide - 2, LOGO_HEIGHT - 2);
    }
    const fit = fitOf(heights);
    if (!this.isCovered && fit !== null) {
      context.strokeStyle = ink(this, '--ink-faint');
      context.lineWidth = 1;
      for (const [j, column] of wordColumns(MOTIF).entries()) {
        const height = Math.max(...column) * largest * per;
        letter(context, MOTIF[j]!, {
          left: left + (fit.offset + j) * step,
          bottom: zero,
          wide: step,
          high: height,
          font,
          isOutline: true,
        });
      }
    }
    for (const [j, column] of heights.entries()) {
      const inOrder = [...BASES].map((base, b) => ({ base, value: column[b]! }));
      let [above, below] = [zero, zero];
      for (const { base, value } of inOrder.toSorted((a, b) => Math.abs(a.value) - Math.abs(b.value))) {
        const high = Math.abs(value) * per;
        if (value > 0) above -= high;
        else below += high;
        if (high < LEAST) continue;
        context.fillStyle = ink(this, COLORS[base]!);
        context.globalAlpha = value > 0 ? 1 : 0.45;
        letter(context, base, {
          left: left + j * step,
          bottom: value > 0 ? above + high : below,
          wide: step,
          high,
          font,
          isOutline: false,
        });
        context.globalAlpha = 1;
      }
    }
    context.font = `${em}px ${font}`;
    context.fillStyle = ink(this, '--ink-soft');
    [context.textAlign, context.textBaseline] = ['left', 'top'];
    context.fillText(fill(this.words.filter, { filter: i + 1 }), left + 4, top + 3);
    if (fit === null) return;
    context.textAlign = 'right';
    context.fillText(this.isCovered ? '?' : numeral(fit.correlation, 2), left + this.wide - 4, top + 3);
  }

  private said(filter: Filter): string {
    const heights = this.heightsOf(filter);
    const column = heights[this.column] ?? [];
    const letters = [...BASES].map((base, b) => `${base} ${numeral(column[b] ?? Number.NaN, 3)}`).join(', ');
    const [own, other] = [fitOf(filter.heights), fitOf(turned(filter.heights))];
    const text = (fit: typeof own): string => (fit === null || this.isCovered ? '?' : numeral(fit.correlation, 2));
    return fill(this.words.readout, {
      filter: this.filter + 1,
      column: this.column + 1,
      letters,
      own: text(own),
      other: text(other),
    });
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const update = trace?.updates.find(({ label }) => label === 'conv.weight');
    const tensor = trace?.tensors.get(update?.before ?? Number.NaN);
    return tensor === undefined || trace === null || filtersOf(trace) === null
      ? []
      : drawnCells('parameter conv.weight before', { ...tensor, prefix: [] });
  }

  protected override table({ trace }: PlayerState): HTMLTableElement | null {
    const filter = this.filters()[this.filter];
    if (trace === null || filter === undefined) return null;
    const rows = filter.weights.map((column, j) => [String(j + 1), ...column.map((weight) => numeral(weight, 4))]);
    const caption = fill(this.words.tableCaption, { filter: this.filter + 1, step: trace.step });
    return numberTable(caption, [this.words.columnName, ...BASES], rows);
  }

  protected override sentence({ trace }: PlayerState): string {
    if (trace === null || this.filters().length === 0) return this.words.none;
    return fill(this.isCovered ? this.words.closed : this.words.sentence, { step: trace.step, motif: MOTIF });
  }
}

const tallest = (heights: Columns): number => Math.max(...sides(heights));

/** The highest stack above the line, and the lowest below it. */
const sides = (heights: Columns): readonly [up: number, down: number] => [
  Math.max(...heights.map((column) => column.reduce((sum, value) => sum + Math.max(0, value), 0))),
  Math.max(...heights.map((column) => column.reduce((sum, value) => sum + Math.max(0, -value), 0))),
];

interface LetterBox {
  readonly left: number;
  readonly bottom: number;
  readonly wide: number;
  readonly high: number;
  readonly font: string;
  readonly isOutline: boolean;
}

/** A letter stretched to fill a box. */
function letter(
  context: CanvasRenderingContext2D,
  text: string,
  { left, bottom, wide, high, font, isOutline }: LetterBox,
): void {
  context.save();
  context.font = `700 100px ${font}`;
  [context.textAlign, context.textBaseline] = ['left', 'alphabetic'];
  const {
    actualBoundingBoxLeft: before,
    actualBoundingBoxRight: after,
    actualBoundingBoxAscent: tall,
  } = context.measureText(text);
  const [across, up] = [(0.92 * wide) / (before + after), high / tall];
  context.translate(left + 0.04 * wide, bottom);
  context.scale(across, up);
  if (isOutline) {
    context.lineWidth = 1.5 / Math.min(across, up);
    context.strokeText(text, before, 0);
  } else context.fillText(text, before, 0);
  context.restore();
}

customElements.define('filter-logo', FilterLogo);
