/**
 * `<ring-board>`: workers in a ring, each with a row of real cells of a gradient. Pass by pass they hand pieces to their right neighbours; a cell
 * shows its number and, as small marks, whose shares are in it. The numbers are those of the shown step, the schedule that of its run: a bug or
 * a reader's own plays on the same board.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import { type Drawn, drawnCells } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import {
  type RingBoard as Board,
  boardOf,
  costOf,
  gradientsOf,
  isFinished,
  passesOf,
  playRing,
  type RingCell,
  receiverOf,
  type Spoil,
  secondsOf,
} from './ring.ts';

/** A cell narrower than this cannot hold its number: the row is folded. */
const NARROWEST = 46;
const GAP = 14;

export class RingBoard extends Figure {
  private readonly canvas = document.createElement('canvas');
  private passes = 0;

  private get words() {
    return this.strings.workers.ring;
  }

  /** What a prediction asks: after the first half, 0 worker 2 has nothing finished, 1 some cells, 2 all of them. */
  get facts(): Readonly<Record<string, number>> {
    const board = this.player === null ? null : this.board(this.player.state);
    if (board === null) return {};
    const cells = playRing(board, Math.ceil(passesOf(board.schedule) / 2))[1] ?? [];
    const finished = cells.filter(isFinished).length;
    return { 'known-after-half': finished === 0 ? 0 : finished < cells.length ? 1 : 2 };
  }

  protected build(_player: Player): void {
    this.querySelector('[data-room]')?.replaceWith(this.canvas);
    if (!this.canvas.isConnected) this.prepend(this.canvas);
    this.canvas.setAttribute('role', 'img');
    this.addEventListener('input', ({ target }) => {
      if (target === this.slider) this.passes = Number(this.slider.value);
      this.invalidate();
    });
    this.piece('back').addEventListener('click', () => this.goTo(this.passes - 1));
    this.piece('next').addEventListener('click', () => this.goTo(this.passes + 1));
    for (const control of this.querySelectorAll<HTMLInputElement>('fieldset')) control.disabled = false;
  }

  private piece<Kind extends HTMLElement = HTMLElement>(name: string): Kind {
    return this.querySelector<Kind>(`[data-part="${name}"]`)!;
  }

  private get slider(): HTMLInputElement {
    return this.piece<HTMLInputElement>('passes');
  }

  private get spoil(): Spoil {
    return (this.piece<HTMLSelectElement>('spoil').value || 'none') as Spoil;
  }

  private goTo(passes: number): void {
    this.passes = passes;
    this.invalidate();
  }

  private board({ trace, info }: PlayerState): Board | null {
    return trace === null ? null : boardOf(trace, info.parameters);
  }

  protected override draw(state: PlayerState): void {
    const board = this.board(state);
    const all = board === null ? 0 : passesOf(board.schedule);
    this.passes = Math.max(0, Math.min(all, this.passes));
    this.slider.max = String(all);
    this.slider.value = String(this.passes);
    this.piece<HTMLButtonElement>('back').disabled = this.passes === 0;
    this.piece<HTMLButtonElement>('next').disabled = this.passes === all;
    const said = board === null ? this.words.none : this.progress(board);
    this.slider.setAttribute('aria-valuetext', said);
    this.say('said', said);
    this.say('time', board === null ? '' : this.time(board));
    this.paint(board);
  }

  private say(part: string, text: string): void {
    const place = this.piece(part);
    if (place.textContent !== text) place.textContent = text;
  }

  /** Which half it is, and what was sent so far. */
  private progress({ schedule, sent, hub }: Board): string {
    const all = passesOf(schedule);
    const { messages, numbers } = costOf(schedule, this.passes);
    const half = this.passes === 0 ? 'begin' : this.passes === all ? 'end' : this.passes <= all / 2 ? 'add' : 'copy';
    const held = this.held({ schedule, sent });
    const wrong = this.passes === all ? held.flat().filter((cell) => !isFinished(cell)).length : 0;
    return [
      fill((hub === null ? this.words.phases : this.words.hubPhases)[half], { pass: this.passes, passes: all }),
      fill(hub === null ? this.words.counters : this.words.hubCounters, { messages, numbers }),
      wrong > 0 ? fill(this.words.wrong, { wrong, cells: held.flat().length }) : '',
    ]
      .filter(Boolean)
      .join(' ');
  }

  private held(board: Pick<Board, 'sent' | 'schedule'>): readonly (readonly RingCell[])[] {
    return playRing(board, this.passes, this.spoil);
  }

  private time({ sent, parameters }: Board): string {
    const number = (part: string): number => Math.max(0, this.piece<HTMLInputElement>(part).valueAsNumber || 0);
    const [megabits, milliseconds] = [number('speed'), number('latency')];
    if (megabits === 0) return this.words.noLine;
    const line = { bits: megabits * 1e6, latency: milliseconds / 1000 };
    const { ring, star, server } = secondsOf({ workers: sent.length, numbers: parameters }, line);
    const ms = (seconds: number): string => numeral(1000 * seconds, 3);
    return fill(this.words.time, {
      parameters: parameters.toLocaleString(),
      ring: ms(ring),
      star: ms(star),
      server: ms(server),
    });
  }

  private paint(board: Board | null): void {
    const { fontSize, fontFamily } = getComputedStyle(this);
    const em = 0.8 * Number.parseFloat(fontSize);
    const width = this.clientWidth;
    const margin = width < 480 ? 40 : 76; // for the arrows
    const cells = board?.sent[0]?.length ?? 0;
    let perRow = Math.max(1, cells);
    while (perRow > 3 && (width - margin) / perRow < NARROWEST) perRow = Math.ceil(perRow / 2);
    const folds = Math.max(1, Math.ceil(cells / perRow));
    const cellHeight = 2.9 * em;
    const blockHeight = 1.5 * em + folds * (cellHeight + 3) + GAP;
    const held = board === null ? [] : this.held(board);
    const seats = held.length;
    const context = prepareCanvas(this.canvas, width, Math.max(1, seats * blockHeight));
    this.canvas.setAttribute('aria-label', board === null ? this.words.none : this.words.label);
    if (board === null) return;
    const travelling = board.schedule.filter(({ step }) => step === this.passes);
    const wide = (width - margin) / perRow;
    const frame = { em, wide, cellHeight, fontFamily };
    for (const [k, row] of held.entries()) {
      const top = k * blockHeight;
      context.font = `${em}px ${fontFamily}`;
      context.fillStyle = ink(this, '--ink-soft');
      [context.textAlign, context.textBaseline] = ['left', 'top'];
      const examples = board.examples[k];
      const name = examples === undefined ? this.words.server : fill(this.words.worker, { worker: k + 1, examples });
      context.fillText(name, 0, top);
      for (const [i, cell] of row.entries()) {
        const x = (i % perRow) * wide;
        const y = top + 1.5 * em + Math.floor(i / perRow) * (cellHeight + 3);
        const goes = travelling.some(({ from, lo, hi }) => from === k && lo <= i && i < hi);
        this.paintCell(context, cell, { ...frame, x, y, goes });
      }
    }
    for (const message of travelling) {
      const { from, lo, hi, add } = message;
      if (lo === hi) continue;
      const to = receiverOf(message, seats);
      const [y0, y1] = [from, to].map((k) => (k + 0.5) * blockHeight);
      const name = `${add ? '+' : '='} ${hi - lo === 1 ? lo : `${lo}–${hi - 1}`}`;
      // The further away, the wider round: lines to one place do not run into each other.
      const far = board.hub === null ? Number(to < from) : (Math.abs(to - from) - 1) / Math.max(1, seats - 2);
      const isNamed = board.hub === null ? to > from : Math.abs(to - from) === 1;
      this.paintArrow(context, {
        x: width - margin + 4,
        y0: y0!,
        y1: y1!,
        room: margin - 4,
        far,
        em,
        name: isNamed ? name : '',
      });
    }
  }

  private paintCell(
    context: CanvasRenderingContext2D,
    { value, shares }: RingCell,
    at: { em: number; wide: number; cellHeight: number; fontFamily: string; x: number; y: number; goes: boolean },
  ): void {
    const { em, wide, cellHeight, x, y, goes } = at;
    const finished = isFinished({ value, shares });
    context.fillStyle = ink(this, finished ? '--positive' : '--zero');
    context.globalAlpha = finished ? 0.2 : 1;
    context.fillRect(x, y, wide - 3, cellHeight);
    context.globalAlpha = 1;
    context.strokeStyle = ink(this, goes ? '--accent' : '--rule');
    context.lineWidth = goes ? 2.5 : 1;
    context.strokeRect(x + 1, y + 1, wide - 5, cellHeight - 2);
    context.fillStyle = ink(this, '--ink');
    [context.textAlign, context.textBaseline] = ['center', 'top'];
    context.fillText(numeral(value, 2), x + (wide - 3) / 2, y + 0.45 * em, wide - 8);
    // Whose shares: a full mark once, an empty one not at all, a mark upon a mark twice.
    const side = Math.min(7, (wide - 12) / shares.length - 2);
    const left = x + (wide - 3 - shares.length * (side + 2)) / 2;
    for (const [k, count] of shares.entries()) {
      const [px, py] = [left + k * (side + 2), y + cellHeight - 0.35 * em - side];
      context.strokeStyle = context.fillStyle = ink(this, count > 1 ? '--negative' : '--ink-soft');
      context.lineWidth = 1;
      if (count === 0) context.strokeRect(px + 0.5, py + 0.5, side - 1, side - 1);
      for (let time = 0; time < Math.min(count, 2); time++) context.fillRect(px, py - time * (side + 1), side, side);
    }
  }

  private paintArrow(
    context: CanvasRenderingContext2D,
    at: { x: number; y0: number; y1: number; room: number; far: number; em: number; name: string },
  ): void {
    const { x, y0, y1, room, far, em, name } = at;
    const down = y1 > y0;
    // The way back from the last to the first runs outside of the others.
    const bulge = room * (0.3 + 0.45 * far);
    const [from, to] = down ? [y0 + 6, y1 - 6] : [y0 + 10, y1 - 10];
    context.strokeStyle = context.fillStyle = ink(this, '--accent');
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(x, from);
    context.bezierCurveTo(x + bulge, from, x + bulge, to, x + 2, to);
    context.stroke();
    context.beginPath();
    context.moveTo(x, to);
    context.lineTo(x + 7, to - 4);
    context.lineTo(x + 7, to + 4);
    context.fill();
    if (name === '') return;
    context.fillStyle = ink(this, '--ink');
    [context.textAlign, context.textBaseline] = ['left', 'middle'];
    context.font = `${em}px ${getComputedStyle(this).fontFamily}`;
    context.fillText(name, x + 5, (from + to) / 2, room - 4);
  }

  /** The gradients of the workers, as the trace has them. What is shown is each times its examples. */
  override drawn(state: PlayerState): readonly Drawn[] {
    const { trace } = state;
    if (trace === null) return [];
    const cells = this.board(state)?.sent[0]?.length ?? 0;
    return gradientsOf(trace).flatMap(({ op, place, tensor }) => {
      const found = trace.tensors.get(tensor);
      if (found === undefined) return [];
      return drawnCells(`${op} gradInput${place}`, { ...found, prefix: [] }).slice(0, cells);
    });
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    const board = this.board(state);
    if (board === null) return null;
    const held = this.held(board);
    const rows = held.flatMap((row, k) => {
      const means = board.means[k];
      const holds = row.map(({ value, shares }) => `${numeral(value, 3)} (${shares.join('')})`);
      return means === undefined
        ? [[this.words.heldByServer, ...holds]]
        : [
            [fill(this.words.meanOf, { worker: k + 1 }), ...means.map((value) => numeral(value, 3))],
            [fill(this.words.heldBy, { worker: k + 1 }), ...holds],
          ];
    });
    const columns = [this.words.cells, ...board.sent[0]!.map((_, i) => String(i))];
    return numberTable(fill(this.words.tableCaption, { passes: this.passes }), columns, rows);
  }

  protected override sentence(state: PlayerState): string {
    const board = this.board(state);
    if (board === null) return this.words.none;
    return fill(this.words.sentence, {
      step: state.trace!.step,
      workers: board.sent.length,
      cells: board.sent[0]!.length,
    });
  }
}

customElements.define('ring-board', RingBoard);
