/**
 * `<picture-arena>`: the pictures of a step. Of two players that draw: what the discriminator is shown in each pass, its logit under each picture,
 * both losses, and the gradient that it sends back to the chosen one. Of a network that copies: pictures over their copies. Arrow keys move from
 * picture to picture, digits from pass to pass.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import { paintDigit } from '../parts/digits/paintDigit.ts';
import type { Drawn } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { ink, numeral } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { TensorView } from '../stage/TensorView.ts';
import { type Picture, type PicturePass, picturePassesOf } from './pictures.ts';

const ENLARGED = 224;

interface Cell {
  readonly button: HTMLElement;
  readonly original: HTMLCanvasElement;
  readonly picture: HTMLCanvasElement;
  readonly words: HTMLElement;
}

export class PictureArena extends Figure {
  private readonly passes = document.createElement('div');
  private readonly grid = document.createElement('div');
  private readonly enlarged = document.createElement('div');
  private readonly readout = document.createElement('p');
  private readonly coverage = document.createElement('p');
  private cells: Cell[] = [];
  private views: { readonly original: TensorView; readonly picture: TensorView; readonly gradient: TensorView } | null =
    null;
  private chosen = 0;
  /** null: the last pass, the generator's, where gradients come back. */
  private pass: number | null = null;
  private painted = '';

  protected build(player: Player): void {
    const words = this.strings.figures.pictureArena;
    player.observe('copies');
    const options = { strings: this.strings, maxHeight: ENLARGED, maxCell: 16 };
    this.views = {
      original: new TensorView(options),
      picture: new TensorView(options),
      gradient: new TensorView({ ...options, onSelect: (index) => this.select(index) }),
    };
    this.passes.className = 'picture-passes';
    this.passes.setAttribute('role', 'group');
    this.passes.setAttribute('aria-label', words.passesLabel);
    this.grid.className = 'picture-grid';
    this.grid.setAttribute('role', 'listbox');
    this.grid.setAttribute('aria-label', words.label);
    this.grid.addEventListener('keydown', (event) => this.key(event));
    this.enlarged.className = 'picture-enlarged';
    this.enlarged.append(this.views.original.element, this.views.picture.element, this.views.gradient.element);
    this.readout.setAttribute('aria-live', 'polite');
    this.coverage.className = 'picture-coverage';
    const side = document.createElement('div');
    side.append(this.readout, this.enlarged, this.coverage);
    this.replaceChildren(this.passes, this.grid, side);
    this.chosen = player.state.item;
  }

  private current(passes: readonly PicturePass[]): PicturePass {
    return passes[Math.min(this.pass ?? passes.length - 1, passes.length - 1)]!;
  }

  protected override draw(state: PlayerState): void {
    const passes = state.trace && picturePassesOf(state.trace);
    if (state.trace === null || passes === null || this.views === null) return;
    const pass = this.current(passes);
    this.drawPasses(passes, pass);
    this.chosen = Math.min(this.chosen, pass.pictures.length - 1);
    this.fit(pass.pictures.length);
    // A picture that was not kept is no empty frame; where none was kept, the frames say so.
    const kept = pass.pictures.findIndex(({ pixels }) => pixels !== null);
    if (kept >= 0 && pass.pictures[this.chosen]!.pixels === null) this.chosen = kept;
    for (const [item, { pixels }] of pass.pictures.entries())
      this.cells[item]!.button.hidden = kept >= 0 && pixels === null;
    for (const [item, picture] of pass.pictures.entries()) this.drawCell(item, picture);
    // Pictures change with the step, the pass and the page's colours; all else changes far more often.
    const key = [state.trace.run, state.trace.step, pass.name, state.source, state.focus, ink(this, '--ink')].join();
    if (key !== this.painted) {
      this.painted = key;
      for (const [item, picture] of pass.pictures.entries()) this.paint(this.cells[item]!, picture);
    }
    this.drawEnlarged(pass);
    this.readout.textContent = this.readoutText(pass);
    this.coverage.textContent = this.coverageText(state);
  }

  private drawPasses(passes: readonly PicturePass[], current: PicturePass): void {
    const words: Readonly<Record<string, string>> = this.strings.figures.pictureArena.passes;
    this.passes.hidden = passes.length < 2;
    while (this.passes.children.length > passes.length) this.passes.lastElementChild!.remove();
    while (this.passes.children.length < passes.length) {
      const [button, name, loss] = ['button', 'span', 'b'].map((tag) => document.createElement(tag));
      const place = this.passes.children.length;
      (button as HTMLButtonElement).type = 'button';
      button!.className = 'plain';
      button!.append(name!, loss!);
      button!.addEventListener('click', () => this.lookAtPass(place));
      this.passes.append(button!);
    }
    for (const [place, { name, loss }] of passes.entries()) {
      const button = this.passes.children[place]!;
      button.setAttribute('aria-pressed', String(passes[place] === current));
      button.children[0]!.textContent = `${place + 1}  ${words[name] ?? name}`;
      button.children[1]!.textContent = fill(this.strings.figures.pictureArena.loss, { loss: numeral(loss) });
    }
  }

  private lookAtPass(place: number): void {
    this.pass = place;
    this.invalidate();
  }

  private fit(count: number): void {
    while (this.cells.length > count) this.cells.pop()!.button.remove();
    while (this.cells.length < count) {
      const item = this.cells.length;
      const [button, words] = [document.createElement('div'), document.createElement('span')];
      const [original, picture] = [document.createElement('canvas'), document.createElement('canvas')];
      button.setAttribute('role', 'option');
      words.setAttribute('aria-hidden', 'true');
      button.append(original, picture, words);
      button.addEventListener('click', () => this.choose(item));
      this.grid.append(button);
      this.cells.push({ button, original, picture, words });
    }
  }

  private drawCell(item: number, { logit, original, pixels }: Picture): void {
    const texts = this.strings.figures.pictureArena;
    const { button, words, original: above } = this.cells[item]!;
    const isChosen = item === this.chosen;
    button.setAttribute('aria-selected', String(isChosen));
    button.tabIndex = isChosen ? 0 : -1;
    above.hidden = original === null;
    words.textContent = logit === null ? (pixels === null ? '–' : '') : numeral(logit, 2);
    const said = logit === null ? texts.cell : logit > 0 ? texts.cellReal : texts.cellMade;
    button.setAttribute('aria-label', fill(said, { place: item + 1, logit: logit === null ? '' : numeral(logit, 2) }));
    button.toggleAttribute('data-real', logit !== null && logit > 0);
  }

  private paint({ original, picture }: Cell, { original: from, pixels }: Picture): void {
    if (from !== null) paintDigit(original, from, this);
    if (pixels !== null) paintDigit(picture, pixels, this);
    else picture.width = picture.height = 28; // emptied: not kept is not paper with a zero on it
    picture.toggleAttribute('data-absent', pixels === null);
  }

  private drawEnlarged({ pictures, size, gradientOf }: PicturePass): void {
    const words = this.strings.figures.pictureArena;
    const { original, pixels, gradient } = pictures[this.chosen]!;
    const views = this.views!;
    const shape = [...size];
    const shown = (values: Picture['pixels']) => ({
      values: values as Float32Array<ArrayBuffer>,
      shape,
      prefix: [this.chosen, 0],
      fullShape: [pictures.length, 1, ...shape],
    });
    const width = Math.min(ENLARGED, this.enlarged.clientWidth);
    views.original.element.hidden = original === null;
    if (original !== null)
      views.original.draw({ name: words.original, shown: shown(original), mode: 'value', scale: 1 }, width);
    const name = original === null ? words.picture : words.copy;
    views.picture.draw(
      pixels === null ? null : { name, shown: shown(pixels), mode: 'value', scale: 1 },
      width,
      words.notKept,
    );
    views.gradient.draw(
      gradient === null ? null : { name: words.gradient, shown: shown(gradient), mode: 'gradient' },
      width,
      gradientOf === null ? words.unasked : words.notKept,
    );
  }

  private readoutText({ pictures }: PicturePass): string {
    const words = this.strings.figures.pictureArena;
    const { logit, original } = pictures[this.chosen]!;
    const place = this.chosen + 1;
    if (logit === null) return fill(original === null ? words.readPlain : words.readCopy, { place });
    return fill(logit > 0 ? words.readReal : words.readMade, { place, logit: numeral(logit) });
  }

  /** What a reader of digits finds among many made pictures; measured once an epoch. */
  private coverageText({ evaluations, trace }: PlayerState): string {
    const words = this.strings.figures.pictureArena;
    if (trace === null || trace.passes.length < 2) return '';
    const last = evaluations.findLast((entry) => entry.step <= trace.step + 1);
    const [digits, score] = [last?.metrics['digits'], last?.metrics['score']];
    if (last === undefined || digits === undefined || score === undefined) return words.unexamined;
    return fill(words.examined, { step: last.step, digits, score: numeral(score, 3) });
  }

  private choose(item: number): void {
    this.chosen = item;
    this.cells[item]?.button.focus({ preventScroll: true });
    this.invalidate();
  }

  /** A pixel of the gradient: every figure goes there. */
  private select(index: readonly number[]): void {
    const passes = this.player?.state.trace && picturePassesOf(this.player.state.trace);
    const of = passes ? this.current(passes).gradientOf : null;
    if (of !== null) this.player?.select({ ...of, index });
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const columns = this.columns;
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
    const passes = this.player?.state.trace && picturePassesOf(this.player.state.trace);
    const pass = Number(event.key) - 1;
    if (by !== undefined) this.choose(Math.min(Math.max(0, this.chosen + by), this.cells.length - 1));
    else if (passes && pass >= 0 && pass < passes.length) this.lookAtPass(pass);
    else if (event.key === 'Escape') this.cells[this.chosen]?.button.blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** How many pictures stand in a row just now. */
  private get columns(): number {
    const first = this.cells[0]?.button.offsetTop;
    const below = this.cells.findIndex(({ button }) => button.offsetTop !== first);
    return below < 0 ? this.cells.length : below;
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const passes = trace && picturePassesOf(trace);
    if (trace === null || passes === null) return [];
    const { pictures, name, size, gradientOf } = this.current(passes);
    const judged = name === '' ? null : `${name === 'generator' ? 'generator.discriminator' : name}.linear output`;
    const [, width] = size;
    return pictures.flatMap(({ logit, gradient, original }, item) => {
      const rows = (values: ArrayLike<number>, address: string): Drawn[] =>
        Array.from(values, (value, i) => ({
          id: `${address}[${item},0,${Math.floor(i / width)},${i % width}]`,
          value,
        }));
      return [
        ...(logit === null || judged === null ? [] : [{ id: `${judged}[${item},0]`, value: logit }]),
        ...(original === null ? [] : rows(original, 'batch inputs')),
        ...(gradient === null || gradientOf === null
          ? []
          : rows(gradient, `${gradientOf.op} ${gradientOf.tensor.kind}`)),
      ];
    });
  }

  protected override table({ trace }: PlayerState): HTMLTableElement | null {
    const words = this.strings.figures.pictureArena;
    const passes = trace && picturePassesOf(trace);
    if (trace === null || passes === null) return null;
    const said = (value: number | null | undefined): string =>
      value === null || value === undefined ? '–' : numeral(value);
    const rows = passes
      .at(-1)!
      .pictures.map(({ gradient }, item) => [
        String(item + 1),
        ...passes.map(({ pictures }) => said(pictures[item]!.logit)),
        said(gradient === null ? null : Math.max(...Array.from(gradient, Math.abs))),
      ]);
    const passNames: Readonly<Record<string, string>> = words.passes;
    const columns = [words.columns[0]!, ...passes.map(({ name }) => passNames[name] ?? words.logit), words.columns[1]!];
    return numberTable(fill(words.tableCaption, { step: trace.step }), columns, rows);
  }

  protected override sentence({ trace }: PlayerState): string {
    const words = this.strings.figures.pictureArena;
    const passes = trace && picturePassesOf(trace);
    if (trace === null || passes === null) return '';
    const { pictures, name } = this.current(passes);
    const values = { step: trace.step, count: pictures.length };
    if (passes.length < 2) return fill(words.sentenceCopies, values);
    const real = pictures.filter(({ logit }) => logit !== null && logit > 0).length;
    return `${fill(name === 'discriminator.real' ? words.sentenceReal : words.sentenceMade, { ...values, real })} ${words.key}`;
  }
}

customElements.define('picture-arena', PictureArena);
