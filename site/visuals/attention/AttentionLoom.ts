/**
 * `<attention-loom>`: a layer of attention, head by head. Down is who looks, across at whom; cells are weights, scores, or a gradient of
 * either, and what may not be looked at is grey. One place's look is read below: whom it attends to, which values that mixes, and what the
 * network expects there. One tab stop; arrows move who looks and at whom. With `data-reads` the reader writes a sequence of their own; with
 * `data-path` it opens at that layer.
 */
import { fill } from '../../i18n/fill.ts';
import type { SelectedTensor } from '../../player/Moment.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { StepTrace } from '../../player/protocol.ts';
import {
  attentionPaths,
  type Layer,
  type Loom,
  layers,
  looksOf,
  loomOf,
  placeIn,
  shownPlaces,
  shownQueries,
  strongestLook,
} from '../parts/cells/loom.ts';
import { type Drawn, drawnRow } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { ink, letters, numeral, prepareCanvas } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { LoomReading } from './LoomReading.ts';
import { type LoomCell, type LoomLayout, loomCellAt, loomLayout } from './loomLayout.ts';
import { loomScale, paintLoom } from './paintLoom.ts';
import { isReadable, SequenceForm } from './SequenceForm.ts';
import { tokenText } from './tokenText.ts';

/** Which tensor of `weights` (of `scaled`, for scores) the cells are. */
const tensors: Readonly<Record<Layer, SelectedTensor['tensor']>> = {
  weights: { kind: 'output' },
  scores: { kind: 'output' },
  weightGradients: { kind: 'gradOutput' },
  scoreGradients: { kind: 'gradInput', place: 0 },
};
const WIDEST_TOKEN = 78;
const ARROWS: Readonly<Record<string, readonly [query: number, key: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export class AttentionLoom extends Figure {
  private readonly controls = document.createElement('div');
  private readonly canvas = document.createElement('canvas');
  private readonly reading = new LoomReading(this.strings, (query) => this.choose({ query }));
  private form: SequenceForm | null = null;
  private path = '';
  private layer: Layer = 'weights';
  private isAlone = false;
  private chosen: LoomCell | null = null;
  private layout: LoomLayout | null = null;
  /** What the buttons were made for. */
  private made = '';
  /** What it is made of; put into the page with the first picture, so that nothing of it moves. */
  private parts: readonly HTMLElement[] = [];

  protected build(player: Player): void {
    this.path = this.dataset['path'] ?? '';
    this.layer = layers.find((layer) => layer === this.dataset['shows']) ?? 'weights';
    this.controls.className = 'figure-controls loom-controls';
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute('role', 'application');
    this.canvas.addEventListener('keydown', (event) => this.key(event));
    this.canvas.addEventListener('click', (event) => {
      const box = this.canvas.getBoundingClientRect();
      const cell = this.layout && loomCellAt(this.layout, event.clientX - box.x, event.clientY - box.y);
      if (cell !== null) this.choose(cell);
    });
    const plane = document.createElement('div');
    plane.className = 'loom-plane';
    plane.append(this.canvas);
    const { reads } = this.dataset;
    if (isReadable(reads)) this.form = new SequenceForm(player, this.strings.figures.attentionLoom.reading, reads);
    this.parts = [...(this.form === null ? [] : [this.form.element]), this.controls, plane, this.reading.element];
  }

  private moveIn(): void {
    this.append(...this.parts);
    this.parts = [];
  }

  protected override draw(state: PlayerState): void {
    const { trace } = state;
    this.form?.show(state);
    const loom = trace && this.loom(trace);
    if (trace === null || loom === null) {
      this.moveIn();
      return;
    }
    const words = this.strings.figures.attentionLoom;
    const chosen = this.chosenIn(state, loom);
    this.drawControls(attentionPaths(trace), loom, chosen);
    const { vocabulary } = state.info;
    const [tokens, asking] = [loom.tokens, loom.asking].map((list) =>
      list.map((token) => tokenText(token, vocabulary)),
    ) as [string[], string[]];
    const [places, rows] = [shownPlaces(loom), shownQueries(loom)];
    const heads = this.isAlone ? [chosen.head] : Array.from({ length: loom.heads }, (_, head) => head);
    const label = this.labelWidth([...tokens.slice(0, places), ...asking.slice(0, rows)]);
    // At first the canvas is not in the page yet.
    this.layout = loomLayout(this.canvas.parentElement!.clientWidth || this.clientWidth, heads, places, label, rows);
    const context = prepareCanvas(this.canvas, this.layout.width, this.layout.height);
    const scale = loomScale(loom, this.layer, places, rows);
    const headName = (head: number): string => fill(words.head, { head: head + 1 });
    const { layer, layout } = this;
    const picture = { loom, layer, layout, chosen, tokens, asking, scale, headName, notKept: words.notKeptYet };
    paintLoom(this, context, picture);
    this.canvas.setAttribute('aria-label', fill(words.label, { head: chosen.head + 1 }));
    this.reading.draw({ trace, loom, chosen, tokens, asking, places, vocabulary });
    this.moveIn();
  }

  private loom(trace: StepTrace): Loom | null {
    const paths = attentionPaths(trace);
    if (!paths.includes(this.path)) this.path = paths[0] ?? '';
    return loomOf(trace, this.path, this.player?.state.info.config);
  }

  /** What is selected elsewhere, where it is a cell of this layer; else what was chosen here; else the strongest look. */
  private chosenIn({ selection }: PlayerState, loom: Loom): LoomCell {
    const isHere = selection?.op === `${this.path}.weights` || selection?.op === `${this.path}.scaled`;
    const [, head, query, key] = (isHere && selection.index) || [];
    if (head !== undefined && query !== undefined && key !== undefined) this.chosen = { head, query, key };
    const places = shownPlaces(loom);
    const at = this.chosen ?? strongestLook(loom);
    return {
      head: Math.min(at.head, loom.heads - 1),
      query: Math.min(at.query, shownQueries(loom) - 1),
      key: Math.min(at.key, places - 1),
    };
  }

  private labelWidth(tokens: readonly string[]): number {
    const context = this.canvas.getContext('2d')!;
    context.font = `400 ${letters(14)}px ${ink(this, '--font-ui')}`;
    const widest = Math.max(...tokens.map((token) => context.measureText(token).width));
    return Math.min(WIDEST_TOKEN, Math.ceil(widest) + 8);
  }

  private drawControls(paths: readonly string[], { heads }: Loom, { head: chosen }: LoomCell): void {
    const words = this.strings.figures.attentionLoom;
    const made = `${paths.join()} ${heads}`;
    if (made !== this.made) {
      this.made = made;
      const one = (head: number) => ({ name: fill(words.head, { head: head + 1 }), press: () => this.showHead(head) });
      this.controls.replaceChildren(
        this.group(
          words.show,
          layers.map((layer) => ({ name: words.shows[layer], press: () => this.show(layer) })),
        ),
        this.group(words.heads, [
          { name: words.allHeads, press: () => this.showHead(null) },
          ...Array.from({ length: heads }, (_, head) => one(head)),
        ]),
        ...(paths.length < 2
          ? []
          : [
              this.group(
                words.layers,
                paths.map((path, i) => ({ name: fill(words.layer, { layer: i + 1 }), press: () => this.goTo(path) })),
              ),
            ]),
        this.group(words.sequences, [
          { name: words.before, press: () => this.turn(-1) },
          { name: words.after, press: () => this.turn(1) },
        ]),
      );
    }
    const pressed = [layers.indexOf(this.layer), this.isAlone ? chosen + 1 : 0];
    if (paths.length > 1) pressed.push(paths.indexOf(this.path));
    for (const [at, which] of pressed.entries())
      for (const [i, button] of [...this.controls.children[at]!.querySelectorAll('button')].entries())
        button.setAttribute('aria-pressed', String(i === which));
  }

  /** Another sequence of the batch, round and round. */
  private turn(by: number): void {
    const trace = this.player?.state.trace;
    if (!trace) return;
    const count = trace.batchIds.length;
    this.chosen = null;
    this.player!.select(null);
    this.player!.lookAt((trace.item + by + count) % count);
  }

  private group(label: string, buttons: readonly { readonly name: string; readonly press: () => void }[]): HTMLElement {
    const group = document.createElement('div');
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', label);
    for (const { name, press } of buttons) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'plain';
      button.textContent = name;
      button.addEventListener('click', press);
      group.append(button);
    }
    return group;
  }

  private show(layer: Layer): void {
    this.layer = layer;
    this.invalidate();
  }

  private showHead(head: number | null): void {
    this.isAlone = head !== null;
    if (head === null) this.invalidate();
    else this.choose({ head });
  }

  private goTo(path: string): void {
    this.path = path;
    this.player?.standAt(`${path}.weights`);
    this.invalidate();
  }

  /** A look is a number of a recorded tensor: every figure goes there. */
  private choose(change: Partial<LoomCell>): void {
    const { player } = this;
    const loom = player?.state.trace ? this.loom(player.state.trace) : null;
    if (!player || loom === null) return;
    const { head, query, key } = { ...this.chosenIn(player.state, loom), ...change };
    this.chosen = { head, query, key };
    const op = `${this.path}.${this.layer === 'scores' ? 'scaled' : 'weights'}`;
    player.select({ op, tensor: tensors[this.layer], index: [player.state.item, head, query, key] });
    this.invalidate();
  }

  private key(event: KeyboardEvent): void {
    const trace = this.player?.state.trace;
    const loom = trace ? this.loom(trace) : null;
    const arrow = ARROWS[event.key];
    if (event.key === 'Escape') this.canvas.blur();
    else if (arrow !== undefined && loom !== null) {
      const { query, key } = this.chosenIn(this.player!.state, loom);
      const within = (place: number, count: number): number => Math.min(Math.max(0, place), count - 1);
      this.choose({
        query: within(query + arrow[0], shownQueries(loom)),
        key: within(key + arrow[1], shownPlaces(loom)),
      });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** One query's look in every head: places down, heads across. */
  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const loom = trace && this.loom(trace);
    const values = loom?.numbers[this.layer] ?? null;
    if (trace === null || loom === null || values === null) return [];
    const op = `${loom.path}.${this.layer === 'scores' ? 'scaled' : 'weights'}`;
    const part = { weights: 'output', scores: 'output', weightGradients: 'gradOutput', scoreGradients: 'gradInput0' };
    const rows = Array.from({ length: loom.heads * loom.queries }, (_, row) => row);
    return rows.flatMap((row) => {
      const at = [trace.item, Math.floor(row / loom.queries), row % loom.queries];
      const from = placeIn(loom, at[1]!, at[2]!, 0);
      return drawnRow(`${op} ${part[this.layer]}`, Array.from(values).slice(from, from + loom.keys), at);
    });
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    const words = this.strings.figures.attentionLoom;
    const { trace } = state;
    const loom = trace && this.loom(trace);
    if (trace === null || loom === null) return null;
    const { query } = this.chosenIn(state, loom);
    const heads = Array.from({ length: loom.heads }, (_, head) => head);
    const values = loom.numbers[this.layer];
    const text = (head: number, key: number): string => {
      if (loom.mask !== null && !loom.mask(query, key)) return words.masked;
      return values === null ? words.notKept : numeral(values[placeIn(loom, head, query, key)]!);
    };
    const { vocabulary } = state.info;
    const said = (place: number): string => tokenText(loom.tokens[place] ?? Number.NaN, vocabulary);
    const rows = Array.from({ length: shownPlaces(loom) }, (_, key) => [
      `${key + 1}: ${said(key)}`,
      ...heads.map((head) => text(head, key)),
    ]);
    const caption = fill(words.tableCaption, {
      what: words.shows[this.layer],
      step: trace.step,
      place: query + 1,
      token: tokenText(loom.asking[query] ?? Number.NaN, vocabulary),
    });
    return numberTable(caption, [words.lookedAt, ...heads.map((head) => fill(words.head, { head: head + 1 }))], rows);
  }

  protected override sentence(state: PlayerState): string {
    const words = this.strings.figures.attentionLoom;
    const { trace } = state;
    const loom = trace && this.loom(trace);
    if (trace === null) return '';
    if (loom === null) return fill(words.sentenceNothing, { step: trace.step });
    const { head, query } = this.chosenIn(state, loom);
    const { vocabulary } = state.info;
    const said = (place: number): string => tokenText(loom.tokens[place] ?? Number.NaN, vocabulary);
    const token = tokenText(loom.asking[query] ?? Number.NaN, vocabulary);
    const [most] = looksOf(loom, head, query) ?? [];
    const { reading } = trace;
    const sequence = reading === undefined ? fill(words.ofBatch, { item: trace.item + 1 }) : `“${reading.text}”`;
    const values = { step: trace.step, sequence, head: head + 1, place: query + 1, token };
    const look =
      most === undefined
        ? fill(words.sentenceAbsent, values)
        : fill(words.sentence, {
            ...values,
            key: most.key + 1,
            other: said(most.key),
            weight: numeral(most.weight, 3),
          });
    const scale = loomScale(loom, this.layer, shownPlaces(loom), shownQueries(loom));
    const key = loom.numbers[this.layer] === null ? '' : fill(words.keys[this.layer], { scale: numeral(scale, 3) });
    return [look, key, loom.isMasked ? words.maskedKey : ''].filter((part) => part !== '').join(' ');
  }
}

customElements.define('attention-loom', AttentionLoom);
