/**
 * `<pool-lens>`: a map before pooling, a ring round the winner of every window, hatched where several cells tie. The chosen window stands beside
 * it with its numbers, and with the gradient that arrives and whom it goes to. One tab stop for the map: arrow keys move the window.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import { inksOf } from '../../parts/cells/inksOf.ts';
import { paintPlane } from '../../parts/cells/paintPlane.ts';
import { pixelCanvas } from '../../parts/cells/pixelCanvas.ts';
import type { Drawn } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { numeral, prepareCanvas, scaleOf } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { percent } from '../../parts/percent.ts';
import { type Pooled, type PooledWindow, pooledOf, shareOfTies, windowOf } from './pooled.ts';

const LARGEST_CELL = 14;
const ARROWS: Readonly<Record<string, readonly [down: number, across: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export class PoolLens extends Figure {
  private readonly map = document.createElement('div');
  private readonly canvas = pixelCanvas();
  private readonly window = document.createElement('div');
  private readonly said = document.createElement('p');
  private readonly channel = document.createElement('select');
  private chosen = { i: 0, j: 0 };
  private cell = LARGEST_CELL;
  private pooled: Pooled | null = null;

  protected build(player: Player): void {
    const [i = 0, j = 0] = (this.dataset['at'] ?? '').split(',').map(Number);
    this.chosen = { i, j };
    const words = this.strings.cnn.poolLens;
    const bar = document.createElement('div');
    bar.className = 'figure-controls';
    const label = document.createElement('label');
    label.append(`${words.map} `, this.channel);
    this.channel.addEventListener('change', () => this.invalidate());
    bar.append(label);
    this.map.className = 'pool-map';
    this.map.tabIndex = 0;
    this.map.setAttribute('role', 'application');
    this.map.setAttribute('aria-label', words.label);
    this.map.append(this.canvas);
    this.map.addEventListener('keydown', (event) => this.key(event, player));
    this.map.addEventListener('click', (event) => {
      const bounds = this.canvas.getBoundingClientRect();
      const size = (this.pooled?.size ?? 2) * this.cell;
      this.move(player, Math.floor((event.clientY - bounds.y) / size), Math.floor((event.clientX - bounds.x) / size));
    });
    this.window.className = 'pool-window';
    this.said.className = 'pool-said';
    this.said.setAttribute('aria-live', 'polite');
    const pair = document.createElement('div');
    pair.className = 'pool-pair';
    pair.append(this.map, this.window);
    this.append(bar, pair, this.said);
  }

  private key(event: KeyboardEvent, player: Player): void {
    const by = ARROWS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') this.map.blur();
    else if (by !== undefined) this.move(player, this.chosen.i + by[0], this.chosen.j + by[1]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private move(player: Player, i: number, j: number): void {
    if (this.pooled === null) return;
    const { down, across, op } = this.pooled;
    this.chosen = { i: Math.max(0, Math.min(down - 1, i)), j: Math.max(0, Math.min(across - 1, j)) };
    // The code beside it follows.
    player.standAt(op, 'forward');
    this.invalidate();
  }

  private get at(): number {
    return Math.max(0, this.channel.selectedIndex);
  }

  protected override draw({ trace }: PlayerState): void {
    this.pooled = trace === null ? null : pooledOf(trace);
    const { pooled } = this;
    const words = this.strings.cnn.poolLens;
    if (pooled === null) {
      this.said.textContent = words.none;
      this.window.replaceChildren();
      return;
    }
    if (this.channel.length !== pooled.channels) {
      this.channel.replaceChildren(
        ...Array.from({ length: pooled.channels }, (_, c) => new Option(fill(words.channel, { channel: c }))),
      );
    }
    const { i, j } = this.chosen;
    this.paint(pooled);
    const one = windowOf(pooled, this.at, i, j);
    this.window.replaceChildren(
      this.grid(words.values, one, (cell) => cell.value, numeral(one.output, 3)),
      this.grid(words.gradients, one, (cell) => cell.gradient, one.gradient === null ? '–' : numeral(one.gradient, 3)),
    );
    this.said.textContent = this.windowText(pooled, one);
  }

  private paint(pooled: Pooled): void {
    const { rows, columns, down, across, size, x } = pooled;
    const room = this.clientWidth < 520 ? this.clientWidth : this.clientWidth - 210;
    const cell = Math.max(6, Math.min(LARGEST_CELL, Math.floor((room - 4) / columns)));
    this.cell = cell;
    const context = prepareCanvas(this.canvas, columns * cell, rows * cell);
    const inks = inksOf(this);
    const first = this.at * rows * columns;
    const scale = scaleOf(x);
    paintPlane(
      context,
      { values: x, first, count: rows * columns, columns, x: 0, y: 0, cell, mode: 'value', scale },
      inks,
    );
    context.lineWidth = 1;
    for (let i = 0; i < down; i++)
      for (let j = 0; j < across; j++) {
        const { cells, largest } = windowOf(pooled, this.at, i, j);
        const [left, top, side] = [j * size * cell, i * size * cell, size * cell];
        context.strokeStyle = inks.faint;
        context.strokeRect(left + 0.5, top + 0.5, side, side);
        const winner = cells.find(({ won }) => won);
        if (largest > 1) {
          context.strokeStyle = inks.soft;
          context.beginPath();
          context.moveTo(left + 3, top + side - 3);
          context.lineTo(left + side - 3, top + 3);
          context.stroke();
        } else if (winner !== undefined) {
          context.strokeStyle = inks.accent;
          context.beginPath();
          context.arc((winner.column + 0.5) * cell, (winner.row + 0.5) * cell, cell * 0.3, 0, 2 * Math.PI);
          context.stroke();
        }
      }
    const { i, j } = this.chosen;
    context.strokeStyle = inks.ink;
    context.lineWidth = 2.5;
    context.strokeRect(j * size * cell, i * size * cell, size * cell, size * cell);
  }

  /** The numbers of the window as they lie, an arrow, and the one number of the output. */
  private grid(
    title: string,
    { cells }: PooledWindow,
    read: (cell: PooledWindow['cells'][number]) => number | null,
    output: string,
  ): HTMLElement {
    const box = document.createElement('div');
    const head = document.createElement('b');
    head.textContent = title;
    const table = document.createElement('div');
    table.className = 'pool-cells';
    table.style.setProperty('--side', String(Math.sqrt(cells.length)));
    for (const cell of cells) {
      const one = document.createElement('span');
      const value = read(cell);
      one.textContent = value === null ? '–' : numeral(value, 3);
      one.classList.toggle('is-winner', cell.won);
      table.append(one);
    }
    const result = document.createElement('span');
    result.className = 'pool-result';
    result.textContent = output;
    box.append(head, table, result);
    return box;
  }

  private windowText({ kind, op }: Pooled, { cells, output, gradient, largest }: PooledWindow): string {
    const words = this.strings.cnn.poolLens;
    const winner = cells.find(({ won }) => won);
    const heard = cells.filter((cell) => cell.gradient !== null && cell.gradient !== 0).length;
    const values = {
      op,
      output: numeral(output, 3),
      gradient: gradient === null ? '–' : numeral(gradient, 3),
      heard,
      cells: cells.length,
      row: winner?.row ?? 0,
      column: winner?.column ?? 0,
      largest,
    };
    if (kind === 'avg') return fill(words.average, values);
    return fill(largest > 1 ? words.tie : words.winner, values);
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const pooled = trace === null ? null : pooledOf(trace);
    if (trace === null || pooled === null) return [];
    const { i, j } = this.chosen;
    const { cells, output } = windowOf(pooled, this.at, i, j);
    return [
      { id: `${pooled.op} output[${[trace.item, this.at, i, j]}]`, value: output },
      ...cells.flatMap(({ row, column, value, gradient }) => [
        { id: `${pooled.op} input0[${[trace.item, this.at, row, column]}]`, value },
        ...(gradient === null
          ? []
          : [{ id: `${pooled.op} gradInput0[${[trace.item, this.at, row, column]}]`, value: gradient }]),
      ]),
    ];
  }

  protected override table({ trace }: PlayerState): HTMLTableElement | null {
    const pooled = trace === null ? null : pooledOf(trace);
    if (pooled === null) return null;
    const words = this.strings.cnn.poolLens;
    const { cells } = windowOf(pooled, this.at, this.chosen.i, this.chosen.j);
    return numberTable(
      fill(words.tableCaption, { channel: this.at, i: this.chosen.i, j: this.chosen.j }),
      words.columns,
      cells.map(({ row, column, value, gradient, won }) => [
        `${row}, ${column}`,
        numeral(value),
        gradient === null ? '–' : numeral(gradient),
        won ? words.won : '',
      ]),
    );
  }

  protected override sentence({ trace }: PlayerState): string {
    const pooled = trace === null ? null : pooledOf(trace);
    if (trace === null || pooled === null) return '';
    const words = this.strings.cnn.poolLens;
    return fill(words.sentence, {
      step: trace.step,
      item: trace.item + 1,
      windows: (pooled.channels * pooled.down * pooled.across).toLocaleString(),
      share: percent(shareOfTies(pooled)),
    });
  }
}

customElements.define('pool-lens', PoolLens);
