/**
 * `<fit-ruler>`: a row of cells with its padding, the window as a bracket, and a tick for each place where it fits. Arrow keys move the window
 * from place to place; cells that no window reaches are pale and named. `fit.ts` counts, the framework's convolution judges it in a test.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player } from '../../../player/Player.ts';
import { Figure } from '../../parts/Figure.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { type Fit, fitOf, touched, type Window } from './fit.ts';

type Name = keyof Window;
const limits: Readonly<Record<Name, readonly [from: number, to: number]>> = {
  size: [1, 28],
  kernel: [1, 7],
  stride: [1, 4],
  padding: [0, 3],
  dilation: [1, 3],
};
const names = Object.keys(limits) as readonly Name[];

export class FitRuler extends Figure {
  private window: Window = { size: 6, kernel: 3, stride: 2, padding: 0, dilation: 1 };
  private place = 0;
  private readonly strip = document.createElement('div');
  private readonly range = document.createElement('input');

  protected build(_player: Player): void {
    const form = document.createElement('form');
    form.className = 'fit-controls';
    form.addEventListener('submit', (event) => event.preventDefault());
    for (const name of names) {
      const [label, input] = [document.createElement('label'), document.createElement('input')];
      const [from, to] = limits[name];
      input.type = 'number';
      input.min = String(from);
      input.max = String(to);
      input.value = String(this.window[name]);
      input.addEventListener('change', () => {
        const given = Math.round(Number(input.value));
        const value =
          Number.isFinite(given) && input.value !== '' ? Math.min(to, Math.max(from, given)) : this.window[name];
        input.value = String(value);
        this.window = { ...this.window, [name]: value };
        this.place = 0;
        this.invalidate();
      });
      label.append(`${this.words.fields[name]} `, input);
      form.append(label);
    }
    this.strip.className = 'fit-strip';
    this.strip.setAttribute('aria-hidden', 'true');
    this.range.type = 'range';
    this.range.min = '0';
    this.range.setAttribute('aria-label', this.words.choose);
    this.range.addEventListener('input', () => {
      this.place = Number(this.range.value);
      this.invalidate();
    });
    this.append(form, this.strip, this.range);
  }

  /** What questions ask: places and unseen cells of the window of the question (`data-asked`). */
  get facts(): Readonly<Record<string, number>> {
    const { asked } = this.dataset;
    if (asked === undefined) return {};
    const { starts, unseen } = fitOf(JSON.parse(asked) as Window);
    return { places: starts.length, unseen: unseen.length };
  }

  private get words() {
    return this.strings.figures.fitRuler;
  }

  protected override draw(): void {
    const fit = fitOf(this.window);
    const { size, padding } = this.window;
    const start = fit.starts[this.place];
    const seen = start === undefined ? [] : touched(this.window, start);
    this.range.disabled = fit.starts.length < 2;
    this.range.max = String(Math.max(0, fit.starts.length - 1));
    this.range.value = String(this.place);
    this.range.setAttribute('aria-valuetext', this.placeText(fit));
    const columns = size + 2 * padding;
    this.strip.style.setProperty('--cells', String(columns));
    const cell = (at: number): HTMLElement => {
      const box = document.createElement('span');
      box.className = 'fit-cell';
      const isPadding = at < 0 || at >= size;
      box.textContent = isPadding ? '0' : String(at);
      box.classList.toggle('is-padding', isPadding);
      box.classList.toggle('is-unseen', fit.unseen.includes(at));
      box.classList.toggle('is-touched', seen.includes(at));
      return box;
    };
    const tick = (at: number): HTMLElement => {
      const mark = document.createElement('span');
      mark.className = 'fit-tick';
      const place = fit.starts.indexOf(at);
      if (place >= 0) mark.textContent = String(place);
      mark.classList.toggle('is-chosen', place >= 0 && place === this.place);
      return mark;
    };
    const bracket = document.createElement('span');
    bracket.className = 'fit-bracket';
    bracket.hidden = start === undefined;
    if (start !== undefined) bracket.style.gridColumn = `${start + padding + 1} / span ${fit.span}`;
    const all = Array.from({ length: columns }, (_, i) => i - padding);
    this.strip.replaceChildren(bracket, ...all.map(cell), ...all.map(tick));
  }

  private placeText(fit: Fit): string {
    const start = fit.starts[this.place];
    if (start === undefined) return this.words.nowhere;
    return fill(this.words.place, {
      place: this.place,
      cells: touched(this.window, start).join(', '),
    });
  }

  protected override table(): HTMLTableElement | null {
    const fit = fitOf(this.window);
    return numberTable(
      this.words.tableCaption,
      this.words.columns,
      fit.starts.map((start, place) => [String(place), touched(this.window, start).join(', ')]),
    );
  }

  protected override sentence(): string {
    const fit = fitOf(this.window);
    const { size, kernel, stride } = this.window;
    const said = fill(this.words.sentence, { size, kernel, stride, span: fit.span, places: fit.starts.length });
    const unseen =
      fit.unseen.length === 0 ? this.words.allSeen : fill(this.words.unseen, { cells: fit.unseen.join(', ') });
    return `${said} ${fit.starts.length === 0 ? '' : unseen}`.trim();
  }
}

customElements.define('fit-ruler', FitRuler);
