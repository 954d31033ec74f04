/**
 * `<stride-walk>`: one row of numbers, and what one sees when it is walked by a shape, strides and an offset. The dials may be turned to
 * anything; a walk that would leave the memory is refused with the place that it would read. Modes: `walk`, one picture; `share`, two
 * pictures over one memory, into which one writes; `flat`, the order of memory beside that of reading. Copies are the framework's own. With
 * `data-numbers` the memory holds these few, each written into its cells, in the place of a picture.
 */
import { fill } from '../../../i18n/fill.ts';
import { type Strings, stringsFor } from '../../../i18n/index.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { BARCODE_HEIGHT, CLOSE_HEIGHT, paintBarcode, paintClose, type Strip } from './paintStrip.ts';
import { WalkPicture } from './WalkPicture.ts';
import {
  dense,
  firstMoved,
  jumpsTo,
  lookOf,
  loopsOf,
  placeAt,
  placesOf,
  refusalOf,
  seenTwice,
  straightened,
  type Walk,
} from './walking.ts';

const SIDE = 28;
/** So many rows and columns of numbered cells are still read. */
const MOST_NUMBERED = 8;
const dials = ['rows', 'columns', 'rowStride', 'columnStride', 'offset'] as const;
type Dial = (typeof dials)[number];

export class StrideWalk extends HTMLElement {
  facts: Readonly<Record<string, number>> = {};
  private readonly strings: Strings = stringsFor(document.documentElement.lang);
  private memory = new Float32Array(0);
  /** What y reads where it is a copy. */
  private copied: Float32Array<ArrayBuffer> | null = null;
  private walk: Walk = dense([SIDE, SIDE]);
  private index: readonly [number, number] = [0, 0];
  private written: number | null = null;
  private readonly x = new WalkPicture((index) => this.choose(index));
  private readonly y = new WalkPicture((index) => this.choose(index));
  private readonly barcode = document.createElement('canvas');
  private readonly close = document.createElement('canvas');
  private readonly second = document.createElement('canvas');
  private observers: { disconnect(): void }[] = [];
  private drawing = 0;

  connectedCallback(): void {
    this.memory = this.fresh();
    this.walk = JSON.parse(this.dataset['walk'] ?? 'null') as Walk;
    this.index = (this.dataset['at'] ?? '2,3').split(',').map(Number) as unknown as [number, number];
    const whole = dense([SIDE, SIDE]);
    const asked = JSON.parse(this.dataset['asked'] ?? this.dataset['walk'] ?? 'null') as Walk;
    const askedAt = this.dataset['askedAt']?.split(',').map(Number) ?? this.index;
    this.facts = {
      place: placeAt(asked, askedAt),
      look: lookOf(asked),
      // A walk writes nothing: all that changes is how it is walked.
      copied: this.memory.filter((value, i) => value !== this.fresh()[i]).length,
      seen: seenTwice(whole, asked, this.index) > 0 ? 1 : 0,
      moved: firstMoved(asked) ?? -1,
    };
    this.build();
    this.listen();
    this.fillDials();
    this.draw();
  }

  disconnectedCallback(): void {
    for (const observer of this.observers) observer.disconnect();
    cancelAnimationFrame(this.drawing);
  }

  /** The few numbers that take the place of a picture. */
  private get numbers(): readonly number[] | null {
    return JSON.parse(this.dataset['numbers'] ?? 'null') as readonly number[] | null;
  }

  private fresh(): Float32Array<ArrayBuffer> {
    const { numbers } = this;
    return numbers === null ? digit() : Float32Array.from(numbers);
  }

  /** Of few numbers: the largest. */
  private get full(): { readonly full?: number } {
    return this.numbers === null ? {} : { full: Math.max(...this.memory) };
  }

  private get mode(): string {
    return this.dataset['mode'] ?? 'walk';
  }

  private piece<T extends HTMLElement = HTMLElement>(name: string): T | null {
    return this.querySelector<T>(`[data-part="${name}"]`);
  }

  private build(): void {
    const words = this.strings.strides;
    const stage = this.piece('stage')!;
    const pictures = document.createElement('div');
    pictures.className = 'stride-pictures';
    if (this.mode !== 'walk') pictures.append(this.x.element);
    pictures.append(this.y.element);
    const named = (text: string, canvas: HTMLCanvasElement): HTMLElement => {
      const holder = document.createElement('div');
      const name = document.createElement('p');
      name.textContent = text;
      canvas.setAttribute('aria-hidden', 'true');
      holder.append(name, canvas);
      return holder;
    };
    const strips =
      this.numbers === null ? [named(fill(words.memory, { count: this.memory.length }), this.barcode)] : [];
    if (this.mode === 'flat') strips.push(named(words.straight, this.second));
    else strips.push(named('', this.close));
    stage.replaceChildren(pictures, ...strips);
  }

  private listen(): void {
    const form = this.querySelector('form')!;
    form.addEventListener('submit', (event) => event.preventDefault());
    for (const control of form.querySelectorAll<HTMLInputElement | HTMLButtonElement>('input, button'))
      control.disabled = false;
    form.addEventListener('input', (event) => {
      if (event.target === this.piece('as-copy')) this.renew();
      else this.readDials();
    });
    for (const button of form.querySelectorAll<HTMLButtonElement>('[data-preset]'))
      button.addEventListener('click', () => {
        this.walk = JSON.parse(button.dataset['preset']!) as Walk;
        this.fillDials();
        this.turned();
      });
    this.piece('write')?.addEventListener('click', () => this.write());
    this.piece('renew')?.addEventListener('click', () => this.renew());
    const redraw = (): void => this.draw();
    const resized = new ResizeObserver(redraw);
    resized.observe(this);
    const themed = new MutationObserver(redraw);
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-presenter'] });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const paper = matchMedia('print');
    const figure = this.closest('figure');
    for (const media of [dark, paper]) media.addEventListener('change', redraw);
    figure?.addEventListener('figure:view', redraw);
    const { curtain } = this.dataset;
    if (curtain !== undefined) this.observers.push({ disconnect: whenAnswered(curtain, redraw) });
    this.observers.push(resized, themed, {
      disconnect: () => {
        for (const media of [dark, paper]) media.removeEventListener('change', redraw);
        figure?.removeEventListener('figure:view', redraw);
      },
    });
  }

  // The dials.

  private dial(name: Dial): HTMLInputElement {
    return this.querySelector<HTMLInputElement>(`[data-dial="${name}"]`)!;
  }

  private fillDials(): void {
    const { shape, strides, offset } = this.walk;
    for (const [place, value] of [...shape, ...strides, offset].entries())
      this.dial(dials[place]!).value = String(value);
  }

  private readDials(): void {
    const [rows, columns, rowStride, columnStride, offset] = dials.map((name) => {
      const { value } = this.dial(name);
      return /^\d{1,4}$/.test(value) ? Number(value) : Number.NaN;
    }) as [number, number, number, number, number];
    // Half typed: wait for the rest.
    if ([rows, columns, rowStride, columnStride, offset].some(Number.isNaN) || rows < 1 || columns < 1) return;
    const most = this.numbers === null ? 784 : MOST_NUMBERED;
    const asked = {
      shape: [Math.min(rows, most), Math.min(columns, most)],
      strides: [rowStride, columnStride],
      offset,
    };
    const refused = refusalOf(asked, this.memory.length);
    this.toggleAttribute('data-refused', refused !== null);
    if (refused !== null) {
      const { index, place } = refused;
      this.tell(fill(this.strings.strides.refused, { index: index.join(', '), place, last: this.memory.length - 1 }));
      return;
    }
    this.walk = asked;
    this.turned();
  }

  private turned(): void {
    this.toggleAttribute('data-refused', false);
    const { shape } = this.walk;
    this.index = [Math.min(this.index[0], shape[0]! - 1), Math.min(this.index[1], shape[1]! - 1)];
    if (this.isCopy) this.copied = straightened(this.memory, this.walk);
    this.written = null;
    this.tell('');
    this.draw();
  }

  private get isCopy(): boolean {
    return this.piece<HTMLInputElement>('as-copy')?.checked ?? false;
  }

  private choose(index: readonly [number, number]): void {
    this.index = index;
    this.draw();
  }

  private tell(text: string): void {
    const told = this.piece('told')!;
    if (told.textContent !== text) told.textContent = text;
  }

  // Writing.

  /** Memory as it was, and a fresh copy where y is one. */
  private renew(): void {
    this.memory = this.fresh();
    this.written = null;
    this.copied = this.isCopy ? straightened(this.memory, this.walk) : null;
    this.tell('');
    this.draw();
  }

  /** y, and the memory it reads. */
  private get seen(): { readonly walk: Walk; readonly memory: Float32Array<ArrayBuffer> } {
    if (this.copied === null) return { walk: this.walk, memory: this.memory };
    return { walk: dense(this.walk.shape), memory: this.copied };
  }

  private write(): void {
    const words = this.strings.strides;
    const { walk, memory } = this.seen;
    const place = placeAt(walk, this.index);
    memory[place] = 1;
    this.written = place;
    const count = this.copied === null ? seenTwice(dense([SIDE, SIDE]), walk, this.index) : 0;
    const cells = [words.nowhere, words.oneCell][count] ?? fill(words.cells, { count });
    this.tell(fill(this.copied === null ? words.written : words.writtenCopy, { place, count: cells }));
    this.draw();
  }

  // Drawing.

  private draw(): void {
    cancelAnimationFrame(this.drawing);
    this.drawing = requestAnimationFrame(() => this.drawNow());
  }

  private drawNow(): void {
    const figure = this.closest<HTMLElement>('figure');
    if (figure?.dataset['view'] === 'table') figure.querySelector('[data-table]')?.replaceChildren(this.table());
    const width = this.clientWidth;
    if (width > 0) {
      this.drawPictures(width);
      this.drawStrips(width);
    }
    this.say(figure);
  }

  private drawPictures(width: number): void {
    const words = this.strings.strides;
    const { walk, memory } = this.seen;
    const [row, column] = this.index;
    const place = placeAt(walk, this.index);
    const written = this.written;
    const each = this.mode === 'walk' ? width : (width - 24) / 2;
    const spoken = fill(words.cell, { row, column, place, value: short(memory[place]!) });
    const title = this.numbers === null ? words.picture : words.tensor;
    const name = this.mode === 'walk' ? fill(title, { row, column }) : words.other;
    this.y.draw({ name, walk, memory, index: this.index, spoken, written, ...this.full }, each);
    if (this.mode === 'walk') return;
    // The cursor of x stands where the same place lies, as long as both read one memory.
    const at = this.copied === null ? ([Math.floor(place / SIDE), place % SIDE] as const) : this.index;
    const whole = dense([SIDE, SIDE]);
    const same = placeAt(whole, at);
    const told = fill(words.cell, { row: at[0], column: at[1], place: same, value: short(this.memory[same]!) });
    this.x.draw(
      {
        name: words.original,
        walk: whole,
        memory: this.memory,
        index: at,
        spoken: told,
        written: this.copied === null ? written : null,
      },
      each,
    );
  }

  private drawStrips(width: number): void {
    const em = Number.parseFloat(getComputedStyle(this).fontSize);
    const font = `${0.85 * em}px ${getComputedStyle(this).fontFamily}`;
    const { walk, memory } = this.seen;
    const place = placeAt(walk, this.index);
    const strip: Strip = {
      memory,
      place,
      jumps: jumpsTo(walk, this.index),
      read: new Set(placesOf(walk)),
      written: this.written,
      ...this.full,
    };
    const box = { width, em };
    const paint = (canvas: HTMLCanvasElement, height: number, how: typeof paintBarcode, what: Strip): void => {
      const context = prepareCanvas(canvas, width, height);
      context.font = font;
      how(context, this, what, box);
    };
    const words = this.strings.strides;
    const label = this.copied === null ? words.memory : words.copyMemory;
    const named = fill(label, { count: memory.length });
    if (this.numbers === null) {
      this.barcode.previousElementSibling!.textContent = named;
      paint(this.barcode, BARCODE_HEIGHT, paintBarcode, strip);
    }
    if (this.mode === 'flat') {
      const own = straightened(memory, walk);
      const position = this.index[0] * walk.shape[1]! + this.index[1];
      const flat = { memory: own, place: position, jumps: [], read: new Set<number>(), written: null };
      paint(this.second, BARCODE_HEIGHT, paintBarcode, flat);
    } else {
      this.close.previousElementSibling!.textContent = this.numbers === null ? fill(words.near, { place }) : named;
      paint(this.close, CLOSE_HEIGHT, paintClose, strip);
    }
  }

  /** The sum with its numbers, what the mode has to say, and the caption. */
  private say(figure: HTMLElement | null): void {
    const words = this.strings.strides;
    const { walk, memory } = this.seen;
    const place = placeAt(walk, this.index);
    const sum = [walk.offset, ...this.index.map((i, axis) => `${i}·${walk.strides[axis]!}`)].join(' + ');
    this.piece('formula')!.textContent = fill(words.formula, {
      index: this.index.join(', '),
      sum,
      place,
      value: short(memory[place]!),
    });
    if (this.mode === 'flat' && !this.hasAttribute('data-refused')) this.tell(this.flatText());
    const caption = figure?.querySelector('[data-caption]');
    const text = fill(words.sentence, {
      shape: walk.shape.join(', '),
      strides: walk.strides.join(', '),
      offset: walk.offset,
      index: this.index.join(', '),
      place,
    });
    if (caption && caption.textContent !== text) caption.textContent = text;
  }

  private flatText(): string {
    const words = this.strings.strides;
    const { curtain } = this.dataset;
    const isAsked = curtain !== undefined && answerTo(curtain) === null;
    const position = firstMoved(this.walk);
    const moved =
      position === null ? words.unmoved : fill(words.moved, { position, place: placesOf(this.walk)[position]! });
    const loops = (walk: Walk): string => {
      const counts = loopsOf(walk);
      return counts.length === 1
        ? fill(words.oneLoop, { count: counts[0]! })
        : fill(words.nestedLoops, { loops: counts.length, counts: counts.join(' × ') });
    };
    return [
      ...(isAsked ? [] : [moved]),
      fill(words.loops, { loops: loops(this.walk) }),
      fill(words.loopExample, { loops: loops(dense([2, 3, 4])) }),
    ].join(' ');
  }

  private table(): HTMLTableElement {
    const words = this.strings.strides;
    const { walk, memory } = this.seen;
    const [row] = this.index;
    const rows = Array.from({ length: walk.shape[1]! }, (_, column) => {
      const place = placeAt(walk, [row, column]);
      return [String(column), String(place), short(memory[place]!)];
    });
    return numberTable(fill(words.tableCaption, { row }), words.tableColumns, rows);
  }
}

const short = (value: number): string => String(Number(value.toFixed(3)));

/** A fresh copy of the picture's 784 numbers: they stand once in the page. */
function digit(): Float32Array<ArrayBuffer> {
  const text = document.querySelector('[data-stride-digit]')?.textContent ?? '';
  const bytes = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
  return new Float32Array(bytes.buffer);
}

customElements.define('stride-walk', StrideWalk);
