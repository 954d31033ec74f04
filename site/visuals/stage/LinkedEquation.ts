/**
 * `<linked-equation>`: an equation with the numbers of the shown step, in three depths: symbols, with numbers, term by term.
 * Pointing at a term lights the cells that stand for it in other figures, and the other way round. The formulas were typeset
 * when the site was built; here only their numbers are written, in the picture and in the MathML that speech reads. Behind a curtain
 * (`data-curtain`: a prediction) only symbols are shown.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import { answerTo, whenAnswered } from '../parts/answers.ts';
import type { Drawn } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { type EquationName, equations } from './equations/index.ts';
import type { Filled, LinkedEquationSource } from './equations/LinkedEquationSource.ts';
import { pointing } from './equations/pointing.ts';
import { listItem, type Slot, slotsIn, writeSlots } from './equations/writeSlots.ts';

type Depth = 'symbols' | 'numbers' | 'terms';
const DEPTHS: readonly Depth[] = ['symbols', 'numbers', 'terms'];

export class LinkedEquation extends Figure {
  private depth: Depth = 'numbers';
  private source: LinkedEquationSource | null = null;
  private name: EquationName = 'softmax';
  private views: HTMLElement[] = [];
  private depthButtons: HTMLButtonElement[] = [];
  private variants: HTMLElement[] = [];
  /** Where each number is written: a span of the picture, or an element of the MathML. */
  private slots: readonly Slot[] = [];
  private rowsText = '';

  protected build(player: Player): void {
    this.name = (this.dataset['name'] ?? '') as EquationName;
    this.source = equations[this.name] ?? null;
    if (this.source === null) throw new Error(`<linked-equation>: no equation called '${this.name}'`);
    const all = <E extends Element>(selector: string): E[] => [...this.querySelectorAll<E>(selector)];
    this.views = all('[data-depth-view]');
    this.depthButtons = all('button[data-depth]');
    this.variants = all('[data-variant]');
    this.slots = slotsIn(this);
    for (const button of this.depthButtons)
      button.addEventListener('click', () => this.deepen(button.dataset['depth'] as Depth));
    pointing(this, player);
    for (const name of this.source.observes ?? []) player.observe(name);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  private get isClosed(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  protected override draw(state: PlayerState): void {
    const filled = this.filled(state);
    const variant = this.source?.variantOf?.(state.info.config) ?? null;
    for (const view of this.views) {
      const fits = view.dataset['when'] === undefined || (view.dataset['when'] === 'plain') === (variant === null);
      this.reveal(view, fits && this.shows(view.dataset['depthView'] as Depth, filled));
    }
    for (const button of this.depthButtons) {
      button.setAttribute('aria-pressed', String(button.dataset['depth'] === this.depth));
      button.hidden = this.isClosed || (button.dataset['depth'] === 'terms' && filled?.rows.length === 0);
    }
    for (const element of this.variants) this.reveal(element, element.dataset['variant'] === variant);
    if (filled !== null) this.write(filled);
    for (const element of this.querySelectorAll<HTMLElement>('[data-sym]')) {
      element.classList.toggle('is-lit', element.dataset['sym'] === state.term);
    }
  }

  /** Numbers of its slots and its rows. */
  override drawn(state: PlayerState): readonly Drawn[] {
    if (this.isClosed || this.depth === 'symbols') return [];
    return this.filled(state)?.drawn() ?? [];
  }

  protected override sentence(state: PlayerState): string {
    const words = this.strings.figures.linkedEquation;
    const filled = this.filled(state);
    if (this.isClosed) return words.closed;
    if (filled === null) return words.notKept;
    const variant = this.source?.variantOf?.(state.info.config) ?? null;
    const { item, reading } = state.trace!;
    const sequence = reading === undefined ? fill(words.sequence, { item: item + 1 }) : `“${reading.text}”`;
    const about = fill(words.equations[this.name].about, { ...filled.about, sequence });
    return variant === null ? about : `${about} ${words.variants[variant as keyof typeof words.variants]}`;
  }

  private filled({ trace, selection, op, info }: PlayerState): Filled | null {
    return trace && this.source ? this.source.fill({ trace, selection, op, config: info.config }) : null;
  }

  /** Each depth keeps what the ones above it show. */
  private shows(view: Depth, filled: Filled | null): boolean {
    if (view === 'symbols') return true;
    return filled !== null && !this.isClosed && DEPTHS.indexOf(view) <= DEPTHS.indexOf(this.depth);
  }

  /** What only some runs show came in a template. */
  private reveal(view: HTMLElement, isShown: boolean): void {
    view.hidden = !isShown;
    delete view.dataset['waiting']; // its room was kept, so that nothing below jumps
    const waiting = isShown ? view.querySelector('template') : null;
    if (waiting === null) return;
    waiting.replaceWith(waiting.content);
    this.slots = slotsIn(this);
  }

  private write({ slots, rows }: Filled): void {
    writeSlots(this.slots, slots);
    const text = JSON.stringify(rows);
    if (this.depth !== 'terms' || text === this.rowsText) return;
    this.rowsText = text;
    this.views.find((view) => view.dataset['depthView'] === 'terms')?.replaceChildren(...rows.map(listItem));
  }

  private deepen(depth: Depth): void {
    this.depth = depth;
    this.invalidate();
  }
}

customElements.define('linked-equation', LinkedEquation);
