/**
 * `<shape-rack>`: two shapes as cards, flush right. Where both sizes fit the axis locks; a size of 1 stretches; anything else jams, and says
 * which axis. Below, the cells of the result, and beside them where each operand is read: a stretched operand shows the same cell again, pale.
 * The sizes are the reader's; the rule and the strides are the framework's (`rack.ts`), and values, where shown, were computed by its ops.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player } from '../../../player/Player.ts';
import { Figure } from '../../parts/Figure.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { type Rack, type RackCell, rackCells, rackOf } from './rack.ts';

type Operand = 'a' | 'b';
const operands = ['a', 'b'] as const;
type Table = readonly (readonly number[])[];

const MOST_AXES = 3;
const LARGEST = 6;
/** More cells than this are only counted. */
const MOST_CELLS = 72;

const spelled = (sizes: readonly number[]): string => `[${sizes.join(', ')}]`;

export class ShapeRack extends Figure {
  private readonly shapes: Record<Operand, number[]> = { a: [], b: [] };
  private at = 0;
  private readonly rows: Record<Operand | 'out', HTMLElement> = {
    a: document.createElement('div'),
    b: document.createElement('div'),
    out: document.createElement('div'),
  };
  private readonly panels = document.createElement('div');
  private readonly range = document.createElement('input');
  private readonly choice = document.createElement('select');
  private shown = '';

  protected build(_player: Player): void {
    for (const operand of operands) this.shapes[operand] = sizesOf(this.dataset[operand]);
    const rack = document.createElement('div');
    rack.className = 'rack-rows';
    for (const row of ['a', 'b', 'out'] as const) {
      this.rows[row].className = 'rack-row';
      rack.append(this.rows[row]);
    }
    this.panels.className = 'rack-panels';
    this.range.type = 'range';
    this.range.min = '0';
    this.range.setAttribute('aria-label', this.words.choose);
    this.range.addEventListener('input', () => this.look(Number(this.range.value)));
    this.range.addEventListener('keydown', (event) => this.walk(event));
    this.panels.addEventListener('click', ({ target }) => {
      const cell = (target as HTMLElement).closest<HTMLElement>('[data-cell]');
      if (cell) this.look(Number(cell.dataset['cell']));
    });
    this.panels.addEventListener('pointerover', ({ target, pointerType }) => {
      const cell = (target as HTMLElement).closest<HTMLElement>('[data-cell]');
      if (cell && pointerType === 'mouse') this.look(Number(cell.dataset['cell']));
    });
    this.append(rack);
    if (this.values !== null) this.append(this.opChoice());
    this.append(this.panels, this.range);
  }

  private get words() {
    return this.strings.figures.shapeRack;
  }

  /** What questions ask: cells of the result of the two shapes of the question (`data-asked`), and ones in the table of `ge`. */
  get facts(): Readonly<Record<string, number>> {
    const [a, b] = (this.dataset['asked'] ?? '').split(';').map(sizesOf);
    const { out } = rackOf(a ?? [], b ?? []);
    const ones = this.values?.['ge']?.flat().filter((value) => value === 1).length;
    return {
      ...(out === null ? {} : { cells: out.reduce((product, n) => product * n, 1) }),
      ...(ones === undefined ? {} : { ones }),
    };
  }

  /** Tables that the framework computed when the page was built, by op; null where the rack shows places. */
  private get values(): Readonly<Record<string, Table>> | null {
    const { values } = this.dataset;
    return values === undefined ? null : (JSON.parse(values) as Record<string, Table>);
  }

  private opChoice(): HTMLElement {
    const label = document.createElement('label');
    label.className = 'rack-op';
    label.textContent = `${this.words.op} `;
    for (const op of Object.keys(this.values!)) this.choice.add(new Option(op, op));
    this.choice.addEventListener('change', () => this.invalidate());
    label.append(this.choice);
    return label;
  }

  private look(at: number): void {
    this.at = at;
    this.invalidate();
  }

  /** Up and down go along the axis before the last, page up and page down along the one before that. */
  private walk(event: KeyboardEvent): void {
    const { out } = this.rack();
    const row = out?.at(-1) ?? 1;
    const slice = row * (out?.at(-2) ?? 1);
    const by = { ArrowUp: -row, ArrowDown: row, PageUp: -slice, PageDown: slice }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const to = this.at + by;
    if (to >= 0 && to <= Number(this.range.max)) this.look(to);
  }

  private rack(): Rack {
    return rackOf(this.shapes.a, this.shapes.b);
  }

  private resize(operand: Operand, axis: number, text: string): void {
    const size = Math.round(Number(text));
    const sizes = this.shapes[operand];
    if (text.trim() !== '' && size >= 0) {
      sizes[sizes.length + axis] = Math.min(size, LARGEST);
      this.at = 0;
    }
    this.invalidate();
  }

  private setAxes(operand: Operand, by: 1 | -1): void {
    const sizes = this.shapes[operand];
    if (by > 0 && sizes.length < MOST_AXES) sizes.unshift(1);
    if (by < 0) sizes.shift();
    this.at = 0;
    this.invalidate();
  }

  protected override draw(): void {
    const rack = this.rack();
    const key = JSON.stringify([this.shapes, this.choice.value]);
    if (key !== this.shown) {
      this.shown = key;
      for (const operand of operands) this.drawOperand(operand, rack);
      this.drawResult(rack);
      this.drawPanels(rack);
    }
    this.light(rackCells(rack));
  }

  private drawOperand(operand: Operand, rack: Rack): void {
    const row = this.rows[operand];
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['part'] : undefined;
    const held = row.contains(document.activeElement);
    const name = document.createElement('span');
    name.className = 'rack-name';
    name.textContent = operand;
    const cards = rack.axes.map((axis) => this.card(operand, axis.axis, axis[operand], axis.out));
    const buttons = document.createElement('span');
    buttons.className = 'rack-axes';
    buttons.append(
      this.button(operand, -1, this.shapes[operand].length === 0),
      this.button(operand, 1, this.shapes[operand].length === MOST_AXES),
    );
    row.replaceChildren(name, ...placed(cards), buttons);
    if (held && focused) row.querySelector<HTMLElement>(`[data-part="${focused}"]`)?.focus();
  }

  private button(operand: Operand, by: 1 | -1, disabled: boolean): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = by > 0 ? '+' : '−';
    button.dataset['part'] = by > 0 ? 'more' : 'fewer';
    button.setAttribute('aria-label', fill(by > 0 ? this.words.more : this.words.fewer, { operand }));
    button.disabled = disabled || this.values !== null;
    button.addEventListener('click', () => this.setAxes(operand, by));
    return button;
  }

  private card(operand: Operand, axis: number, size: number | null, out: number | null): HTMLElement {
    const card = document.createElement('span');
    card.className = 'rack-card';
    card.dataset['state'] =
      size === null ? 'missing' : out === null ? 'jam' : size === 1 && out !== 1 ? 'stretch' : 'lock';
    if (size === null) {
      card.textContent = '1';
      card.title = this.words.missing;
      return card;
    }
    const input = document.createElement('input');
    input.type = 'number';
    input.min = '0';
    input.max = String(LARGEST);
    input.value = String(size);
    input.dataset['part'] = `axis${axis}`;
    input.setAttribute('aria-label', fill(this.words.axis, { operand, axis: signed(axis) }));
    input.addEventListener('change', () => this.resize(operand, axis, input.value));
    card.append(input);
    return card;
  }

  private drawResult({ axes }: Rack): void {
    const name = document.createElement('span');
    name.className = 'rack-name';
    name.textContent = '→';
    const cards = axes.map(({ out }) => {
      const card = document.createElement('span');
      card.className = 'rack-card';
      card.dataset['state'] = out === null ? 'jam' : 'out';
      card.textContent = out === null ? '≠' : String(out);
      return card;
    });
    this.rows.out.replaceChildren(name, ...placed(cards));
  }

  private drawPanels(rack: Rack): void {
    const cells = rackCells(rack);
    const isDrawn = cells.length > 0 && cells.length <= MOST_CELLS;
    this.panels.hidden = !isDrawn;
    this.range.hidden = !isDrawn;
    this.range.max = String(Math.max(0, cells.length - 1));
    if (!isDrawn) return;
    const value = this.valueIn(cells);
    const panel = (title: string, kind: Operand | 'out'): HTMLElement => {
      const box = document.createElement('div');
      box.className = 'rack-panel';
      box.dataset['of'] = kind;
      const heading = document.createElement('p');
      heading.textContent = title;
      box.append(
        heading,
        this.slices(rack.out!, cells, (cell) => value(cell, kind), kind),
      );
      return box;
    };
    const { a, b } = rack.strides!;
    this.panels.replaceChildren(
      panel(fill(this.words.strides, { operand: 'a', strides: spelled(a) }), 'a'),
      panel(fill(this.words.strides, { operand: 'b', strides: spelled(b) }), 'b'),
      panel(fill(this.words.result, { shape: spelled(rack.out!) }), 'out'),
    );
  }

  /** What stands in a cell: values where there are any, else the place that is read; the result counts its own. */
  private valueIn(cells: readonly RackCell[]): (cell: RackCell, kind: Operand | 'out') => string {
    const table = this.values?.[this.choice.value];
    const numbers = new Map(cells.map((cell, position) => [cell, position]));
    return (cell, kind) => {
      if (table) return kind === 'out' ? String(table[cell.a]?.[cell.b] ?? '') : String(cell[kind] + 1);
      return String(kind === 'out' ? numbers.get(cell) : cell[kind]);
    };
  }

  private slices(
    out: readonly number[],
    cells: readonly RackCell[],
    text: (cell: RackCell) => string,
    kind: Operand | 'out',
  ): HTMLElement {
    const columns = out.at(-1) ?? 1;
    const rows = out.at(-2) ?? 1;
    const all = document.createElement('div');
    all.className = 'rack-slices';
    for (let from = 0; from < cells.length; from += rows * columns) {
      const slice = document.createElement('div');
      slice.className = 'rack-slice';
      slice.style.setProperty('--columns', String(columns));
      for (const [i, cell] of cells.slice(from, from + rows * columns).entries()) {
        const box = document.createElement('span');
        box.className = 'rack-cell';
        box.dataset['cell'] = String(from + i);
        box.textContent = text(cell);
        if (kind !== 'out') {
          box.dataset['place'] = String(cell[kind]);
          box.classList.toggle('is-again', !cell.isFirst[kind]);
        }
        slice.append(box);
      }
      all.append(slice);
    }
    return all;
  }

  /** Light the chosen cell in all three, and the operands' own cells that are read for it. */
  private light(cells: readonly RackCell[]): void {
    const chosen = cells[this.at];
    this.range.value = String(this.at);
    if (chosen) this.range.setAttribute('aria-valuetext', this.cellText(chosen));
    for (const box of this.panels.querySelectorAll<HTMLElement>('.rack-cell')) {
      const kind = box.closest<HTMLElement>('.rack-panel')!.dataset['of'] as Operand | 'out';
      box.classList.toggle('is-chosen', box.dataset['cell'] === String(this.at));
      const isSource = kind !== 'out' && chosen !== undefined && box.dataset['place'] === String(chosen[kind]);
      box.classList.toggle('is-source', isSource);
    }
  }

  private cellText(cell: RackCell): string {
    const table = this.values?.[this.choice.value];
    const place = { index: spelled(cell.index), a: cell.a, b: cell.b };
    if (!table) return fill(this.words.cell, place);
    const answer = table[cell.a]?.[cell.b] ?? '';
    return fill(this.words.value, { ...place, a: cell.a + 1, b: cell.b + 1, op: this.choice.value, answer });
  }

  protected override table(): HTMLTableElement | null {
    const rack = this.rack();
    return numberTable(
      fill(this.words.tableCaption, { a: spelled(this.shapes.a), b: spelled(this.shapes.b) }),
      this.words.columns,
      rack.axes.map(({ axis, a, b, out }, i) => [
        signed(axis),
        a === null ? this.words.none : String(a),
        b === null ? this.words.none : String(b),
        out === null ? this.words.jam : String(out),
        rack.strides ? String(rack.strides.a[i]) : '',
        rack.strides ? String(rack.strides.b[i]) : '',
      ]),
    );
  }

  protected override sentence(): string {
    const rack = this.rack();
    const names = { a: spelled(this.shapes.a), b: spelled(this.shapes.b) };
    if (rack.out === null) {
      const jam = rack.axes.findLast(({ out }) => out === null)!;
      return fill(this.words.jammed, { ...names, axis: signed(jam.axis), mine: jam.a!, theirs: jam.b! });
    }
    const cells = rackCells(rack);
    const fits = fill(this.words.fits, { ...names, out: spelled(rack.out), count: cells.length });
    const chosen = cells[this.at];
    return chosen && cells.length <= MOST_CELLS ? `${fits} ${this.cellText(chosen)}` : fits;
  }
}

const signed = (axis: number): string => `−${Math.abs(axis)}`;

const sizesOf = (text = ''): number[] => text.split(',').filter(Boolean).map(Number);

/** Cards flush right: the last in the last column but one, where the buttons begin. */
function placed(cards: HTMLElement[]): HTMLElement[] {
  for (const [i, card] of cards.entries()) card.style.gridColumn = String(MOST_AXES + 1 - cards.length + i + 1);
  return cards;
}

customElements.define('shape-rack', ShapeRack);
