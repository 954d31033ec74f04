/**
 * `<update-formulas>`: the update formulas side by side, each with the numbers of the track that follows it, in four depths: symbols, names
 * of the examples that were heard, numbers, term by term. D goes one deeper, S spells them as other books do. Pointing at a term lights what
 * stands for it in map, points and code. With `data-curtain` (a prediction) the step of one example has a blank in its place until the reader
 * has worked it out.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState, TrackState } from '../../player/Player.ts';
import { plainTrack } from '../../player/TrackSpec.ts';
import { answerTo, whenAnswered } from '../parts/answers.ts';
import { type Descent, descentOf, examplesRead } from '../parts/cells/descent.ts';
import type { Drawn } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { numeral } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { pointing } from '../stage/equations/pointing.ts';
import { fillUpdate, type Way, wayOf } from '../stage/equations/updateFormulas.ts';
import { listItem, type Slot, slotsIn, writeSlots } from '../stage/equations/writeSlots.ts';

const DEPTHS = ['symbols', 'names', 'numbers', 'terms'] as const;
type Depth = (typeof DEPTHS)[number];
/** What each formula is shown with when the tracks are opened. */
const BATCHES: Readonly<Record<Way, string>> = { all: '50', few: '8', one: '1' };

/** What stands where the reader is asked for the number. */
const BLANK = '?';

interface Column {
  readonly way: Way;
  readonly views: readonly HTMLElement[];
  readonly rows: HTMLElement;
  readonly counters: HTMLElement;
  slots: readonly Slot[];
}

interface Standing {
  readonly descent: Descent;
  readonly updates: number;
  readonly examples: number;
}

export class UpdateFormulas extends Figure {
  private depth: Depth = 'symbols';
  private isSpelled = false;
  private columns: readonly Column[] = [];
  private rowsText = '';

  protected build(player: Player): void {
    for (const name of ['fullLoss', 'exampleLosses', 'exampleGradients']) player.observe(name);
    this.columns = [...this.querySelectorAll<HTMLElement>('[data-way]')].map((section) => ({
      way: section.dataset['way'] as Way,
      views: [...section.querySelectorAll<HTMLElement>('[data-depth-view]')],
      rows: section.querySelector<HTMLElement>('ol')!,
      counters: section.querySelector<HTMLElement>('[data-part="counters"]')!,
      slots: slotsIn(section),
    }));
    for (const button of this.depthButtons)
      button.addEventListener('click', () => this.deepen(button.dataset['depth'] as Depth));
    this.spelling.addEventListener('click', () => this.spell());
    this.openAll?.addEventListener('click', () => {
      const tracks = this.columns.map(({ way }) => ({
        ...plainTrack(player.state.tracks[0]!.spec.run, player.state.tracks[0]!.spec.seed),
        options: { batch: BATCHES[way] },
      }));
      void player.setTracks(tracks).catch(() => {}); // these three always open
    });
    this.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.toLowerCase() === 'd') this.deepen(DEPTHS[(DEPTHS.indexOf(this.depth) + 1) % DEPTHS.length]!);
      else if (event.key.toLowerCase() === 's') this.spell();
      else return;
      event.preventDefault();
    });
    pointing(this, player);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  /** Is the result of this way still to be worked out? */
  private isBlank(way: Way): boolean {
    const { curtain } = this.dataset;
    return way === 'one' && curtain !== undefined && answerTo(curtain) === null;
  }

  private get depthButtons(): readonly HTMLButtonElement[] {
    return [...this.querySelectorAll<HTMLButtonElement>('button[data-depth]')];
  }

  private get spelling(): HTMLButtonElement {
    return this.querySelector<HTMLButtonElement>('[data-part="spelling"]')!;
  }

  private get openAll(): HTMLButtonElement | null {
    return this.querySelector<HTMLButtonElement>('[data-part="open"]');
  }

  private deepen(depth: Depth): void {
    this.depth = depth;
    this.invalidate();
  }

  private spell(): void {
    this.isSpelled = !this.isSpelled;
    this.invalidate();
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const descent = trace && descentOf(trace);
    if (descent === null) return [];
    const { theta, gradient, after, lr, fullLoss } = descent;
    return [
      { id: 'lr', value: lr },
      { id: 'observed fullLoss[0]', value: fullLoss },
      ...(['before', 'gradient', 'after'] as const).flatMap((when) => {
        const [bias, weight] = { before: theta, gradient, after }[when];
        return [
          { id: `parameter bias ${when}[0]`, value: bias },
          { id: `parameter weight ${when}[0,0]`, value: weight },
        ];
      }),
    ];
  }

  protected override draw(state: PlayerState): void {
    for (const button of this.depthButtons)
      button.setAttribute('aria-pressed', String(button.dataset['depth'] === this.depth));
    this.spelling.setAttribute('aria-pressed', String(this.isSpelled));
    const words = this.strings.figures.updateFormulas;
    const found = this.columns.map(({ way }) => standingOf(state, way));
    if (this.openAll !== null) this.openAll.hidden = found.every((standing) => standing !== null);
    const written: unknown[] = [];
    for (const [place, column] of this.columns.entries()) {
      const { counters } = column;
      const standing = found[place]!;
      this.reveal(column, standing !== null);
      const text =
        standing === null
          ? words.noTrack
          : fill(words.counters, {
              updates: standing.updates,
              examples: standing.examples,
              loss: numeral(standing.descent.fullLoss),
            });
      if (counters.textContent !== text) counters.textContent = text;
      const filled = standing && fillUpdate(standing.descent, (count) => fill(words.more, { count }));
      const blank = this.isBlank(column.way) ? { after0: BLANK, after1: BLANK } : {};
      if (filled !== null) writeSlots(column.slots, { ...filled.slots, ...blank });
      written.push(this.depth === 'terms' ? (filled?.rows ?? []) : []);
    }
    const text = JSON.stringify(written);
    if (text !== this.rowsText) {
      this.rowsText = text;
      for (const [place, { rows }] of this.columns.entries())
        rows.replaceChildren(...(written[place] as Parameters<typeof listItem>[0][]).map(listItem));
    }
    for (const element of this.querySelectorAll<HTMLElement>('[data-sym]'))
      element.classList.toggle('is-lit', element.dataset['sym'] === state.term);
  }

  /** What a depth shows came in a template. */
  private reveal(column: Column, hasNumbers: boolean): void {
    for (const view of column.views) {
      view.hidden = !this.shows(view.dataset['depthView'] ?? '', hasNumbers);
      const waiting = view.hidden ? null : view.querySelector('template');
      if (waiting === null) continue;
      waiting.replaceWith(waiting.content);
      column.slots = [...column.slots, ...slotsIn(view)];
    }
  }

  /** Symbols always; below them the depth that was chosen, where a track has numbers for it. */
  private shows(view: string, hasNumbers: boolean): boolean {
    if (view === 'symbols') return !this.isSpelled;
    if (view === 'spelled') return this.isSpelled;
    if (!hasNumbers) return false;
    return view === this.depth || (this.depth === 'terms' && view === 'numbers');
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    const words = this.strings.figures.updateFormulas;
    const rows = this.columns.flatMap(({ way }) => {
      const standing = standingOf(state, way);
      if (standing === null) return [];
      const { theta, gradient, after, batch, fullLoss } = standing.descent;
      const moved = after.map((value) => (this.isBlank(way) ? BLANK : numeral(value)));
      return [
        [
          words.ways[way],
          String(standing.updates),
          String(standing.examples),
          String(batch.length),
          ...[...theta, ...gradient].map((value) => numeral(value)),
          ...moved,
          numeral(fullLoss),
        ],
      ];
    });
    return numberTable(words.tableCaption, words.columns, rows);
  }

  protected override sentence(state: PlayerState): string {
    const words = this.strings.figures.updateFormulas;
    const said = this.columns.flatMap(({ way }) => {
      const standing = standingOf(state, way);
      if (standing === null) return [];
      const { theta, after, batch } = standing.descent;
      return [
        fill(words.sentence, {
          way: words.ways[way],
          count: batch.length,
          before: numeral(theta[0], 3),
          after: this.isBlank(way) ? BLANK : numeral(after[0], 3),
        }),
      ];
    });
    return [...said, words.keys].join(' ');
  }
}

/** The last track that listens this way, as it stands; null: none does. */
function standingOf({ tracks }: PlayerState, way: Way): Standing | null {
  const fitting = tracks.filter(
    ({ info }) => wayOf(Number(info.config['batchSize']), Number(info.config['examples'])) === way,
  );
  return fitting.reduce<Standing | null>((last, track) => standing(track) ?? last, null);
}

function standing({ trace, info }: TrackState): Standing | null {
  const descent = trace && descentOf(trace);
  if (trace === null || descent === null) return null;
  return { descent, updates: trace.step, examples: examplesRead(info, trace.step) };
}

customElements.define('update-formulas', UpdateFormulas);
