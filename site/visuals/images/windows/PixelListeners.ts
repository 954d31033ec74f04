/**
 * `<pixel-listeners>`: a pixel of the picture, the windows of the convolution that saw it, and what each of them sends back. The reader
 * chooses the pixel, and another padding and stride: then one sees who would hear, for what they would send nobody computed. Behind a curtain (`data-curtain`: a prediction) the windows wait for the guess.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import type { StepTrace } from '../../../player/protocol.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { type ShownTensor, shownPart } from '../../parts/cells/shownTensor.ts';
import { type WindowTable, windowTable } from '../../parts/cells/windowTable.ts';
import type { Drawn } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { numeral, scaleOf } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { TensorView } from '../../stage/TensorView.ts';
import { type HeardBy, heardBy } from './heardBy.ts';
import type { Gait } from './mapOf.ts';

const HEIGHT = 224;
const [SUM_DIGITS, CELL_DIGITS] = [7, 4];
/** What the reader may choose. */
const GAITS = { padding: [0, 1], stride: [1, 2] } as const;
const gaitNames = Object.keys(GAITS) as readonly (keyof Gait)[];

interface Parts {
  readonly image: TensorView;
  readonly map: TensorView;
  readonly upstream: WindowTable;
  readonly weights: WindowTable;
  readonly products: WindowTable;
  readonly row: HTMLElement;
  /** Of the row, what only the run's own gait has: gradients that arrived, and what they send back. */
  readonly recorded: readonly HTMLElement[];
  readonly gaits: ReadonlyMap<HTMLButtonElement, readonly [name: keyof Gait, value: number]>;
  readonly sum: HTMLElement;
}

export class PixelListeners extends Figure {
  private at: readonly [row: number, column: number] = [0, 0];
  private gait: Partial<Gait> = {};
  private parts: Parts | null = null;

  /** Its elements come into the page with the first picture, so that nothing of them moves. */
  private waiting: HTMLElement[] = [];

  protected build(_player: Player): void {
    const { strings, words } = this;
    const choose = (index: readonly number[]): void => {
      this.at = index.slice(-2) as unknown as readonly [number, number];
      this.invalidate();
    };
    const size = { strings, maxHeight: HEIGHT, maxCell: 16, digits: CELL_DIGITS };
    const [times, makes] = [sign('×'), sign('=')];
    const [upstream, products] = [windowTable('upstream', 'gradient'), windowTable('products', 'gradient')];
    const parts: Parts = {
      image: new TensorView({ ...size, onSelect: choose, onMove: choose }),
      map: new TensorView(size),
      upstream,
      weights: windowTable('kernel', 'value'),
      products,
      row: document.createElement('div'),
      recorded: [upstream.element, times, makes, products.element],
      gaits: new Map(),
      sum: document.createElement('p'),
    };
    const controls = this.gaitControls();
    this.parts = { ...parts, gaits: controls.buttons };
    const maps = document.createElement('div');
    maps.className = 'lens-maps';
    maps.append(parts.image.element, parts.map.element);
    parts.upstream.name(words.upstream);
    parts.weights.name(words.weights);
    parts.products.name(words.products);
    parts.row.className = 'lens-terms';
    parts.row.append(upstream.element, times, parts.weights.element, makes, products.element);
    parts.sum.className = 'lens-sum';
    this.waiting = [controls.element, maps, parts.row, parts.sum];
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  private gaitControls() {
    const element = document.createElement('div');
    element.className = 'listener-gaits';
    const buttons = new Map<HTMLButtonElement, readonly [keyof Gait, number]>();
    for (const name of gaitNames) {
      const group = document.createElement('div');
      group.className = 'figure-controls';
      group.setAttribute('role', 'group');
      group.setAttribute('aria-label', this.words[name]);
      const label = document.createElement('span');
      label.textContent = this.words[name];
      group.append(label);
      for (const value of GAITS[name]) {
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'plain';
        button.textContent = String(value);
        button.setAttribute('aria-label', `${this.words[name]} ${value}`);
        button.addEventListener('click', () => {
          this.gait = { ...this.gait, [name]: value };
          this.invalidate();
        });
        buttons.set(button, [name, value]);
        group.append(button);
      }
      element.append(group);
    }
    return { element, buttons };
  }

  private get words() {
    return this.strings.figures.pixelListeners;
  }

  private get isClosed(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  private heard(trace: StepTrace | null): HeardBy | null {
    return trace && heardBy(trace, this.at, this.gait);
  }

  protected override draw({ trace }: PlayerState): void {
    const { parts, words, isClosed } = this;
    if (parts === null) return;
    this.append(...this.waiting.splice(0));
    const heard = this.heard(trace);
    const width = Math.min(HEIGHT, (this.clientWidth - 24) / 2);
    const input = heard && shownPart(trace!, heard.op, { kind: 'input', place: 0 });
    const map = heard && this.shownMap(trace!, heard);
    for (const [button, [name, value]] of parts.gaits)
      button.setAttribute('aria-pressed', String(heard?.gait[name] === value));
    parts.row.hidden = heard === null;
    if (heard === null || input === null || map === null) {
      parts.image.draw(null, width, words.absent);
      parts.map.draw(null, width);
      return;
    }
    const place = [...input.prefix, 0, ...this.at];
    parts.image.draw(
      {
        name: words.image,
        shown: input,
        mode: 'value',
        scale: Math.max(1, scaleOf(input.values)),
        frame: { index: place, rows: 1, columns: 1 },
        selected: place,
      },
      width,
    );
    const seen = heard.places.filter((one) => one !== null);
    const [first, last] = [seen[0], seen.at(-1)];
    const frame =
      isClosed || first === undefined
        ? null
        : {
            index: [...map.prefix, 0, ...first],
            rows: last![0] - first[0] + 1,
            columns: last![1] - first[1] + 1,
          };
    const isOwn = heard.other === null;
    const content = { shown: map, scale: scaleOf(map.values), frame };
    parts.map.draw({ ...content, name: isOwn ? words.map : words.otherMap, mode: isOwn ? 'gradient' : 'value' }, width);
    for (const element of parts.recorded) element.hidden = !isOwn;
    const hidden = <T>(values: readonly T[]): readonly (T | null)[] => values.map((value) => (isClosed ? null : value));
    parts.upstream.set(hidden(heard.upstream), heard.columns, scaleOf(heard.upstream.map((value) => value ?? 0)));
    const laid = heard.weights.map((weight, i) => (isOwn || heard.places[i] !== null ? weight : null));
    parts.weights.set(hidden(laid), heard.columns, scaleOf(heard.weights));
    parts.products.set(hidden(heard.products), heard.columns, scaleOf(heard.products.map((value) => value ?? 0)));
    parts.row.hidden = isClosed;
    this.toggleAttribute('data-closed', isClosed);
    const told = { windows: seen.length, sum: numeral(heard.sum, SUM_DIGITS), ...heard.gait };
    const own = { ownPadding: heard.own.padding, ownStride: heard.own.stride };
    const text = isClosed ? words.curtain : fill(isOwn ? words.sum : words.otherSum, { ...told, ...own });
    if (parts.sum.textContent !== text) parts.sum.textContent = text;
  }

  /** The gradients that arrived at the map; of another gait the map that it would make. */
  private shownMap(trace: StepTrace, { op, other }: HeardBy): ShownTensor | null {
    const recorded = shownPart(trace, op, { kind: 'gradOutput' });
    if (recorded === null || other === null) return recorded;
    const shape = [...recorded.shape.slice(0, -2), other.rows, other.columns];
    return {
      ...recorded,
      values: other.values,
      shape,
      fullShape: [...recorded.fullShape.slice(0, -2), ...shape.slice(-2)],
    };
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const heard = this.heard(trace);
    if (trace === null || heard === null) return [];
    return heard.cells.flatMap((cell, i) => {
      const place = heard.places[i];
      const weight = { id: `${heard.op.label} input1[${[0, 0, ...cell]}]`, value: heard.weights[i]! };
      if (place == null || heard.other !== null) return [weight];
      return [weight, { id: `${heard.op.label} gradOutput[${[trace.item, 0, ...place]}]`, value: heard.upstream[i]! }];
    });
  }

  protected override table({ trace }: PlayerState): HTMLTableElement | null {
    const heard = this.heard(trace);
    if (heard === null || this.isClosed) return null;
    // What nobody computed has no number.
    const said = (value: number | null): string => (value === null ? '' : numeral(value, SUM_DIGITS));
    const rows = heard.places.flatMap((place, i) =>
      place === null
        ? []
        : [
            [
              `[${place.join(', ')}]`,
              `[${heard.cells[i]!.join(', ')}]`,
              said(heard.upstream[i]!),
              said(heard.weights[i]!),
              said(heard.products[i]!),
            ],
          ],
    );
    return numberTable(
      fill(this.words.tableCaption, { row: this.at[0], column: this.at[1] }),
      this.words.columns,
      rows,
    );
  }

  protected override sentence({ trace }: PlayerState): string {
    const heard = this.heard(trace);
    if (heard === null) return '';
    const [row, column] = this.at;
    if (this.isClosed) return fill(this.words.chosen, { row, column });
    const windows = heard.places.filter((place) => place !== null).length;
    if (heard.other !== null) return fill(this.words.otherSentence, { row, column, windows, ...heard.gait });
    return fill(this.words.sentence, { row, column, windows, sum: numeral(heard.sum, 4) });
  }
}

function sign(text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'lens-sign';
  element.textContent = text;
  return element;
}

customElements.define('pixel-listeners', PixelListeners);
