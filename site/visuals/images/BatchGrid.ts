/**
 * `<batch-grid>`: the digits of the shown step's batch, each with its label and, where the network reads something else, that
 * reading beside it. Wrong ones are told by a frame and an arrow, never by colour alone. Choosing a digit makes all figures
 * look at it. It compares probabilities to find the largest, and computes nothing.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { StepTrace } from '../../player/protocol.ts';
import { type BatchExample, batchExample } from '../parts/digits/batchExample.ts';
import { paintDigit } from '../parts/digits/paintDigit.ts';
import { type Drawn, drawnRow } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { ink, numeral } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';

/** Of a digit, in pixels. */
const SIDE = 28;

interface Cell {
  readonly button: HTMLElement;
  readonly picture: HTMLCanvasElement;
  readonly words: HTMLElement;
}

export class BatchGrid extends Figure {
  private list: HTMLElement | null = null;
  private cells: Cell[] = [];
  /** Which cell the tab key reaches. */
  private cursor = 0;
  private painted: { readonly trace: StepTrace; readonly colour: string } | null = null;

  protected build(player: Player): void {
    const words = this.strings.figures.batchGrid;
    this.list = document.createElement('div');
    this.list.className = 'batch-grid-cells';
    this.list.setAttribute('role', 'listbox');
    this.list.setAttribute('aria-label', words.label);
    this.list.addEventListener('keydown', (event) => this.handleKey(event, player));
    this.cursor = player.state.item;
  }

  protected draw(state: PlayerState): void {
    const { trace } = state;
    if (trace === null) return;
    this.fitCells(trace.batchIds.length);
    if (this.list?.isConnected === false) this.moveIn(this.list);
    const examples = this.cells.map((_, item) => batchExample(trace, item));
    for (const [item, cell] of this.cells.entries()) this.drawCell(cell, item, examples[item]!, state);
    this.paint(trace, examples);
  }

  /** Into the room that the page kept for the digits, if it did. */
  private moveIn(list: HTMLElement): void {
    const room = this.querySelector('[data-room]');
    if (room === null) this.append(list);
    else room.replaceWith(list);
  }

  /** As many cells as the batch has digits: the last batch of a pass may be short. */
  private fitCells(count: number): void {
    while (this.cells.length > count) this.cells.pop()!.button.remove();
    while (this.cells.length < count) this.cells.push(this.makeCell(this.cells.length));
    this.cursor = Math.min(this.cursor, count - 1);
  }

  private makeCell(item: number): Cell {
    const button = document.createElement('div');
    button.setAttribute('role', 'option');
    const picture = document.createElement('canvas');
    const words = document.createElement('span');
    words.setAttribute('aria-hidden', 'true');
    button.append(picture, words);
    button.addEventListener('click', () => this.choose(item));
    this.list!.append(button);
    return { button, picture, words };
  }

  /** The pictures change with the step and with the page's colours only; all else changes far more often. */
  private paint(trace: StepTrace, examples: readonly BatchExample[]): void {
    const colour = ink(this, '--ink');
    if (this.painted?.trace === trace && this.painted.colour === colour) return;
    this.painted = { trace, colour };
    for (const [item, { picture }] of this.cells.entries()) {
      const image = examples[item]?.image;
      if (image) paintDigit(picture, image, this);
    }
  }

  private drawCell({ button, words }: Cell, item: number, example: BatchExample, state: PlayerState): void {
    const texts = this.strings.figures.batchGrid;
    const { label, reading } = example;
    const wrong = reading !== label;
    const values = { place: item + 1, label, reading: reading ?? '–' };
    button.toggleAttribute('data-wrong', wrong);
    button.setAttribute('aria-selected', String(item === state.item));
    button.setAttribute('aria-label', fill(wrong ? texts.cellWrong : texts.cellRight, values));
    button.tabIndex = item === this.cursor ? 0 : -1;
    words.textContent = wrong ? fill(texts.wrong, values) : String(label);
  }

  private choose(item: number): void {
    this.moveTo(item);
    this.player?.lookAt(item);
  }

  private moveTo(item: number): void {
    this.cells[this.cursor]?.button.setAttribute('tabindex', '-1');
    this.cursor = Math.min(Math.max(item, 0), this.cells.length - 1);
    const { button } = this.cells[this.cursor]!;
    button.tabIndex = 0;
    button.focus();
  }

  private handleKey(event: KeyboardEvent, player: Player): void {
    const { cursor } = this;
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: cursor - 1,
      ArrowRight: cursor + 1,
      ArrowUp: cursor - this.columns >= 0 ? cursor - this.columns : cursor,
      ArrowDown: cursor + this.columns < this.cells.length ? cursor + this.columns : cursor,
      Home: 0,
      End: this.cells.length - 1,
    };
    const goal = moves[event.key];
    if (goal !== undefined) this.moveTo(goal);
    else if (event.key === 'Enter' || event.key === ' ') player.lookAt(cursor);
    else if (event.key === 'Escape') this.cells[cursor]?.button.blur();
    else return;
    event.preventDefault();
  }

  /** How many cells stand in a row just now. */
  private get columns(): number {
    const first = this.cells[0]?.button.offsetTop;
    const below = this.cells.findIndex(({ button }) => button.offsetTop !== first);
    return below < 0 ? this.cells.length : below;
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    if (trace === null) return [];
    return trace.batchIds.flatMap((_, item) => {
      const { label, image, probabilities } = batchExample(trace, item);
      const rows = Array.from({ length: SIDE }, (_row, y) => image?.slice(y * SIDE, (y + 1) * SIDE) ?? []);
      return [
        { id: `batch targets[${item}]`, value: label },
        ...rows.flatMap((row, y) => drawnRow('batch inputs', row, [item, 0, y])),
        ...drawnRow('observed probabilities', probabilities ?? [], [item]),
      ];
    });
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    const words = this.strings.figures.batchGrid;
    const { trace } = state;
    if (trace === null) return null;
    const rows = trace.batchIds.map((_, item) => {
      const { label, reading, probabilities } = batchExample(trace, item);
      const probability = probabilities?.[label];
      return [
        String(item + 1),
        String(label),
        String(reading ?? '–'),
        probability === undefined ? '–' : numeral(probability),
      ];
    });
    return numberTable(fill(words.tableCaption, { step: trace.step }), words.columns, rows);
  }

  protected override sentence({ trace, item }: PlayerState): string {
    const words = this.strings.figures.batchGrid;
    if (trace === null) return '';
    const { label, reading } = batchExample(trace, item);
    const facts = {
      step: trace.step,
      right: countRight(trace),
      count: trace.batchIds.length,
      place: item + 1,
      label,
      reading: reading ?? '–',
    };
    return `${fill(words.sentence, facts)} ${words.key}`;
  }
}

const countRight = (trace: StepTrace): number =>
  trace.batchIds.filter((_, item) => {
    const { label, reading } = batchExample(trace, item);
    return label === reading;
  }).length;

customElements.define('batch-grid', BatchGrid);
