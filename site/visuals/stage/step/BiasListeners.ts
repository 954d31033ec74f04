/**
 * `<bias-listeners>`: a number that was stretched over the batch, and everyone who read it. An arrow for each example with the gradient that it
 * sends, arriving one by one; in the middle the running total, added up (`+=`) or replaced each time (`=`). Behind a curtain (`data-curtain`: a
 * prediction) the total waits. A batch of more than sixteen is folded into one arrow of the rest.
 */
import { fill } from '../../../i18n/fill.ts';
import type { PlayerState } from '../../../player/Player.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import type { Drawn } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { numeral } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { type Listeners, listenersOf, runningTotals } from './listeners.ts';

const SVG = 'http://www.w3.org/2000/svg';
const MOST = 16;
/** In letters of the figure: a row, the end of the numbers, the radius of the bias. */
const ROW = 1.4;
const [TEXT, NODE] = [9, 3.1];

interface Arrow {
  readonly name: string;
  readonly value: number | null;
  /** The total once it has arrived. */
  readonly added: number | null;
}

export class BiasListeners extends Figure {
  private unit = 2;
  private heard = Number.POSITIVE_INFINITY;
  private readonly choice = document.createElement('select');
  private readonly range = document.createElement('input');
  private readonly replaces = document.createElement('input');
  private readonly stage = document.createElementNS(SVG, 'svg');
  private readonly told = document.createElement('p');
  private shown = '';

  protected build(): void {
    const { words } = this;
    this.unit = Number(this.dataset['unit'] ?? this.unit);
    this.choice.addEventListener('change', () => {
      this.unit = Number(this.choice.value);
      this.invalidate();
    });
    this.range.type = 'range';
    this.range.min = '0';
    this.range.addEventListener('input', () => {
      this.heard = Number(this.range.value);
      this.invalidate();
    });
    this.replaces.type = 'checkbox';
    this.replaces.addEventListener('change', () => this.invalidate());
    const labelled = (text: string, control: HTMLElement): HTMLLabelElement => {
      const label = document.createElement('label');
      label.append(text, ' ', control);
      return label;
    };
    const bar = document.createElement('div');
    bar.className = 'listeners-controls';
    bar.append(
      labelled(words.unit, this.choice),
      labelled(words.heard, this.range),
      labelled(words.replaces, this.replaces),
    );
    this.stage.setAttribute('aria-hidden', 'true');
    this.told.className = 'listeners-told';
    this.append(bar, this.stage, this.told);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  private get words() {
    return this.strings.engines.listeners;
  }

  /** As the lesson's formulas call the bias. */
  private get name(): string {
    return this.dataset['name'] ?? 'b₁';
  }

  private get isClosed(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  private read({ trace }: PlayerState): Listeners | null {
    return trace === null ? null : listenersOf(trace, this.dataset['op'] ?? '', this.unit);
  }

  /** Sixteen at most: the rest of a larger batch in one. */
  private arrows({ parts }: Listeners): readonly Arrow[] {
    const totals = runningTotals(parts);
    const name = (i: number): string => fill(this.words.example, { i });
    const single = parts.map((value, i) => ({ name: name(i), value, added: totals[i]! }));
    if (parts.length <= MOST) return single;
    const rest = parts.slice(MOST - 1);
    const folded = {
      name: fill(this.words.rest, { count: rest.length }),
      value: runningTotals(rest).at(-1)!,
      added: totals.at(-1)!,
    };
    return [...single.slice(0, MOST - 1), folded];
  }

  protected override draw(state: PlayerState): void {
    const found = this.read(state);
    if (found === null) return;
    const arrows = this.arrows(found);
    const heard = Math.min(this.heard, arrows.length);
    const em = Number.parseFloat(getComputedStyle(this).fontSize) || 15;
    const width = Math.max(20 * em, Math.min(this.clientWidth, 42 * em));
    const key = JSON.stringify([arrows, heard, width, this.replaces.checked, this.isClosed, this.unit]);
    if (key === this.shown) return;
    this.shown = key;
    if (this.choice.options.length !== found.units)
      this.choice.replaceChildren(
        ...Array.from({ length: found.units }, (_, i) => new Option(`${this.name}[${i}]`, String(i))),
      );
    this.choice.value = String(this.unit);
    this.range.max = String(arrows.length);
    this.range.value = String(heard);
    this.range.setAttribute('aria-valuetext', fill(this.words.heardOf, { heard, all: arrows.length }));
    this.paint(arrows, heard, width, em);
    this.told.textContent = this.tell(found, arrows, heard);
  }

  private totalAt(arrows: readonly Arrow[], heard: number): number | null {
    if (heard === 0) return 0;
    const last = arrows[heard - 1]!;
    return this.replaces.checked ? last.value : last.added;
  }

  private paint(arrows: readonly Arrow[], heard: number, width: number, em: number): void {
    const [row, text, node] = [ROW * em, TEXT * em, NODE * em];
    const height = Math.max((arrows.length + 0.5) * row, 8 * em);
    this.stage.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.stage.setAttribute('width', String(width));
    this.stage.setAttribute('height', String(height));
    const [x, y] = [width - node - 6, height / 2];
    const largest = Math.max(...arrows.map(({ value }) => Math.abs(value ?? 0)));
    const make = (name: string, attributes: Readonly<Record<string, string | number>>, text = ''): SVGElement => {
      const element = document.createElementNS(SVG, name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
      if (text !== '') element.textContent = text;
      return element;
    };
    const drawn = arrows.flatMap(({ name, value }, i) => {
      const at = (i + 0.7) * row;
      const isHeard = i < heard && !(this.replaces.checked && i < heard - 1);
      const end = Math.atan2(y - at, x - text - 8);
      return [
        make('text', { x: 0, y: at + em / 3, class: 'listeners-name' }, name),
        make('text', { x: text, y: at + em / 3, class: 'listeners-number', 'text-anchor': 'end' }, value === null ? '–' : numeral(value, 3)),
        make('line', {
          x1: text + 8,
          y1: at,
          x2: x - node * Math.cos(end),
          y2: y - node * Math.sin(end),
          class: 'listeners-arrow',
          'data-sign': (value ?? 0) < 0 ? 'negative' : 'positive',
          'data-heard': String(isHeard),
          'stroke-width': (0.8 + (largest === 0 ? 0 : (3.2 * Math.abs(value ?? 0)) / largest)).toFixed(2),
        }),
      ]; // biome-ignore format: one line reads better
    });
    const total = this.isClosed && heard > 1 ? '?' : this.written(this.totalAt(arrows, heard));
    this.stage.replaceChildren(
      ...drawn,
      make('circle', { cx: x, cy: y, r: node, class: 'listeners-node' }),
      make(
        'text',
        { x, y: y - em / 2, class: 'listeners-label', 'text-anchor': 'middle' },
        `∂L/∂${this.name}[${this.unit}]`,
      ),
      make('text', { x, y: y + em, class: 'listeners-total', 'text-anchor': 'middle' }, total),
    );
  }

  private written(value: number | null): string {
    return value === null ? this.words.notKept : numeral(value, 3);
  }

  private tell({ total }: Listeners, arrows: readonly Arrow[], heard: number): string {
    if (this.isClosed) return this.words.closed;
    const values = {
      heard,
      all: arrows.length,
      now: this.written(this.totalAt(arrows, heard)),
      total: this.written(total),
    };
    return fill(this.replaces.checked ? this.words.replaced : this.words.added, values);
  }

  override drawn(state: PlayerState): readonly Drawn[] {
    const found = this.read(state);
    if (found === null) return [];
    const { op } = this.dataset;
    return [
      ...found.parts.flatMap((value, i) =>
        value === null ? [] : [{ id: `${op} gradOutput[${i},${this.unit}]`, value }],
      ),
      ...(found.total === null || this.isClosed
        ? []
        : [{ id: `${op} gradInput${found.place}[${this.unit}]`, value: found.total }]),
    ];
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    const found = this.read(state);
    if (found === null) return null;
    const rows = this.arrows(found).map(({ name, value, added }) => [
      name,
      this.written(value),
      this.isClosed ? '?' : this.written(added),
    ]);
    return numberTable(fill(this.words.tableCaption, { unit: this.unit }), this.words.columns, rows);
  }

  protected override sentence(state: PlayerState): string {
    const found = this.read(state);
    if (found === null || state.trace === null) return this.words.none;
    return fill(this.words.caption, { unit: this.unit, count: found.parts.length, step: state.trace.step });
  }
}

customElements.define('bias-listeners', BiasListeners);
