/**
 * `<pixel-listeners>`: a pixel of the picture, the windows of the convolution that saw it, and what each of them sends back. The reader
 * chooses the pixel. Behind a curtain (`data-curtain`: a prediction) the windows wait for the guess.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { StepTrace } from '../../player/protocol.ts';
import type { Drawn } from '../drawn.ts';
import { Figure } from '../Figure.ts';
import { numeral, scaleOf } from '../ink.ts';
import { numberTable } from '../numberTable.ts';
import { answerTo, whenAnswered } from '../predict/answers.ts';
import { shownPart } from '../step/shownTensor.ts';
import { type WindowTable, windowTable } from '../step/windowTable.ts';
import { TensorView } from '../TensorView.ts';
import { type HeardBy, heardBy } from './heardBy.ts';

const HEIGHT = 224;
const SUM_DIGITS = 7;

interface Parts {
  readonly image: TensorView;
  readonly map: TensorView;
  readonly upstream: WindowTable;
  readonly weights: WindowTable;
  readonly products: WindowTable;
  readonly row: HTMLElement;
  readonly sum: HTMLElement;
}

export class PixelListeners extends Figure {
  private at: readonly [row: number, column: number] = [0, 0];
  private parts: Parts | null = null;

  protected build(_player: Player): void {
    const { strings, words } = this;
    const choose = (index: readonly number[]): void => {
      this.at = index.slice(-2) as unknown as readonly [number, number];
      this.invalidate();
    };
    const size = { strings, maxHeight: HEIGHT, maxCell: 16 };
    const parts: Parts = {
      image: new TensorView({ ...size, onSelect: choose, onMove: choose }),
      map: new TensorView(size),
      upstream: windowTable('upstream', 'gradient'),
      weights: windowTable('kernel', 'value'),
      products: windowTable('products', 'gradient'),
      row: document.createElement('div'),
      sum: document.createElement('p'),
    };
    this.parts = parts;
    const maps = document.createElement('div');
    maps.className = 'lens-maps';
    maps.append(parts.image.element, parts.map.element);
    parts.upstream.name(words.upstream);
    parts.weights.name(words.weights);
    parts.products.name(words.products);
    parts.row.className = 'lens-terms';
    parts.row.append(parts.upstream.element, sign('×'), parts.weights.element, sign('='), parts.products.element);
    parts.sum.className = 'lens-sum';
    this.append(maps, parts.row, parts.sum);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  private get words() {
    return this.strings.figures.pixelListeners;
  }

  private get isClosed(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  private heard(trace: StepTrace | null): HeardBy | null {
    return trace && heardBy(trace, this.at);
  }

  protected override draw({ trace }: PlayerState): void {
    const { parts, words, isClosed } = this;
    if (parts === null) return;
    const heard = this.heard(trace);
    const width = Math.min(HEIGHT, (this.clientWidth - 24) / 2);
    const input = heard && shownPart(trace!, heard.op, { kind: 'input', place: 0 });
    const map = heard && shownPart(trace!, heard.op, { kind: 'gradOutput' });
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
    parts.map.draw({ name: words.map, shown: map, mode: 'gradient', scale: scaleOf(map.values), frame }, width);
    const hidden = <T>(values: readonly T[]): readonly (T | null)[] => values.map((value) => (isClosed ? null : value));
    parts.upstream.set(hidden(heard.upstream), heard.columns, scaleOf(heard.upstream.map((value) => value ?? 0)));
    parts.weights.set(hidden(heard.weights), heard.columns, scaleOf(heard.weights));
    parts.products.set(hidden(heard.products), heard.columns, scaleOf(heard.products.map((value) => value ?? 0)));
    parts.row.style.visibility = isClosed ? 'hidden' : '';
    const text = isClosed
      ? words.curtain
      : fill(words.sum, { windows: seen.length, sum: numeral(heard.sum, SUM_DIGITS) });
    if (parts.sum.textContent !== text) parts.sum.textContent = text;
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const heard = this.heard(trace);
    if (trace === null || heard === null) return [];
    return heard.cells.flatMap((cell, i) => {
      const place = heard.places[i];
      const weight = { id: `${heard.op.label} input1[${[0, 0, ...cell]}]`, value: heard.weights[i]! };
      if (place == null) return [weight];
      return [weight, { id: `${heard.op.label} gradOutput[${[trace.item, 0, ...place]}]`, value: heard.upstream[i]! }];
    });
  }

  protected override table({ trace }: PlayerState): HTMLTableElement | null {
    const heard = this.heard(trace);
    if (heard === null || this.isClosed) return null;
    const rows = heard.places.flatMap((place, i) =>
      place === null
        ? []
        : [
            [
              `[${place.join(', ')}]`,
              `[${heard.cells[i]!.join(', ')}]`,
              numeral(heard.upstream[i]!, SUM_DIGITS),
              numeral(heard.weights[i]!, SUM_DIGITS),
              numeral(heard.products[i]!, SUM_DIGITS),
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
