/**
 * `<rank-table>`: for each head a table, rows are the places that look, columns the ten digits; a cell is as dark as the share of the look that
 * goes to keys with this digit, and a dot stands at the row's mean digit. Before training the dots stand in a line; they open like a fan. A
 * row of tables for each track. With `data-question` the reader first sets six dots of their own, which stay as rings in every table.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import { printTrack } from '../../player/trackText.ts';
import { answerTo, keepAnswer, whenAnswered } from '../parts/answers.ts';
import { signedColor } from '../parts/cells/paintPlane.ts';
import { type Drawn, drawnRow } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { ink, numeral, prepareCanvas, signPalette } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { missBy, type Ranks, ranksOf, widestHead } from './ranks.ts';

/** Lengths in CSS pixels. */
const ROW = 20;
const NAME = 24;
const TRACK = 24;
const DIGITS = 18;
const LABEL = 16;
const BETWEEN = 18;
/** Narrower than this, tables stand two by two. */
const WIDE = 640;
const LARGEST_CELL = 22;
const PLACES = 6;
const LAST_DIGIT = 9;
/** In the middle of the digits, where nothing is said yet. */
const MIDDLE = 4.5;

interface Shown {
  readonly name: string;
  readonly ranks: Ranks;
}

export class RankTable extends Figure {
  private readonly canvas = document.createElement('canvas');
  private readonly heads = document.createElement('div');
  private readonly form = document.createElement('form');
  private readonly verdict = document.createElement('p');
  private readonly dots: HTMLInputElement[] = [];
  private readonly again = document.createElement('button');
  private head: number | null = null;
  private made = '';

  protected build(player: Player): void {
    player.observe('ranks');
    this.canvas.setAttribute('aria-hidden', 'true');
    this.heads.className = 'figure-controls';
    this.heads.setAttribute('role', 'group');
    this.heads.setAttribute('aria-label', this.strings.figures.rankTable.heads);
    if (this.question !== null) this.buildForm(this.question);
    this.append(this.heads, this.canvas);
  }

  /** The name under which the reader's six dots are kept; null where none are asked for. */
  private get question(): string | null {
    return this.dataset['question'] ?? null;
  }

  /** Six sliders under each other are the fan that the reader draws. */
  private buildForm(question: string): void {
    const words = this.strings.figures.rankTable;
    this.form.className = 'rank-form';
    const legend = document.createElement('p');
    legend.textContent = words.ask;
    for (let place = 0; place < PLACES; place++) {
      const label = document.createElement('label');
      const dot = document.createElement('input');
      dot.type = 'range';
      dot.min = '0';
      dot.max = String(LAST_DIGIT);
      dot.step = '0.5';
      dot.value = String(MIDDLE);
      dot.addEventListener('keydown', (event) => event.stopPropagation());
      label.append(fill(words.place, { place: place + 1 }), dot);
      this.dots.push(dot);
      this.form.append(label);
    }
    this.form.prepend(legend);
    const [give, skip] = [document.createElement('button'), document.createElement('button')];
    give.type = 'submit';
    give.textContent = words.compare;
    skip.type = this.again.type = 'button';
    skip.className = this.again.className = 'plain';
    skip.textContent = words.skip;
    this.again.textContent = words.again;
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      keepAnswer(question, this.dots.map(({ value }) => value).join(' '));
    });
    skip.addEventListener('click', () => keepAnswer(question, ''));
    this.again.addEventListener('click', () => keepAnswer(question, null));
    const acts = document.createElement('div');
    acts.className = 'rank-acts';
    acts.append(give, skip);
    this.form.append(acts);
    this.verdict.className = 'rank-verdict';
    this.verdict.setAttribute('role', 'status');
    this.append(this.form, this.verdict, this.again);
    whenAnswered(question, () => this.invalidate());
  }

  /** The reader's dots; null where there are none. */
  private get guess(): readonly number[] | null {
    const answer = this.question === null ? null : answerTo(this.question);
    return answer ? answer.split(' ').map(Number) : null;
  }

  private get isClosed(): boolean {
    return this.question !== null && answerTo(this.question) === null;
  }

  /** A track that has not come to a step of its own yet still holds another one's: it is left out. */
  private shown({ tracks }: PlayerState): readonly Shown[] {
    return tracks.flatMap(({ spec, trace }, place) => {
      const isOwn = tracks.findIndex((track) => track.trace === trace) === place;
      const ranks = trace && isOwn ? ranksOf(trace) : null;
      return ranks === null ? [] : [{ name: tracks.length > 1 ? printTrack(spec) : '', ranks }];
    });
  }

  private chosen(ranks: Ranks): number {
    return Math.min(this.head ?? widestHead(ranks), ranks.length - 1);
  }

  protected override draw(state: PlayerState): void {
    const own = state.trace && ranksOf(state.trace);
    const { isClosed } = this;
    this.form.hidden = !isClosed;
    this.toggleAttribute('data-open', !isClosed);
    this.again.hidden = this.question === null || isClosed;
    this.heads.hidden = isClosed;
    if (own !== null) this.drawHeads(own);
    const { guess } = this;
    const words = this.strings.figures.rankTable;
    this.verdict.textContent =
      guess === null || own === null
        ? ''
        : fill(words.verdict, {
            head: this.chosen(own) + 1,
            miss: numeral(missBy(guess, own[this.chosen(own)]!), 2),
            step: state.trace!.step,
          });
    this.paint(isClosed ? [] : this.shown(state), own === null ? 0 : this.chosen(own));
  }

  private drawHeads(ranks: Ranks): void {
    const words = this.strings.figures.rankTable;
    if (this.made !== String(ranks.length)) {
      this.made = String(ranks.length);
      this.heads.replaceChildren(
        ...ranks.map((_, head) => {
          const button = document.createElement('button');
          button.type = 'button';
          button.className = 'plain';
          button.textContent = fill(words.head, { head: head + 1 });
          button.addEventListener('click', () => {
            this.head = head;
            this.invalidate();
          });
          return button;
        }),
      );
    }
    for (const [head, button] of [...this.heads.children].entries())
      button.setAttribute('aria-pressed', String(head === this.chosen(ranks)));
  }

  private paint(shown: readonly Shown[], chosen: number): void {
    const width = this.clientWidth;
    const across = (ranks: Ranks): number => Math.min(ranks.length, width < WIDE ? 2 : 4);
    const block = NAME + PLACES * ROW + DIGITS;
    const heightOf = ({ name, ranks }: Shown): number =>
      (name === '' ? 0 : TRACK) + Math.ceil(ranks.length / across(ranks)) * block;
    const height = shown.reduce((sum, one) => sum + heightOf(one), 0);
    const context = prepareCanvas(this.canvas, width, Math.max(1, height));
    let top = 0;
    for (const one of shown) {
      const columns = across(one.ranks);
      const room = (width - (columns - 1) * BETWEEN) / columns;
      const cell = Math.min(LARGEST_CELL, (room - LABEL - 2) / (LAST_DIGIT + 1));
      const below = one.name === '' ? 0 : TRACK;
      if (below > 0) this.write(context, one.name, [0, top + 15], { isStrong: false });
      for (const head of one.ranks.keys()) {
        const x = (head % columns) * (room + BETWEEN) + LABEL;
        const y = top + below + Math.floor(head / columns) * block;
        this.paintHead(context, one.ranks, { head, x, y, cell, isChosen: head === chosen });
      }
      top += heightOf(one);
    }
  }

  private paintHead(
    context: CanvasRenderingContext2D,
    ranks: Ranks,
    at: {
      readonly head: number;
      readonly x: number;
      readonly y: number;
      readonly cell: number;
      readonly isChosen: boolean;
    },
  ): void {
    const { head, x, y, cell, isChosen } = at;
    const rows = ranks[head]!;
    const palette = signPalette(this);
    const scale = Math.max(...ranks.flat().flatMap(({ shares }) => shares));
    const name = fill(this.strings.figures.rankTable.head, { head: head + 1 });
    this.write(context, name, [x, y + 15], { isStrong: isChosen });
    const top = y + NAME;
    for (const [place, { shares }] of rows.entries()) {
      for (const [digit, share] of shares.entries()) {
        context.fillStyle = signedColor(share, scale, palette);
        context.fillRect(x + digit * cell, top + place * ROW, cell, ROW);
      }
      context.textAlign = 'right';
      this.write(context, String(place + 1), [x - 5, top + (place + 0.5) * ROW + 5], { isStrong: false });
      context.textAlign = 'left';
    }
    context.lineWidth = isChosen ? 2 : 1;
    context.strokeStyle = ink(this, isChosen ? '--accent' : '--rule-strong');
    context.strokeRect(x - 0.5, top - 0.5, (LAST_DIGIT + 1) * cell + 1, rows.length * ROW + 1);
    const middle = (digit: number): number => x + (digit + 0.5) * cell;
    const line = (place: number): number => top + (place + 0.5) * ROW;
    context.strokeStyle = context.fillStyle = ink(this, '--ink');
    context.lineWidth = 1.5;
    context.beginPath();
    for (const [place, { mean }] of rows.entries()) context.lineTo(middle(mean), line(place));
    context.stroke();
    for (const [place, { mean }] of rows.entries()) this.dot(context, [middle(mean), line(place)], true);
    for (const [place, digit] of (this.guess ?? []).entries()) this.dot(context, [middle(digit), line(place)], false);
    context.textAlign = 'center';
    for (const digit of [0, LAST_DIGIT])
      this.write(context, String(digit), [middle(digit), top + rows.length * ROW + 14], { isStrong: false });
    context.textAlign = 'left';
  }

  /** Measured ones are filled; the reader's are rings. */
  private dot(context: CanvasRenderingContext2D, [x, y]: readonly [number, number], isFilled: boolean): void {
    context.beginPath();
    context.arc(x, y, isFilled ? 4 : 5.5, 0, 2 * Math.PI);
    context.fillStyle = context.strokeStyle = ink(this, isFilled ? '--ink' : '--accent');
    context.lineWidth = 2;
    if (!isFilled) {
      context.stroke();
      return;
    }
    context.strokeStyle = ink(this, '--paper');
    context.stroke();
    context.fill();
  }

  private write(
    context: CanvasRenderingContext2D,
    text: string,
    [x, y]: readonly [number, number],
    { isStrong }: { readonly isStrong: boolean },
  ): void {
    context.font = `${isStrong ? 600 : 400} 13px ${ink(this, '--font-ui')}`;
    context.fillStyle = ink(this, isStrong ? '--ink' : '--ink-soft');
    context.fillText(text, x, y);
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const ranks = trace && ranksOf(trace);
    if (ranks === null || this.isClosed) return [];
    return ranks.flatMap((head, h) =>
      head.flatMap(({ shares }, place) => drawnRow('observed ranks', shares, [h, place])),
    );
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    const words = this.strings.figures.rankTable;
    const ranks = state.trace && ranksOf(state.trace);
    if (ranks === null || this.isClosed) return null;
    const rows = ranks[0]!.map((_, place) => [
      String(place + 1),
      ...ranks.map((head) => numeral(head[place]!.mean, 3)),
    ]);
    const columns = [words.whoLooks, ...ranks.map((_, head) => fill(words.head, { head: head + 1 }))];
    return numberTable(fill(words.tableCaption, { step: state.trace!.step }), columns, rows);
  }

  protected override sentence(state: PlayerState): string {
    const words = this.strings.figures.rankTable;
    const ranks = state.trace && ranksOf(state.trace);
    if (this.isClosed) return words.closed;
    if (ranks === null) return words.notKept;
    const head = this.chosen(ranks);
    return fill(words.sentence, {
      step: state.trace!.step,
      head: head + 1,
      first: numeral(ranks[head]![0]!.mean, 2),
      last: numeral(ranks[head]!.at(-1)!.mean, 2),
    });
  }
}

customElements.define('rank-table', RankTable);
