/**
 * `<window-walk>`: a picture, a kernel of nine numbers, and the map that it makes. The window goes where the reader points; the nine products
 * and their sum stand below. The map waits for the guess of a question (`data-curtain`): the place that is chosen is the guess. Then other
 * kernels can be laid on, or typed. `mapOf.ts` counts; the framework's convolution judges it in a test.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player } from '../../../player/Player.ts';
import { answerTo, draftGuess, whenAnswered } from '../../parts/answers.ts';
import { type WindowTable, windowTable } from '../../parts/cells/windowTable.ts';
import { Figure } from '../../parts/Figure.ts';
import { numeral, scaleOf } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { TensorView } from '../../stage/TensorView.ts';
import { type FeatureMap, lowestOf, mapOf, windowAt } from './mapOf.ts';

const HEIGHT = 224;
const [SUM_DIGITS, CELL_DIGITS] = [5, 4];
const SIDE = 3;
/** So the map is as large as its picture. */
const GAIT = { padding: 1, stride: 1 } as const;
/** Kernels to lay on. The first is Sobel's: Duda & Hart (1973), §7.3. */
const KERNELS = {
  sobel: [1, 0, -1, 2, 0, -2, 1, 0, -1],
  mirrored: [-1, 0, 1, -2, 0, 2, -1, 0, 1],
  lying: [1, 2, 1, 0, 0, 0, -1, -2, -1],
  blur: [0.1, 0.1, 0.1, 0.1, 0.2, 0.1, 0.1, 0.1, 0.1],
  outline: [-1, -1, -1, -1, 8, -1, -1, -1, -1],
} as const;
type KernelName = keyof typeof KERNELS;
const names = Object.keys(KERNELS) as readonly KernelName[];

interface Parts {
  readonly image: TensorView;
  readonly map: TensorView;
  readonly window: WindowTable;
  readonly products: WindowTable;
  readonly cells: readonly HTMLInputElement[];
  readonly buttons: ReadonlyMap<KernelName, HTMLButtonElement>;
  readonly sum: HTMLElement;
}

export class WindowWalk extends Figure {
  private kernel: readonly number[] = KERNELS.sobel;
  private at: readonly [row: number, column: number] = [0, 0];
  private first: readonly [row: number, column: number] = [0, 0];
  private pixels: readonly number[] | null = null;
  private parts: Parts | null = null;

  /** Its elements come into the page with the first picture, so that nothing of them moves. */
  private waiting: HTMLElement[] = [];

  protected build(_player: Player): void {
    const { strings, words } = this;
    this.first = this.leftEdge();
    this.at = this.first;
    const choose = (index: readonly number[]): void => this.choose(index.slice(-2) as [number, number]);
    const reads = { onSelect: choose, onMove: choose };
    const size = { strings, maxHeight: HEIGHT, maxCell: 16, digits: CELL_DIGITS, ...reads };
    const parts: Parts = {
      image: new TensorView(size),
      map: new TensorView(size),
      window: windowTable('window', 'value'),
      products: windowTable('products', 'value'),
      cells: Array.from({ length: SIDE * SIDE }, (_, cell) => this.kernelCell(cell)),
      buttons: new Map(names.map((name) => [name, this.kernelButton(name)])),
      sum: document.createElement('p'),
    };
    this.parts = parts;
    const maps = document.createElement('div');
    maps.className = 'lens-maps';
    maps.append(parts.image.element, parts.map.element);
    const kernels = document.createElement('div');
    kernels.className = 'figure-controls';
    kernels.setAttribute('role', 'group');
    kernels.setAttribute('aria-label', words.kernels);
    kernels.append(...parts.buttons.values());
    const typed = document.createElement('fieldset');
    const legend = document.createElement('legend');
    legend.textContent = words.kernel;
    typed.className = 'walk-kernel';
    typed.append(legend, ...parts.cells);
    parts.window.name(words.window);
    parts.products.name(words.products);
    const row = document.createElement('div');
    row.className = 'lens-terms';
    row.append(parts.window.element, sign('×'), typed, sign('='), parts.products.element);
    parts.sum.className = 'lens-sum';
    this.waiting = [kernels, maps, row, parts.sum];
    const { curtain } = this.dataset;
    if (curtain === undefined) return;
    whenAnswered(curtain, () => {
      // Asked again, it begins anew.
      if (this.isClosed) [this.kernel, this.at] = [KERNELS.sobel, this.first];
      this.invalidate();
    });
  }

  private get words() {
    return this.strings.figures.windowWalk;
  }

  private get picture(): readonly number[] {
    this.pixels ??= JSON.parse(this.dataset['picture'] ?? '[]') as readonly number[];
    return this.pixels;
  }

  private get columns(): number {
    return Math.sqrt(this.picture.length);
  }

  private get isClosed(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  /** In the middle row of the picture, the first cell that the pen has reached. */
  private leftEdge(): readonly [number, number] {
    const row = this.columns / 2;
    const column = this.picture.slice(row * this.columns, (row + 1) * this.columns).findIndex((ink) => ink > 0);
    return [row, Math.max(0, column)];
  }

  private map(kernel = this.kernel): FeatureMap {
    return mapOf({ values: this.picture, columns: this.columns }, { values: kernel, columns: SIDE }, GAIT);
  }

  /** What the question asks: the place where Sobel's map is lowest, counted in reading order. */
  get facts(): Readonly<Record<string, number>> {
    return { darkest: lowestOf(this.map(KERNELS.sobel).values) };
  }

  private choose(place: readonly [number, number]): void {
    this.at = place;
    if (this.isClosed) draftGuess(this.dataset['curtain']!, String(place[0] * this.columns + place[1]));
    this.invalidate();
  }

  private kernelButton(name: KernelName): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'plain';
    button.textContent = this.words.names[name];
    button.addEventListener('click', () => {
      this.kernel = KERNELS[name];
      this.invalidate();
    });
    return button;
  }

  private kernelCell(cell: number): HTMLInputElement {
    const input = document.createElement('input');
    input.type = 'number';
    input.step = 'any';
    input.setAttribute(
      'aria-label',
      fill(this.words.kernelCell, { row: Math.floor(cell / SIDE), column: cell % SIDE }),
    );
    input.addEventListener('change', () => {
      const given = Number(input.value);
      if (input.value !== '' && Number.isFinite(given)) this.kernel = this.kernel.with(cell, given);
      this.invalidate();
    });
    return input;
  }

  private get products(): readonly number[] {
    return this.under.map((value, cell) => (value ?? 0) * this.kernel[cell]!);
  }

  private get under(): readonly (number | null)[] {
    const [row, column] = this.at;
    const picture = { values: this.picture, columns: this.columns };
    return windowAt(picture, { values: this.kernel, columns: SIDE }, [row - GAIT.padding, column - GAIT.padding]);
  }

  protected override draw(): void {
    const { parts, words, isClosed, kernel, at } = this;
    if (parts === null) return;
    this.append(...this.waiting.splice(0));
    const width = Math.min(HEIGHT, (this.clientWidth - 24) / 2);
    const shape = [this.columns, this.columns];
    const plane = { shape, prefix: [], fullShape: shape };
    const map = this.map();
    const [row, column] = at;
    parts.image.draw(
      {
        name: words.image,
        shown: { ...plane, values: Float32Array.from(this.picture) },
        mode: 'value',
        scale: 1,
        frame: { index: [row - GAIT.padding, column - GAIT.padding], rows: SIDE, columns: SIDE },
        selected: at,
      },
      width,
    );
    const lowest = lowestOf(map.values);
    parts.map.draw(
      {
        name: words.map,
        shown: { ...plane, values: map.values },
        mode: 'value',
        scale: scaleOf(map.values),
        frame: { index: at, rows: 1, columns: 1 },
        selected: at,
        covered: isClosed ? words.covered : null,
        marked: isClosed ? [] : [[Math.floor(lowest / this.columns), lowest % this.columns]],
      },
      width,
    );
    for (const [name, button] of parts.buttons) {
      button.disabled = isClosed;
      button.setAttribute('aria-pressed', String(KERNELS[name].every((value, cell) => value === kernel[cell])));
    }
    parts.cells.forEach((input, cell) => {
      input.disabled = isClosed;
      if (document.activeElement !== input) input.value = String(kernel[cell]);
    });
    // Of a guess the sum is not shown: only the first window's, so that one sees how it comes about.
    const isGuess = isClosed && at !== this.first;
    parts.window.set(this.under, SIDE, 1);
    parts.products.set(this.products, SIDE, scaleOf(kernel));
    parts.products.element.style.visibility = isGuess ? 'hidden' : '';
    const text = isGuess ? fill(words.guess, { row, column }) : this.sumText(map);
    if (parts.sum.textContent !== text) parts.sum.textContent = text;
  }

  private sumText({ values }: FeatureMap): string {
    const [row, column] = this.at;
    const sum = values[row * this.columns + column]!;
    return fill(this.words.sum, { row, column, sum: numeral(sum, SUM_DIGITS) });
  }

  protected override table(): HTMLTableElement | null {
    const { words, under, products, kernel } = this;
    if (this.isClosed && this.at !== this.first) return null;
    return numberTable(
      fill(words.tableCaption, { row: this.at[0], column: this.at[1] }),
      words.columns,
      under.map((value, cell) => [
        `[${Math.floor(cell / SIDE)}, ${cell % SIDE}]`,
        ...[value ?? 0, kernel[cell]!, products[cell]!].map((number) => numeral(number, SUM_DIGITS)),
      ]),
    );
  }

  protected override sentence(): string {
    if (this.isClosed) return this.words.asked;
    const { values } = this.map();
    const lowest = lowestOf(values);
    return fill(this.words.sentence, {
      row: Math.floor(lowest / this.columns),
      column: lowest % this.columns,
      value: numeral(values[lowest]!, SUM_DIGITS),
    });
  }
}

function sign(text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'lens-sign';
  element.textContent = text;
  return element;
}

customElements.define('window-walk', WindowWalk);
