/**
 * A lesson in front of a room: one thing at a time on the whole screen, large enough for the last row, moved by a clicker or the keyboard. It
 * rearranges nothing but what is seen: the page stays the page, with its run, its address and its figures.
 */
import { type WordsApart, wordsApart } from '../i18n/apart.ts';
import { fill } from '../i18n/fill.ts';
import { isProblem, parseMoment, printMoment, speaksOfMoment } from '../player/Moment.ts';
import type { TrainingRun } from '../player/TrainingRun.ts';
import { answerTo } from '../visuals/parts/answers.ts';
import { excessNow, type Fitted, fitted, type Layout } from './fit.ts';
import { NotesWindow } from './NotesWindow.ts';
import { qrSvg } from './qrCode.ts';
import { type Slide, slidesOf } from './slides.ts';
import '../styles/presenter.css';

/** What a lesson's demos.ts says, as Lesson.astro writes it into the page. */
export interface Demo {
  readonly ask: string;
  readonly moment: string;
}

/** A run's recording is waited for so long. */
const READY_MS = 4000;

/** What a figure computes or fetches when it comes into view may make it larger: then it is fitted again. */
const LATE_MS = [300, 1000, 2500] as const;

/** Keys that a control of its own wants. */
const takesText = (target: Element): boolean =>
  target.matches(
    'input:not([type="radio"], [type="checkbox"], [type="range"], [type="button"]), textarea, select, .cm-content',
  );
const takesArrows = (target: Element): boolean =>
  takesText(target) ||
  target.matches('input, [role="slider"], [role="grid"] *, canvas[tabindex], svg[tabindex], [data-keys]') ||
  target.closest('time-bar, [role="radiogroup"], [role="listbox"], [role="grid"]') !== null ||
  (target.closest('.figure-stage') !== null && target !== document.body && !target.matches('button, a'));

export class Presenter {
  private readonly words: WordsApart['presenter'] = wordsApart(document.documentElement.lang).presenter;
  private readonly slides: readonly Slide[];
  private readonly demos: readonly Demo[];
  private readonly notes: NotesWindow;
  private readonly bar: HTMLElement;
  private at = 0;
  /** Of a slide whose question has no room beside its figure: the question, then the figure. */
  private part: 0 | 1 = 0;
  private fit: Fitted | null = null;
  /** How each slide fitted, by its part and the size of the window. */
  private readonly fits = new Map<string, Fitted>();
  /** Grows with every slide: a fit that comes too late is not taken. */
  private turn = 0;
  private readonly covered = new Map<TrainingRun, readonly string[]>();
  private readonly listening = new AbortController();

  constructor(from?: Element) {
    this.slides = slidesOf(document);
    this.demos = JSON.parse(document.querySelector('#lesson-demos')?.textContent ?? '[]') as Demo[];
    this.notes = new NotesWindow(this.words, (event) => this.key(event));
    this.bar = this.makeBar();
    document.body.append(this.bar);
    const { signal } = this.listening;
    document.addEventListener('keydown', (event) => this.key(event), { signal, capture: true });
    document.addEventListener('predict:answered', () => this.say(), { signal });
    addEventListener('resize', () => void this.show(this.at, this.part), { signal });
    addEventListener('hashchange', () => this.follow(location.hash), { signal });
    document.addEventListener('click', (event) => this.followLink(event), { signal });
    const start = from === undefined ? this.placeOf(location.hash) : this.slideWith(from);
    void this.show(Math.max(0, start));
  }

  /** The slide that an address means; -1 where it means none. */
  private placeOf(hash: string): number {
    if (!speaksOfMoment(hash)) {
      const named = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
      return named === null ? -1 : this.slideWith(named);
    }
    const moment = parseMoment(hash);
    if (isProblem(moment)) return -1;
    const figure = moment.view === null ? null : document.getElementById(moment.view);
    if (figure !== null) return this.slideWith(figure);
    const run = document.querySelector(`training-run[run="${CSS.escape(moment.tracks[0]?.run ?? '')}"]`);
    return this.slides.findIndex(({ section, figures }) => run?.contains(section) === true && figures.length > 0);
  }

  private slideWith(element: Element): number {
    const exact = this.slides.findIndex(({ figures }) => figures.some((figure) => figure.contains(element)));
    if (exact >= 0) return exact;
    return this.slides.findIndex(({ section }) => section.contains(element) || element.contains(section));
  }

  /** An address that names something else on the page brings its slide. */
  private follow(hash: string): void {
    const place = this.placeOf(hash);
    if (place >= 0 && place !== this.at) void this.show(place, 1);
  }

  /** A link to a moment stays on the slide where it stands, unless it names another figure. */
  private followLink({ target }: MouseEvent): void {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="#t="]') : null;
    if (link === null) return;
    const moment = parseMoment(link.hash);
    if (!isProblem(moment) && moment.view !== null) this.follow(link.hash);
    else if (this.part === 0 && this.fit?.layout === 'asks') void this.show(this.at, 1);
  }

  private get slide(): Slide {
    return this.slides[this.at]!;
  }

  private get run(): TrainingRun | null {
    return this.slide.section.closest<TrainingRun>('training-run');
  }

  // Moving

  /** @param keepsTold what was told stays on the bar */
  private async show(at: number, part: 0 | 1 = 0, keepsTold = false): Promise<void> {
    this.at = Math.min(Math.max(0, at), this.slides.length - 1);
    this.part = part;
    this.turn += 1;
    const { turn, slide } = this;
    this.mark(slide);
    this.say();
    if (!keepsTold) this.tell('');
    const { section } = slide;
    section.tabIndex = -1;
    section.dataset['fitting'] = '';
    section.scrollTop = 0;
    // What is not drawn yet has no height.
    const ready = this.run?.ready.catch(() => null);
    await Promise.race([ready, new Promise((resolve) => setTimeout(resolve, READY_MS))]);
    if (turn !== this.turn) return;
    const place = `${this.at}.${part} ${innerWidth}×${innerHeight}`;
    const fit = await this.fitTo(slide, turn, place);
    if (fit === null || turn !== this.turn) return;
    delete section.dataset['fitting'];
    const { activeElement: active } = document;
    const isLost = active === null || active === document.body || !active.checkVisibility();
    if (isLost) section.focus({ preventScroll: true });
    // For whoever waits for it: a test, a camera.
    document.documentElement.dataset['presented'] = `${this.at}.${this.part}`;
    this.notes.show(this.noteOf());
    for (const ms of LATE_MS) setTimeout(() => void this.fitAgain(slide, turn, place), ms);
  }

  /** Lays a slide out, as it was laid out before where that still fits. */
  private async fitTo(slide: Slide, turn: number, place: string): Promise<Fitted | null> {
    const { section } = slide;
    const apply = (tried: Fitted): boolean => {
      if (turn !== this.turn) return false;
      section.dataset['layout'] = tried.layout;
      section.toggleAttribute('data-bare', tried.bare);
      section.style.setProperty('--presented-width', `${tried.width * 100}%`);
      section.style.setProperty('--presented-zoom', `${Math.max(1, tried.width)}`);
      return true;
    };
    const fit = await fitted(section, this.layoutsOf(slide), apply, this.fits.get(place));
    if (fit === null) return null;
    this.fits.set(place, fit);
    this.fit = fit;
    section.toggleAttribute('data-over', fit.over > 1);
    return fit;
  }

  /** Nobody has pressed anything yet, as far as that can be known: what stands on the slide has not what it was fitted for. */
  private async fitAgain(slide: Slide, turn: number, place: string): Promise<void> {
    if (
      turn !== this.turn ||
      this.fit === null ||
      slide.section.contains(document.activeElement?.closest('.figure') ?? null)
    )
      return;
    if (excessNow(slide.section) > Math.max(1, this.fit.over)) await this.fitTo(slide, turn, place);
  }

  private layoutsOf({ asks, figures, exercise }: Slide): readonly Layout[] {
    if (exercise !== null) return ['asks', 'columns'];
    if (figures.length === 0) return ['asks'];
    if (asks.length === 0 || this.part === 1) return ['figure'];
    return ['beside', 'stacked', 'asks'];
  }

  private mark({ section, asks, figures, exercise }: Slide): void {
    for (const old of document.querySelectorAll('[data-presented]')) old.removeAttribute('data-presented');
    for (const element of [section, ...asks, ...figures, ...(exercise === null ? [] : [exercise])])
      element.setAttribute('data-presented', '');
    for (let outer = section.parentElement; outer !== null && outer !== document.body; outer = outer.parentElement)
      outer.setAttribute('data-presented', '');
    const run = section.closest('training-run');
    run?.querySelector(':scope > .dock')?.setAttribute('data-presented', '');
  }

  /** On: the figure after its question, else the next slide. */
  private next(): void {
    if (this.part === 0 && this.fit?.layout === 'asks' && this.slide.figures.length > 0) void this.show(this.at, 1);
    else if (this.at < this.slides.length - 1) void this.show(this.at + 1);
  }

  private previous(): void {
    if (this.part === 1) void this.show(this.at);
    else if (this.at > 0) void this.show(this.at - 1);
  }

  // Keys

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target instanceof Element ? event.target : document.body;
    const open = this.bar.querySelector<HTMLDialogElement>('dialog[open]');
    const act = this.actOf(event.key, target, open?.dataset['dialog'] ?? null);
    if (act === null) return;
    event.preventDefault();
    event.stopPropagation();
    open?.close();
    act();
  }

  /** @param open which dialog stands open: it is closed first, and its own key does no more than that */
  private actOf(key: string, target: Element, open: string | null): (() => void) | null {
    const anywhere: Readonly<Record<string, () => void>> = {
      PageDown: () => this.next(),
      PageUp: () => this.previous(),
      Escape: () => (open === null ? this.leave() : undefined),
    };
    if (anywhere[key] !== undefined) return anywhere[key];
    if (takesText(target)) return null;
    const letters: Readonly<Record<string, () => void>> = {
      a: () => this.toggleAnswers(),
      q: () => (open === 'qr' ? undefined : this.showCode()),
      n: () => this.openNotes(),
      f: () => void this.toggleFullscreen(),
      '?': () => (open === 'keys' ? undefined : this.dialog('keys').showModal()),
    };
    const letter = letters[key.toLowerCase()];
    if (letter !== undefined) return letter;
    if (/^[1-9]$/.test(key) && target.closest('vote-bar, time-bar') === null) return () => this.openDemo(Number(key));
    if (takesArrows(target)) return null;
    const arrows: Readonly<Record<string, () => void>> = {
      ArrowRight: () => this.next(),
      ArrowLeft: () => this.previous(),
      Home: () => void this.show(0),
      End: () => void this.show(this.slides.length - 1),
      ...(target.matches('button, a, summary, input') ? {} : { ' ': () => void this.toggleTraining() }),
    };
    return arrows[key] ?? null;
  }

  private async toggleTraining(): Promise<void> {
    const player = await this.run?.ready.catch(() => null);
    player?.toggle();
  }

  private async toggleFullscreen(): Promise<void> {
    if (document.fullscreenElement === null) await document.documentElement.requestFullscreen?.().catch(() => {});
    else await document.exitFullscreen();
  }

  private openDemo(place: number): void {
    const demo = this.demos[place - 1];
    if (demo === undefined) {
      this.tell(fill(this.words.noMoment, { at: place }));
      return;
    }
    this.tell(fill(this.words.moment, { at: place, ask: demo.ask }));
    const at = this.placeOf(demo.moment);
    if (at >= 0) void this.show(at, 1, true);
    if (!speaksOfMoment(demo.moment)) return;
    if (location.hash === demo.moment) void this.run?.address?.open(demo.moment);
    else location.hash = demo.moment;
  }

  // Answers

  private get questions(): readonly HTMLElement[] {
    return [...this.slide.section.querySelectorAll<HTMLElement>('[data-question]')].filter(({ localName }) =>
      ['predict-question', 'figure-question', 'rank-question'].includes(localName),
    );
  }

  /** All answers of this section, and what a link has covered; or blank again. */
  private toggleAnswers(): void {
    const isOpen = ({ dataset }: HTMLElement): boolean => answerTo(dataset['question'] ?? '') !== null;
    const isOpening = this.questions.some((question) => !isOpen(question)) || this.hasCovers();
    // By its own buttons, hidden or not: the form then says what it has to say.
    for (const question of this.questions.filter((one) => isOpen(one) !== isOpening))
      question.querySelector<HTMLButtonElement>(`[data-part="${isOpening ? 'skip' : 'again'}"]`)?.click();
    const { run } = this;
    if (run !== null && isOpening) {
      this.covered.set(
        run,
        [...run.querySelectorAll('[data-covered]')].flatMap(({ id }) => (id === '' ? [] : [id])),
      );
      run.covers?.lift();
    } else if (run !== null) run.covers?.put(this.covered.get(run) ?? []);
    this.say();
  }

  private hasCovers(): boolean {
    return (this.run?.querySelector('[data-covered]') ?? null) !== null;
  }

  // The code, the notes, the way out

  /** What is shown, as an address for everybody else: without the presenter, with the figure in view. */
  private get link(): string {
    const page = location.href.replace(/[?#].*$/s, '');
    const { exercise, section, figures } = this.slide;
    if (exercise !== null) {
      const base = document.documentElement.dataset['base'] ?? '/';
      return new URL(
        `${exercise.getAttribute('site') ?? base}exercises/${exercise.getAttribute('slug')}/`,
        location.href,
      ).href;
    }
    const link = this.run?.address?.link;
    const moment = link === undefined ? null : parseMoment(new URL(link).hash);
    if (moment === null || isProblem(moment)) return `${page}#${section.id}`;
    const view = figures[0]?.id || null;
    return `${page}#${printMoment({ ...moment, view, hide: [], present: false }, 'encoded')}`;
  }

  private showCode(): void {
    const dialog = this.dialog('qr');
    const { link } = this;
    const code = qrSvg(link);
    const place = dialog.querySelector('[data-part="code"]')!;
    place.innerHTML = code ?? '';
    const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);
    const note = code === null ? this.words.qrTooLong : isLocal ? this.words.qrLocal : '';
    dialog.querySelector('[data-part="note"]')!.textContent = note;
    const anchor = dialog.querySelector('a')!;
    anchor.href = link;
    anchor.textContent = decodeURI(link);
    dialog.showModal();
  }

  private openNotes(): void {
    if (!this.notes.open(this.noteOf())) this.tell(this.words.notesBlocked);
  }

  private noteOf() {
    const { section, title } = this.slide;
    const spoken = [...section.querySelectorAll(':scope > .section-prose > *, .lesson-summary')].filter(
      (block) => !block.matches('script, .presenter-links'),
    );
    const captions = this.slide.figures.flatMap((figure) => [...figure.querySelectorAll('.figure-caption')]);
    return {
      title,
      place: this.place,
      blocks: [...spoken, ...captions],
      next: this.slides[this.at + 1]?.title ?? null,
      demos: this.demos,
    };
  }

  private leave(): void {
    this.listening.abort();
    this.turn += 1;
    const root = document.documentElement;
    const { section } = this.slide;
    for (const { section: one } of this.slides) {
      for (const name of ['--presented-width', '--presented-zoom']) one.style.removeProperty(name);
      for (const name of ['layout', 'bare', 'fitting', 'over']) delete one.dataset[name];
    }
    for (const old of document.querySelectorAll('[data-presented]')) old.removeAttribute('data-presented');
    delete root.dataset['presented'];
    delete root.dataset['presenter'];
    this.bar.remove();
    this.notes.close();
    const address = new URL(location.href);
    address.searchParams.delete('present');
    address.hash = address.hash.replace(/([#&])present(?:=1)?(?:&|$)/, '$1').replace(/&$/, '');
    history.replaceState(null, '', address);
    section.scrollIntoView();
    current = null;
  }

  // The bar

  private get place(): string {
    return fill(this.words.place, { at: this.at + 1, all: this.slides.length });
  }

  private makeBar(): HTMLElement {
    const { words } = this;
    const bar = document.createElement('div');
    bar.className = 'presenter-bar';
    bar.setAttribute('role', 'group');
    bar.setAttribute('aria-label', words.bar);
    bar.append(
      made('p', 'presenter-title', '', 'title'),
      made('p', 'presenter-told', '', 'told', { role: 'status' }),
      this.button('presenter-answers', words.blank, () => this.toggleAnswers(), 'answers'),
      this.button('presenter-turn', '‹', () => this.previous(), 'previous', words.previous),
      made('p', 'presenter-place', '', 'place'),
      this.button('presenter-turn', '›', () => this.next(), 'next', words.next),
      this.button('presenter-keys', words.keysHint, () => this.dialog('keys').showModal(), 'help'),
      this.keysDialog(),
      this.codeDialog(),
    );
    return bar;
  }

  private button(className: string, text: string, act: () => void, part: string, name?: string): HTMLButtonElement {
    const button = made('button', `plain ${className}`, text, part) as HTMLButtonElement;
    button.type = 'button';
    if (name !== undefined) button.setAttribute('aria-label', name);
    button.addEventListener('click', act);
    return button;
  }

  private keysDialog(): HTMLDialogElement {
    const list = document.createElement('dl');
    for (const [keys, does] of this.words.keys) list.append(made('dt', '', keys!), made('dd', '', does!));
    return this.makeDialog('keys', this.words.keysTitle, list);
  }

  private codeDialog(): HTMLDialogElement {
    const link = document.createElement('p');
    link.append(document.createElement('a'));
    return this.makeDialog(
      'qr',
      this.words.qrTitle,
      made('div', 'presenter-code', '', 'code'),
      link,
      made('p', '', '', 'note'),
    );
  }

  private makeDialog(name: string, title: string, ...content: Element[]): HTMLDialogElement {
    const dialog = document.createElement('dialog');
    dialog.className = 'presenter-dialog';
    dialog.dataset['dialog'] = name;
    dialog.setAttribute('aria-label', title);
    const close = this.button('', this.words.close, () => dialog.close(), 'close');
    dialog.append(made('h2', '', title), ...content, close);
    return dialog;
  }

  private dialog(name: 'keys' | 'qr'): HTMLDialogElement {
    return this.bar.querySelector<HTMLDialogElement>(`[data-dialog="${name}"]`)!;
  }

  private say(): void {
    const { words, questions } = this;
    this.piece('title').textContent = this.slide.title;
    this.piece('place').textContent = this.place;
    const answers = this.piece('answers');
    const isBlank = questions.some(({ dataset }) => answerTo(dataset['question'] ?? '') === null) || this.hasCovers();
    answers.hidden = questions.length === 0 && !isBlank;
    answers.textContent = isBlank ? words.blank : words.shown;
  }

  private tell(sentence: string): void {
    this.piece('told').textContent = sentence;
  }

  private piece(name: string): HTMLElement {
    return this.bar.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  }
}

function made(
  tag: string,
  className: string,
  text: string,
  part?: string,
  attributes: Readonly<Record<string, string>> = {},
): HTMLElement {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  element.textContent = text;
  if (part !== undefined) element.dataset['part'] = part;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

let current: Presenter | null = null;

/** Present this page, from a figure on or from where its address points. */
export function present(from?: Element): void {
  const hasSlides = slidesOf(document).length > 0;
  if (!hasSlides) delete document.documentElement.dataset['presenter'];
  else if (current === null) current = new Presenter(from);
}
