/**
 * What every figure is: a custom element that hears the shared player and draws it, at most 30 times a second and only while
 * it can be seen. A figure draws trace events; it computes nothing. Canvas for many cells, SVG for few; a table of the same
 * numbers on request; one sentence for whoever listens instead of looking.
 */
import { type Strings, stringsFor } from '../../i18n/index.ts';
import { AWAKE, type Sleeper } from '../../layouts/early.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { TrainingRun } from '../../player/TrainingRun.ts';
import type { Drawn } from './drawn.ts';
import { inTurn } from './turns.ts';

const FRAME_MS = 1000 / 30;
/** The live region speaks at most this often, and not at all while training plays. */
const SPEAK_MS = 2000;

export abstract class Figure extends HTMLElement implements Sleeper {
  /** Until its elements are made: what is done to it before is done again then. */
  isAsleep = true;
  protected player: Player | null = null;
  protected readonly strings: Strings = stringsFor(document.documentElement.lang);
  private visible = false;
  private dirty = false;
  private drawnAt = 0;
  /** The size for which it was drawn at once, until it is drawn again: that it has this size now is no news. */
  private sizeDrawn = '';
  private timer: ReturnType<typeof setTimeout> | null = null;
  private built = false;
  private unsubscribe: (() => void) | null = null;
  private observers: { disconnect(): void }[] = [];
  private spokenAt = 0;
  private live: HTMLElement | null = null;

  /** Does the reader need it before the others? */
  protected readonly isFirst: boolean = false;
  /** Make the figure's elements once; the player is ready. */
  protected abstract build(player: Player): void;
  /** Draw the state. Called only while visible. */
  protected abstract draw(state: PlayerState): void;
  /** The same numbers as a table, or null where there is none. */
  protected table(_state: PlayerState): HTMLTableElement | null {
    return null;
  }
  /** One sentence about what is shown, for the live region and the caption. */
  protected sentence(_state: PlayerState): string {
    return '';
  }

  /** Every number that is drawn now, with its address in the trace. */
  drawn(_state: PlayerState): readonly Drawn[] {
    return [];
  }

  connectedCallback(): void {
    void this.start();
  }

  disconnectedCallback(): void {
    this.unsubscribe?.();
    for (const observer of this.observers) observer.disconnect();
    this.observers = [];
  }

  private async start(): Promise<void> {
    await customElements.whenDefined('training-run');
    const run = this.closest<TrainingRun>('training-run');
    if (run === null) throw new Error(`<${this.localName}> must stand inside a <training-run>`);
    // Without its recording a figure stays as it was written; the run says what happened.
    const player = await run.ready.catch(() => null);
    if (player === null) return;
    // A recording wakes thirty figures at once.
    inTurn(() => this.wake(player), this.isFirst);
  }

  private wake(player: Player): void {
    if (!this.isConnected) return;
    this.player = player;
    if (!this.built) {
      this.built = true;
      this.build(player);
      this.live = document.createElement('p');
      this.live.className = 'visually-hidden';
      this.live.setAttribute('aria-live', 'polite');
      this.append(this.live);
    }
    this.observe();
    this.unsubscribe = player.subscribe(() => this.invalidate());
    this.isAsleep = false;
    this.dispatchEvent(new Event(AWAKE));
  }

  /** Draw again when seen, resized, re-themed, or turned into a table. */
  private observe(): void {
    const seen = new IntersectionObserver((entries) => {
      this.visible = entries.some((entry) => entry.isIntersecting);
      if (this.visible) this.invalidate();
    });
    // The whole figure, because this element is hidden while its table is shown.
    seen.observe(this.closest('figure') ?? this);
    // The first drawing comes a screen early: what grows by it then moves nothing that can be seen.
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        near.disconnect();
        this.drawUnseen();
      },
      { rootMargin: '100% 0px' },
    );
    near.observe(this.closest('figure') ?? this);
    const resized = new ResizeObserver(() => {
      if (this.size !== this.sizeDrawn) this.invalidate();
    });
    resized.observe(this);
    const themed = new MutationObserver(() => this.invalidate());
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-presenter'] });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const redraw = (): void => this.invalidate();
    dark.addEventListener('change', redraw);
    // Paper shows every figure, scrolled to or not, in the colours of paper.
    const paper = matchMedia('print');
    const atOnce = (): void => this.drawUnseen();
    paper.addEventListener('change', atOnce);
    addEventListener('beforeprint', atOnce);
    const figure = this.closest('figure');
    figure?.addEventListener('figure:view', redraw);
    // Whoever measures a figure wants it drawn for the size it has.
    figure?.addEventListener('figure:fit', atOnce);
    this.observers.push(seen, near, resized, themed, {
      disconnect: () => {
        dark.removeEventListener('change', redraw);
        paper.removeEventListener('change', atOnce);
        removeEventListener('beforeprint', atOnce);
        figure?.removeEventListener('figure:view', redraw);
        figure?.removeEventListener('figure:fit', atOnce);
      },
    });
  }

  /** Ask for a redraw; many requests in one frame are one drawing. */
  protected invalidate(): void {
    this.dirty = true;
    if (this.timer !== null || !this.visible) return;
    const wait = Math.max(0, FRAME_MS - (performance.now() - this.drawnAt));
    this.timer = setTimeout(() => {
      this.timer = null;
      requestAnimationFrame(() => this.drawNow());
    }, wait);
  }

  private drawNow(): void {
    if (!this.dirty || !this.visible || this.player === null) return;
    this.dirty = false;
    this.sizeDrawn = '';
    this.drawnAt = performance.now();
    const { state } = this.player;
    const figure = this.closest<HTMLElement>('figure');
    const asTable = figure?.dataset['view'] === 'table';
    if (asTable) this.fillTable(figure, state);
    else this.draw(state);
    this.describe(figure, state);
  }

  /** Draw at once, seen or not: a print waits for no frame. */
  private drawUnseen(): void {
    if (this.player === null) return;
    const { visible } = this;
    this.visible = true;
    this.dirty = true;
    this.drawNow();
    this.visible = visible;
    this.dirty = true;
    this.sizeDrawn = this.size;
  }

  private get size(): string {
    const { width, height } = this.getBoundingClientRect();
    return `${width}×${height}`;
  }

  private fillTable(figure: HTMLElement, state: PlayerState): void {
    const place = figure.querySelector('[data-table]');
    const table = this.table(state);
    if (place !== null && table !== null) place.replaceChildren(table);
  }

  /** Caption and badge come from the state; the live region repeats the caption when training stands still. */
  private describe(figure: HTMLElement | null, state: PlayerState): void {
    const sentence = this.sentence(state);
    const badge = figure?.querySelector<HTMLElement>('[data-badge]');
    if (badge && badge.dataset['badge'] !== state.source) {
      badge.dataset['badge'] = state.source;
      badge.textContent = state.source === 'live' ? this.strings.figures.live : this.strings.figures.recorded;
    }
    const caption = figure?.querySelector('[data-caption]');
    if (caption && caption.textContent !== sentence) caption.textContent = sentence;
    const quiet = state.status === 'playing' || performance.now() - this.spokenAt < SPEAK_MS;
    // What a link hides is not read out either.
    const told = caption?.hasAttribute('data-covered') ? '' : sentence;
    if (quiet || this.live === null || this.live.textContent === told) return;
    this.spokenAt = performance.now();
    this.live.textContent = told;
  }
}
