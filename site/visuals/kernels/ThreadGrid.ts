/**
 * `<thread-grid>`: a dispatch of a small shader, statement by statement. The build drew the first moment; here the reader steps through it,
 * chooses a thread, changes sizes, order and program, and the emulator runs it again in the page. Drawn from the emulator's record alone.
 */
import type { ThreadOrder } from '../../../exercises/grader/wgsl/record.ts';
import { fill } from '../../i18n/fill.ts';
import { stringsFor } from '../../i18n/index.ts';
import { answerTo, whenAnswered } from '../parts/answers.ts';
import { numberTable } from '../parts/numberTable.ts';
import { factsOf, firstMoment, type GridRun, runGrid, tellingMoment } from './gridRun.ts';
import { sceneOf } from './gridScene.ts';
import { gridSvg, threadAt } from './gridSvg.ts';
import { litLines, momentText, outcomeTexts, threadText, touchRows } from './gridText.ts';
import { listingHtml } from './listingHtml.ts';
import { type Dial, type ProgramName, programs, type Settings } from './programs.ts';

export class ThreadGrid extends HTMLElement {
  /** What questions about this figure are answered with: of the sizes that are asked about. */
  facts: Readonly<Record<string, number>> = {};
  private readonly strings = stringsFor(document.documentElement.lang);
  private run!: GridRun;
  private at = 0;
  private thread = 0;
  private touched = false;
  private leave: () => void = () => {};

  connectedCallback(): void {
    this.run = runGrid(this.chosen());
    this.at = Number(this.dataset['at'] ?? firstMoment(this.run));
    this.thread = Number(this.dataset['thread'] ?? 0);
    const asked = JSON.parse(this.dataset['asked'] ?? 'null') as { variant?: string; settings?: Settings } | null;
    const choice = this.run.choice;
    this.facts = factsOf(
      asked === null
        ? this.run
        : runGrid({
            ...choice,
            variant: asked.variant ?? choice.variant,
            settings: { ...choice.settings, ...asked.settings },
          }),
    );
    for (const control of this.querySelectorAll<HTMLInputElement | HTMLButtonElement>('input, select, button'))
      control.disabled = false;
    this.draw();
    this.listen();
  }

  disconnectedCallback(): void {
    this.leave();
  }

  private get words() {
    return this.strings.threads;
  }

  private piece<T extends HTMLElement = HTMLElement>(name: string): T {
    return this.querySelector<T>(`[data-part="${name}"]`)!;
  }

  private get program(): ProgramName {
    return this.dataset['program'] as ProgramName;
  }

  /** What the controls say. */
  private chosen() {
    const settings: Record<string, number> = JSON.parse(this.dataset['settings'] ?? '{}') as Record<string, number>;
    for (const input of this.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-dial]'))
      settings[input.dataset['dial']!] = Number(input.value);
    const group = this.querySelector<HTMLSelectElement>('[data-part="group"]');
    return {
      program: this.program,
      settings,
      variant: this.querySelector<HTMLInputElement>('[data-part="variants"] input:checked')?.value ?? 'right',
      order: (this.querySelector<HTMLSelectElement>('[data-part="order"]')?.value ?? 'up') as ThreadOrder,
      group: group === null ? null : Number(group.value),
    };
  }

  private listen(): void {
    const form = this.piece<HTMLFormElement>('form');
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLInputElement && target.dataset['dial'] !== undefined) this.bound(target);
      this.again();
    });
    this.slider.addEventListener('input', () => this.go(this.slider.valueAsNumber));
    this.piece('back').addEventListener('click', () => this.go(this.at - 1));
    this.piece('on').addEventListener('click', () => this.go(this.at + 1));
    const threads = this.piece<HTMLInputElement>('thread');
    threads.addEventListener('input', () => this.look(this.run.moments.threads[threads.valueAsNumber]?.id ?? 0));
    this.piece('drawing').addEventListener('click', (event) => this.pick(event));
    const figure = this.closest('figure');
    const redraw = (): void => this.draw();
    figure?.addEventListener('figure:view', redraw);
    const { curtain } = this.dataset;
    const leave = curtain === undefined ? () => {} : whenAnswered(curtain, redraw);
    const linked = (): void => this.openLinked();
    addEventListener('hashchange', linked);
    this.leave = () => {
      removeEventListener('hashchange', linked);
      figure?.removeEventListener('figure:view', redraw);
      leave();
    };
    linked();
  }

  /** A link may name one of the programs: its radio button has an id. */
  private openLinked(): void {
    const named = document.getElementById(location.hash.slice(1));
    if (!(named instanceof HTMLInputElement) || named.type !== 'radio' || !this.contains(named)) return;
    named.checked = true;
    this.again();
  }

  /** A number that is none, or beyond its bounds, becomes the nearest that is allowed. */
  private bound(input: HTMLInputElement): void {
    const dial: Dial | undefined = programs[this.program].dials[input.dataset['dial'] ?? ''];
    if (dial === undefined || !('least' in dial)) return;
    const given = Math.round(Number(input.value));
    const value = Number.isFinite(given) ? given : dial.least;
    input.value = String(Math.min(dial.most, Math.max(dial.least, value)));
  }

  /** Another program, size or order: run it, and look where something happens. */
  private again(): void {
    const before = this.run.choice;
    this.run = runGrid(this.chosen());
    this.touched = true;
    const isOther = before.variant !== this.run.choice.variant;
    const { at, thread } = isOther ? tellingMoment(this.run) : { at: this.at, thread: this.thread };
    this.at = Math.min(at, Math.max(0, this.run.moments.moments.length - 1));
    this.thread = this.run.moments.threads.some(({ id }) => id === thread)
      ? thread
      : (this.run.moments.threads[0]?.id ?? 0);
    this.draw();
  }

  private go(at: number): void {
    this.at = Math.min(Math.max(at, 0), Math.max(0, this.run.moments.moments.length - 1));
    this.draw();
  }

  private look(thread: number): void {
    this.thread = thread;
    this.draw();
  }

  private pick(event: MouseEvent): void {
    const svg = this.querySelector('svg');
    const matrix = svg?.getScreenCTM();
    if (!svg || !matrix) return;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    const thread = threadAt(sceneOf(this.run, this.at, this.thread, this.words), [x, y]);
    if (thread !== null) this.look(thread);
  }

  private get slider(): HTMLInputElement {
    return this.piece<HTMLInputElement>('moment');
  }

  private get isCovered(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  private draw(): void {
    const { run, words } = this;
    const count = run.moments.moments.length;
    const said = this.isCovered ? words.covered : momentText(run, this.at, words);
    this.piece('drawing').innerHTML = gridSvg({ ...sceneOf(run, this.at, this.thread, words), label: said });
    this.slider.max = String(Math.max(0, count - 1));
    this.slider.value = String(this.at);
    const place = fill(words.momentOf, { at: this.at + 1, count });
    this.slider.setAttribute('aria-valuetext', `${place}. ${said}`);
    this.say('place', place);
    this.piece<HTMLButtonElement>('back').disabled = this.at === 0;
    this.piece<HTMLButtonElement>('on').disabled = this.at >= count - 1;
    const threads = this.piece<HTMLInputElement>('thread');
    const mine = this.isCovered ? '' : threadText(run, this.at, this.thread, words);
    threads.max = String(Math.max(0, run.moments.threads.length - 1));
    threads.value = String(run.moments.threads.findIndex(({ id }) => id === this.thread));
    threads.setAttribute('aria-valuetext', mine || String(this.thread));
    this.say('told', mine);
    this.say('outcome', this.isCovered ? '' : outcomeTexts(run, this.hasAttribute('data-orders'), words).join(' '));
    this.drawListing();
    const figure = this.closest<HTMLElement>('figure');
    const caption = figure?.querySelector('[data-caption]');
    if (caption && caption.textContent !== said) caption.textContent = said;
    const badge = figure?.querySelector<HTMLElement>('[data-badge]');
    if (badge && this.touched) {
      badge.dataset['badge'] = 'live';
      badge.textContent = words.badge.live;
    }
    if (figure?.dataset['view'] === 'table') {
      const table = numberTable(
        fill(words.tableCaption, { at: this.at + 1 }),
        words.columns,
        touchRows(run, this.at, words),
      );
      figure.querySelector('[data-table]')?.replaceChildren(table);
    }
  }

  private drawListing(): void {
    const { now, found } = litLines(this.run, this.at);
    const html = listingHtml(this.run.launch.shader, now, this.isCovered ? new Set() : found);
    const code = this.piece('listing');
    if (code.innerHTML !== html) code.innerHTML = html;
  }

  private say(part: string, text: string): void {
    const place = this.piece(part);
    if (place.textContent !== text) place.textContent = text;
  }
}

customElements.define('thread-grid', ThreadGrid);
