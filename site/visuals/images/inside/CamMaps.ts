/** `<cam-maps>`: the maps of the last convolution with what the class gives for each; beside them their weighted sum, before the cut and behind it. A map can be left out. */
import { fill } from '../../../i18n/fill.ts';
import type { PlayerState } from '../../../player/Player.ts';
import { inksOf } from '../../parts/cells/inksOf.ts';
import { paintPlane } from '../../parts/cells/paintPlane.ts';
import { numeral, prepareCanvas, scaleOf } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { TensorView } from '../../stage/TensorView.ts';
import { cellsOf, ExplainedFigure, type Inspected } from './ExplainedFigure.ts';
import { pairWidth } from './pairWidth.ts';

const MAP_CELL = 4;

export class CamMaps extends ExplainedFigure {
  private readonly list = document.createElement('div');
  private buttons: {
    readonly button: HTMLButtonElement;
    readonly canvas: HTMLCanvasElement;
    readonly name: HTMLElement;
  }[] = [];
  private readonly left = new Set<number>();
  private readonly sum = new TensorView({ strings: this.strings, maxHeight: 280, maxCell: 20 });
  private readonly cut = new TensorView({ strings: this.strings, maxHeight: 280, maxCell: 20 });
  private readonly readout = document.createElement('p');

  protected asked() {
    return { method: 'cam' as const };
  }

  protected makeParts(): readonly Node[] {
    this.list.className = 'inside-maps';
    this.list.setAttribute('role', 'group');
    this.list.setAttribute('aria-label', this.words.cam.maps);
    const pair = document.createElement('div');
    pair.className = 'inside-pair';
    pair.append(this.sum.element, this.cut.element);
    this.readout.className = 'inside-readout';
    return [this.bar(), this.list, pair, this.readout];
  }

  private makeButtons(count: number): void {
    if (this.buttons.length === count) return;
    this.buttons = Array.from({ length: count }, (_, k) => {
      const [button, canvas, name] = ['button', 'canvas', 'span'].map((tag) => document.createElement(tag)) as [
        HTMLButtonElement,
        HTMLCanvasElement,
        HTMLElement,
      ];
      button.type = 'button';
      canvas.setAttribute('aria-hidden', 'true');
      button.append(canvas, name);
      button.addEventListener('click', () => {
        if (this.left.has(k)) this.left.delete(k);
        else this.left.add(k);
        this.invalidate();
      });
      return { button, canvas, name };
    });
    this.list.replaceChildren(...this.buttons.map(({ button }) => button));
  }

  protected paint(made: Inspected): void {
    const words = this.words.cam;
    const { maps, alphas, sum, cut } = made.explanation.arrays;
    if (maps === undefined || alphas === undefined || sum === undefined || cut === undefined) return;
    const [count, height, width] = maps.shape as [number, number, number];
    this.makeButtons(count);
    const scale = scaleOf(maps.values);
    const inks = inksOf(this);
    for (const [k, { button, canvas, name }] of this.buttons.entries()) {
      const context = prepareCanvas(canvas, width * MAP_CELL, height * MAP_CELL);
      const size = height * width;
      const place = { first: k * size, count: size, columns: width, x: 0, y: 0, cell: MAP_CELL };
      paintPlane(context, { values: maps.values as Float32Array, ...place, mode: 'value', scale }, inks);
      const alpha = numeral(alphas.values[k]!, 2);
      name.textContent = `α ${alpha}`;
      name.style.color = alphas.values[k]! < 0 ? 'var(--negative)' : 'var(--positive)'; // follows a change of theme
      button.setAttribute('aria-pressed', String(!this.left.has(k)));
      button.setAttribute('aria-label', fill(words.map, { k, alpha }));
    }
    const kept = this.withoutLeft(made);
    const room = pairWidth(this, 300);
    const shared = Math.max(scaleOf(sum.values), 1e-9);
    const draw = (view: TensorView, name: string, values: Float32Array): void =>
      view.draw({ name, shown: cellsOf(values, [height, width]), mode: 'value', scale: shared }, room);
    draw(this.sum, words.sum, kept.sum);
    draw(this.cut, words.cut, kept.cut);
    const below = kept.sum.filter((value) => value < 0).length;
    this.readout.textContent =
      this.refused ||
      `${fill(words.told, { below, cells: kept.sum.length, cls: made.explanation.cls })} ${this.left.size > 0 ? fill(words.left, { count: this.left.size }) : words.hint}`;
  }

  /** The recorded sums, less what the maps that were left out gave to them. */
  private withoutLeft({ explanation }: Inspected): { readonly sum: Float32Array; readonly cut: Float32Array } {
    const { maps, alphas, sum, cut } = explanation.arrays;
    if (this.left.size === 0) return { sum: sum!.values as Float32Array, cut: cut!.values as Float32Array };
    const size = sum!.values.length;
    const less = Float32Array.from(sum!.values, (value, i) => {
      let kept = value;
      for (const k of this.left) kept -= alphas!.values[k]! * maps!.values[k * size + i]!;
      return kept;
    });
    // Whether it is cut follows what the run did: a bug that leaves the cut out leaves it out here.
    const isCut = cut!.values.every((value, i) => value === Math.max(0, sum!.values[i]!));
    return { sum: less, cut: isCut ? less.map((value) => Math.max(0, value)) : less };
  }

  override get facts(): Readonly<Record<string, number>> {
    const sum = this.made?.explanation.arrays['sum']?.values;
    return sum === undefined ? {} : { below: (100 * Array.from(sum).filter((value) => value < 0).length) / sum.length };
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    this.draw(state);
    if (this.made === null) return null;
    const table = numberTable(this.words.cam.tableCaption, this.words.cam.columns, []);
    table.append(this.cut.rows());
    return table;
  }

  protected override sentence(): string {
    return this.made === null
      ? ''
      : fill(this.words.after, { step: this.made.step - 1, cls: this.made.explanation.cls });
  }
}

customElements.define('cam-maps', CamMaps);
