/**
 * `<code-and-kernel>`: the source of the op the figures stand at, and of the kernels it runs. Listings were highlighted when the site was
 * built, each on its source page, and are fetched from there when they come into view. The code is text: it needs no table.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import { opOf } from '../parts/cells/shownTensor.ts';
import { Figure } from '../parts/Figure.ts';
import { numeral } from '../parts/ink.ts';
import { opLinks } from './links/index.ts';
import { chosenCell, linkedCells, numberIn, symOfPart } from './links/linkedCells.ts';
import { type OpLink, symsOfLine, termOfLine } from './links/OpLink.ts';
import { updateOf } from './links/updateOf.ts';
import { lightTerm, roving, watchTerms } from './links/watchTerms.ts';
import { termNumber } from './links/written.ts';
import { fetchListing } from './step/fetchListing.ts';

export class CodeAndKernel extends Figure {
  private tabLists: HTMLElement[] = [];
  private panel: HTMLElement | null = null;
  private shownFile = '';

  protected build(player: Player): void {
    this.tabLists = [...this.querySelectorAll<HTMLElement>('[data-op]')];
    this.panel = this.querySelector<HTMLElement>('[role="tabpanel"]');
    for (const list of this.tabLists) {
      const tabs = tabsOf(list);
      for (const tab of tabs) {
        tab.addEventListener('click', () => this.open(list, tab));
        tab.addEventListener('keydown', (event) => this.key(event, list, tabs, tab));
      }
    }
    if (this.panel !== null) {
      watchTerms(this.panel, player);
      this.panel.addEventListener('keydown', (event) => roving(() => this.linkedLines(), event));
    }
    this.show(player.state);
  }

  protected override draw(state: PlayerState): void {
    this.show(state);
    this.drawLinks(state);
  }

  private linkedLines(): HTMLElement[] {
    return [...(this.panel?.querySelectorAll<HTMLElement>('.line[data-sym]') ?? [])];
  }

  /** An optimizer's rule in the update, or where the page asks for nothing else; else the op stood at. */
  private standsFor({ trace, op, phase, selection }: PlayerState): string | undefined {
    if (trace === null) return undefined;
    const isUpdate = phase === 'update' || this.dataset['of'] === 'update';
    if (!isUpdate) return opOf(trace, op)?.name;
    return updateOf(trace, selection, opOf(trace, op))?.update.optimizer;
  }

  /** Which lines take or make a term, and the numbers of the chosen cell beside them. */
  private drawLinks(state: PlayerState): void {
    const name = this.standsFor(state);
    const link = name === undefined ? undefined : opLinks.get(name);
    this.mark(link, state);
    if (this.panel === null) return;
    const numbers = this.numbersOf(state, link);
    for (const line of this.linkedLines()) {
      const note = line.querySelector('.code-note');
      const text =
        line.dataset['layer'] === undefined ? (numbers.get(line.dataset['sym']!) ?? '') : (numbers.get('') ?? '');
      if (note !== null && note.textContent !== text) note.textContent = text;
    }
    lightTerm(this.panel, state.term);
  }

  /** Once for each listing, op and direction. */
  private mark(link: OpLink | undefined, { op, trace, phase }: PlayerState): void {
    const { panel } = this;
    const listing = panel?.querySelector<HTMLElement>('.listing');
    if (!panel || !listing) return;
    const here = trace && opOf(trace, op);
    const layerWord = here === null ? '' : `inScope('${here.label.split('.').at(-1)}'`;
    const isLayer = this.querySelector(`[role="tab"][data-file="${this.shownFile}"][data-layer]`) !== null;
    const key = isLayer ? `${this.shownFile} ${layerWord}` : `${this.shownFile} ${link?.name ?? ''}`;
    const { linkedTo, linkedIn } = listing.dataset;
    if (linkedTo === key && linkedIn === phase) return;
    listing.dataset['linkedTo'] = key;
    listing.dataset['linkedIn'] = phase;
    const direction = phase === 'backward' ? 'backward' : 'forward';
    for (const note of listing.querySelectorAll('.code-note')) note.remove();
    let isFirst = true;
    for (const line of listing.querySelectorAll<HTMLElement>('.line')) {
      const text = line.textContent ?? '';
      const own =
        here === null || !text.includes(layerWord)
          ? []
          : link === undefined
            ? ['out']
            : (['output', 'gradOutput'] as const).map((kind) => symOfPart(here.name, { kind }));
      const syms = isLayer ? own : symsOfLine(link, this.shownFile, text);
      for (const name of ['sym', 'syms', 'layer']) delete line.dataset[name];
      line.removeAttribute('tabindex');
      const sym = termOfLine(link, syms, direction);
      if (sym === undefined) continue;
      line.dataset['sym'] = sym;
      line.dataset['syms'] = syms.join(' ');
      if (isLayer) line.dataset['layer'] = '';
      line.tabIndex = isFirst ? 0 : -1;
      isFirst = false;
      const note = document.createElement('span');
      note.className = 'code-note';
      line.append(note);
    }
    if (linkedTo === key) return; // the same lines, read in the other direction
    const first = this.linkedLines()[0];
    const pre = listing.querySelector('pre');
    if (first && pre)
      pre.scrollTop += first.getBoundingClientRect().top - pre.getBoundingClientRect().top - pre.clientHeight / 3;
  }

  /** What stands beside the lines, by term; under '' what the op made in the chosen cell. */
  private numbersOf(state: PlayerState, link: OpLink | undefined): ReadonlyMap<string, string> {
    const { trace, selection, phase } = state;
    const op = trace && opOf(trace, state.op);
    const found = new Map<string, string>();
    if (trace === null || op === null) return found;
    if (phase === 'update' || this.dataset['of'] === 'update') return this.updateNumbers(state);
    const chosen = chosenCell(trace, op, phase, selection);
    if (chosen === null) return found;
    const made = numberIn(
      trace,
      'place' in chosen.part ? op.backward?.gradInputs[chosen.part.place] : op.output,
      chosen.index,
    );
    if (made !== null) found.set('', note(`[${chosen.index.join(', ')}]`, [made]));
    if (link === undefined) return found;
    for (const [sym, cells] of linkedCells(trace, op, chosen)) {
      const values = cells.map((cell) => termNumber(trace, op, link, sym, cell)).filter((value) => value !== null);
      if (values.length > 0) found.set(sym, note(cells.length === 1 ? `[${cells[0]!.join(', ')}]` : '', values));
    }
    return found;
  }

  private updateNumbers({ trace, selection, op }: PlayerState): ReadonlyMap<string, string> {
    const chosen = trace && updateOf(trace, selection, opOf(trace, op));
    if (trace === null || chosen === null) return new Map();
    const { update, index } = chosen;
    const at = (id: number): string => {
      const value = numberIn(trace, id, index);
      return value === null ? '?' : numeral(value, 6);
    };
    const place = `${update.label}[${index.join(', ')}]`;
    return new Map([
      ['theta', `${place}: ${at(update.before)} → ${at(update.after)}`],
      ['grad', `${place}: ${at(update.gradient)}`],
      ['lr', String(update.settings['lr'] ?? trace.lr)],
    ]);
  }

  protected override sentence(state: PlayerState): string {
    const { trace, op } = state;
    const here = trace && opOf(trace, op);
    const words = this.strings.figures.codeAndKernel;
    const name = this.standsFor(state);
    if (trace !== null && name !== undefined && name !== here?.name) {
      const chosen = updateOf(trace, state.selection, here);
      return fill(this.strings.step.link.rule, { rule: name, parameter: chosen?.update.label ?? '', step: trace.step });
    }
    return here ? fill(words.sentence, { op, name: here.name, ms: here.forwardMs.toFixed(1), step: trace.step }) : '';
  }

  private show(state: PlayerState): void {
    const name = this.standsFor(state);
    for (const list of this.tabLists) {
      list.hidden = list.dataset['op'] !== name;
      const chosen = tabsOf(list).find((tab) => tab.getAttribute('aria-selected') === 'true');
      if (!list.hidden && chosen) this.open(list, chosen);
    }
  }

  private open(list: HTMLElement, chosen: HTMLButtonElement): void {
    for (const tab of tabsOf(list)) {
      tab.setAttribute('aria-selected', String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
    }
    this.panel?.setAttribute('aria-labelledby', chosen.id);
    const file = chosen.dataset['file'] ?? '';
    if (file === this.shownFile) return;
    this.shownFile = file;
    const template = [...this.querySelectorAll('template')].find(({ dataset }) => dataset['file'] === file);
    if (!template || !this.panel) return;
    this.panel.replaceChildren(template.content.cloneNode(true));
    void this.showListing(file, this.panel);
  }

  private async showListing(file: string, panel: HTMLElement): Promise<void> {
    const address = panel.querySelector<HTMLAnchorElement>('.code-path a')?.href ?? '';
    const listing = await fetchListing(address);
    if (file !== this.shownFile) return; // the reader has gone on
    if (listing === null) panel.append(unreachable(this.strings.figures.codeAndKernel.unreachable));
    else panel.append(listing);
    scrollToHeart(panel);
    if (this.player !== null) this.drawLinks(this.player.state);
  }

  private key(
    event: KeyboardEvent,
    list: HTMLElement,
    tabs: readonly HTMLButtonElement[],
    from: HTMLButtonElement,
  ): void {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const to = tabs[(tabs.indexOf(from) + by + tabs.length) % tabs.length]!;
    this.open(list, to);
    to.focus();
  }
}

const tabsOf = (list: HTMLElement): HTMLButtonElement[] => [
  ...list.querySelectorAll<HTMLButtonElement>('[role="tab"]'),
];

/** A few numbers, and how many there are. */
function note(place: string, values: readonly number[]): string {
  const shown = values
    .slice(0, 2)
    .map((value) => numeral(value))
    .join(', ');
  const rest = values.length > 2 ? `, … (${values.length})` : '';
  return `${place === '' ? '' : `${place} = `}${shown}${rest}`;
}

function unreachable(words: string): HTMLElement {
  const note = document.createElement('p');
  note.textContent = words;
  return note;
}

/** Imports come first in a file; what a reader looks for is what the file gives away. */
function scrollToHeart(panel: HTMLElement): void {
  const listing = panel.querySelector('pre');
  const heart = [...panel.querySelectorAll<HTMLElement>('.line')].find(({ textContent }) =>
    /^export (const|function)/.test(textContent ?? ''),
  );
  if (listing && heart) listing.scrollTop = heart.getBoundingClientRect().top - listing.getBoundingClientRect().top - 8;
}

customElements.define('code-and-kernel', CodeAndKernel);
