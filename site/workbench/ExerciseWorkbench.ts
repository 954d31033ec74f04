/**
 * `<exercise-workbench slug="…">`: the editor, its buttons and the verdict of one exercise. Its markup is rendered by
 * Exercise.astro and works as text without this script; here it is brought to life. Code runs only when the reader asks.
 */
import { exercises } from 'virtual:exercises';
import type { Verdict } from '../../exercises/grader/verdict.ts';
import { shownShader } from '../../exercises/grader/wgsl/submission.ts';
import type { WorkbenchWords } from '../i18n/en/workbench.ts';
import { printMoment } from '../player/Moment.ts';
import type { TrainingRun } from '../player/TrainingRun.ts';
import type { Assembled } from './assemblePackage.ts';
import type { CodeEditor } from './CodeEditor.ts';
import { codeOfChoices, fillChoices } from './choices.ts';
import { listAttempts } from './listAttempts.ts';
import { momentAddress } from './momentAddress.ts';
import { TypeChecker } from './TypeChecker.ts';
import { WorkKeeper } from './WorkKeeper.ts';
import { isKeptForGood, prefersPlainEditor, savePlainEditor } from './workStore.ts';

const solutions = import.meta.glob<string>('/exercises/*/solution.ts', { query: '?raw', import: 'default' });

/** Stopped runs after which a thread may be spinning that only a reload ends. */
const KILLS_BEFORE_RELOAD = 2;
/** Long enough that typing is not slowed, short enough that nothing worth keeping is lost. */
const SAVE_DELAY_MS = 300;

/** A reader who asks the browser to load little gets the editor without types. */
const savesData = (): boolean => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

let kills = 0;

export class ExerciseWorkbench extends HTMLElement {
  private editor: CodeEditor | null = null;
  private keeper!: WorkKeeper;
  private readonly isShader = this.getAttribute('language') === 'wgsl';
  /** Several files in one text are no program that could be checked. */
  private readonly isPackage = this.hasAttribute('package');
  private readonly types =
    savesData() || this.isShader || this.isPackage ? undefined : new TypeChecker(this.hasAttribute('framework'));
  private beforeReset: string | null = null;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;
  private running = false;
  private prepared = false;
  private observer: IntersectionObserver | null = null;

  connectedCallback(): void {
    this.restore();
    this.listen();
    this.piece('bar').hidden = false;
    this.revealHints();
    this.offerChoices();
    this.offerDevice();
    this.offerPackage();
    this.waitToLoadEditor();
  }

  disconnectedCallback(): void {
    this.observer?.disconnect();
    this.save();
    this.keeper.close();
    this.types?.close();
  }

  private get slug(): string {
    return this.getAttribute('slug') ?? '';
  }

  /** They stand in the first exercise of a page, for all of them. */
  private get words(): WorkbenchWords {
    const written = '[data-part="words"]';
    const place = this.querySelector(written) ?? document.querySelector(`exercise-workbench > ${written}`);
    return JSON.parse(place?.textContent ?? '') as WorkbenchWords;
  }

  /** An element of the markup, by the name in its `data-part`. */
  private piece<T extends HTMLElement = HTMLElement>(name: string): T {
    const found = this.querySelector<T>(`[data-part="${name}"]`);
    if (!found) throw new Error(`<exercise-workbench> has no part "${name}"; Exercise.astro renders them all`);
    return found;
  }

  private get textarea(): HTMLTextAreaElement {
    return this.piece<HTMLTextAreaElement>('textarea');
  }

  private get start(): string {
    return this.textarea.defaultValue;
  }

  private get code(): string {
    return this.editor?.text ?? this.textarea.value;
  }

  private set code(text: string) {
    this.keeper.replace(text);
    this.show(text);
    this.save();
  }

  private show(text: string): void {
    if (this.editor) this.editor.text = text;
    else this.textarea.value = text;
    const form = this.querySelector<HTMLFormElement>('[data-choices]');
    if (form) fillChoices(form, text);
  }

  private restore(): void {
    this.keeper = new WorkKeeper(this.slug, this.start, {
      current: () => this.code,
      adopt: (code) => {
        this.show(code);
        this.piece('kept').textContent = this.words.otherTab;
      },
      changed: () => this.showWork(),
    });
    // A browser's own form restoration may have put other text here; what was kept on purpose wins, then the start.
    this.textarea.value = this.keeper.code;
    this.piece('plain').ariaPressed = String(prefersPlainEditor());
    this.showWork();
  }

  /** What is known of the work besides its code: how far it came, what was tried before. */
  private showWork(): void {
    const { progress, attempts } = this.keeper;
    this.dataset['progress'] = progress;
    this.piece('state').textContent = progress === 'new' ? '' : this.words.progress[progress];
    this.piece('after').hidden = progress !== 'solved';
    this.piece('history').hidden = attempts.length === 0;
    this.piece('history-count').textContent = this.words.attempts.replace('{number}', String(attempts.length));
    listAttempts(this.piece('attempts'), attempts, this.words, (code) => {
      this.code = code;
    });
  }

  private listen(): void {
    const on = (name: string, act: () => void): void => this.piece(name).addEventListener('click', act);
    on('run', () => void this.run());
    on('reset', () => this.reset());
    on('undo', () => this.undoReset());
    on('plain', () => void this.togglePlain());
    on('solution', () => this.askForSolution());
    on('solution-yes', () => void this.showSolution());
    on('solution-no', () => this.keepTrying());
    on('reload', () => location.reload());
    this.textarea.addEventListener('input', () => this.changed());
    this.textarea.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void this.run();
    });
  }

  private changed(): void {
    this.prepare();
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(() => this.save(), SAVE_DELAY_MS);
  }

  /** Who writes will run it soon. */
  private prepare(): void {
    if (this.prepared || savesData()) return;
    this.prepared = true;
    import('./gradeInPage.ts').then(({ prepareToGrade }) => prepareToGrade()).catch(() => {}); // told when it is run
  }

  private save(): void {
    clearTimeout(this.saveTimer);
    this.keeper.edit(this.code);
    if (this.keeper.progress === 'new') return;
    const kept = this.keeper.save();
    this.piece('kept').textContent = kept ? this.words.saved : this.words.notSaved;
    if (kept) void this.warnOfClearing();
  }

  /** Said once, where the browser has not promised to keep it. */
  private async warnOfClearing(): Promise<void> {
    const warning = this.piece('clearing');
    if (warning.dataset['asked'] === 'true') return;
    warning.dataset['asked'] = 'true';
    warning.hidden = await isKeptForGood();
  }

  // Hints: one more is offered each time the last one offered is opened.

  private revealHints(): void {
    const hints = [...this.querySelectorAll<HTMLDetailsElement>('[data-hint]')];
    for (const [i, hint] of hints.entries()) {
      hint.hidden = i > this.keeper.hints;
      hint.addEventListener('toggle', () => {
        if (!hint.open) return;
        this.keeper.opened(i + 1);
        this.save();
        const next = hints[i + 1];
        if (next) next.hidden = false;
      });
    }
  }

  // A choice is made in a form; what it says is code all the same, so that the terminal's file and the page's are one.

  private offerChoices(): void {
    const form = this.querySelector<HTMLFormElement>('[data-choices]');
    if (form === null) return;
    form.hidden = false;
    fillChoices(form, this.code);
    form.addEventListener('change', () => {
      this.show(codeOfChoices(form));
      this.changed();
    });
    form.addEventListener('submit', (event) => event.preventDefault());
    this.offerMoments(form);
    this.piece('reset').addEventListener('click', () => form.reset());
  }

  /** An answer that is a moment can be taken from the run on this page; what a question leads to opens in it. */
  private offerMoments(form: HTMLFormElement): void {
    for (const link of this.querySelectorAll<HTMLAnchorElement>('[data-moment-link]'))
      link.href = momentAddress(link.dataset['momentLink']!, this.getAttribute('site') ?? '/');
    for (const button of form.querySelectorAll<HTMLButtonElement>('[data-take]')) {
      const run = document.querySelector<TrainingRun>(`training-run[run="${button.dataset['take']}"]`);
      button.hidden = run === null;
      button.addEventListener('click', async () => {
        const player = await run?.ready.catch(() => null);
        const field = button.parentElement?.querySelector<HTMLInputElement>('[data-moment]');
        if (!player || !field) return;
        field.value = printMoment({ ...player.moment, view: null, hide: [], present: false });
        form.dispatchEvent(new Event('change'));
      });
    }
  }

  // A right shader can be timed on the reader's own card, where the browser lets a page near it.

  private offerDevice(): void {
    const button = this.querySelector<HTMLButtonElement>('[data-part="device-run"]');
    if (button === null) return;
    const status = this.piece('device-status');
    if (!('gpu' in navigator)) {
      button.hidden = true;
      status.textContent = this.words.device.without;
      return;
    }
    button.addEventListener('click', async () => {
      if (button.ariaDisabled === 'true') return;
      button.ariaDisabled = 'true';
      const { measureOnDevice } = await import('./measureOnDevice.ts');
      await measureOnDevice(this.slug, this.code, this.words.device, { status, details: this.piece('device-details') });
      button.ariaDisabled = 'false';
    });
  }

  // A package is made of the answers that were accepted before, or opened from the archive that holds them.

  private offerPackage(): void {
    const place = this.querySelector<HTMLElement>('[data-package]');
    if (place === null) return;
    place.hidden = false;
    const wanted = (place.dataset['package'] ?? '').split(' ');
    const put = async (make: (from: typeof import('./assemblePackage.ts')) => Assembled | Promise<Assembled>) => {
      const said = this.piece('assembled');
      const { text, said: words } = await import('./assemblePackage.ts')
        .then(make)
        .catch(() => ({ text: null, said: this.words.package.failed }));
      said.textContent = words;
      if (text !== null) this.code = text;
    };
    this.piece('assemble').addEventListener('click', () => {
      void put(({ fromAnswers }) => fromAnswers(wanted, this.words.package));
    });
    this.piece('archive').addEventListener('change', ({ target }) => {
      const [file] = (target as HTMLInputElement).files ?? [];
      if (file) void put(({ fromArchive }) => fromArchive(file, wanted, this.words.package));
    });
  }

  // The editor: a textarea until CodeMirror is wanted and has arrived.

  private waitToLoadEditor(): void {
    if (prefersPlainEditor()) return;
    this.observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.observer?.disconnect();
        void this.useCodeEditor();
      },
      { rootMargin: '400px' },
    );
    this.observer.observe(this.piece('editor'));
  }

  private async useCodeEditor(): Promise<void> {
    const { CodeEditor } = await import('./CodeEditor.ts').catch(() => ({ CodeEditor: null }));
    // Without it the textarea stays, which does everything but colour the code. While it loaded the reader may have chosen the
    // plain field; the button knows, storage may be blocked.
    if (CodeEditor === null || this.editor || this.piece('plain').ariaPressed === 'true') return;
    const { textarea } = this;
    const hadFocus = document.activeElement === textarea;
    const caret = textarea.selectionStart;
    textarea.hidden = true;
    this.editor = new CodeEditor(this.piece('editor'), {
      text: textarea.value,
      labelledBy: this.piece('label').id,
      describedBy: this.piece('keys').id,
      onChange: () => this.changed(),
      onRun: () => void this.run(),
      ...(this.isShader ? { language: 'wgsl' as const } : {}),
      ...(this.types ? { types: this.types } : {}),
    });
    this.piece('keys').textContent = this.words.editorKeys;
    if (hadFocus) this.editor.focus(caret);
  }

  private usePlainEditor(): void {
    if (!this.editor) return;
    this.textarea.value = this.editor.text;
    this.editor.remove();
    this.editor = null;
    this.textarea.hidden = false;
    this.piece('keys').textContent = this.words.keys;
  }

  private async togglePlain(): Promise<void> {
    const button = this.piece('plain');
    const plain = button.ariaPressed !== 'true';
    button.ariaPressed = String(plain);
    savePlainEditor(plain);
    if (plain) this.usePlainEditor();
    else await this.useCodeEditor();
  }

  // Reset, which loses nothing.

  private reset(): void {
    if (this.code === this.start) return;
    this.beforeReset = this.code;
    this.code = this.start;
    this.piece('undo').hidden = false;
    this.piece('undo').focus();
  }

  private undoReset(): void {
    if (this.beforeReset === null) return;
    this.code = this.beforeReset;
    this.beforeReset = null;
    this.piece('undo').hidden = true;
    this.piece('reset').focus();
  }

  // Run.

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    this.save();
    this.piece('run').ariaDisabled = 'true';
    this.piece('details').replaceChildren();
    delete this.dataset['verdict'];
    this.piece('status').textContent = this.words.running;
    try {
      await this.grade();
    } catch (error) {
      // Only loading should fail: the grading itself turns everything into a verdict.
      console.error(error);
      this.piece('status').textContent = this.words.failed;
    } finally {
      this.running = false;
      this.piece('run').ariaDisabled = 'false';
    }
  }

  /** Everything that only a run needs is loaded by the first run. */
  private async grade(): Promise<void> {
    const load = exercises[this.slug];
    if (!load) throw new Error(`there is no exercise ${this.slug}`);
    const [exercise, { gradeInPage }, { showVerdict }] = await Promise.all([
      load(),
      import('./gradeInPage.ts'),
      import('./showVerdict.ts'),
    ]);
    const { code } = this;
    const verdict = await gradeInPage(exercise, code, this.start);
    this.dataset['verdict'] = verdict.verdict;
    showVerdict(verdict, exercise, this.words.grader, {
      status: this.piece('status'),
      details: this.piece('details'),
      site: this.getAttribute('site') ?? '/',
    });
    if (verdict.status !== 'infra') this.keeper.graded(code, verdict.score, verdict.max);
    this.learnFrom(verdict);
    this.save();
  }

  private learnFrom({ verdict }: Verdict): void {
    if (verdict === 'TIME_LIMIT') kills++;
    this.piece('stuck').hidden = kills < KILLS_BEFORE_RELOAD;
  }

  // The solution: after success at once, before it only when asked twice.

  private askForSolution(): void {
    if (!this.piece('solution-code').hidden) this.hideSolution();
    else if (this.keeper.progress === 'solved') void this.showSolution();
    else {
      this.piece('confirm').hidden = false;
      this.piece('solution').hidden = true;
      this.piece('solution-no').focus();
    }
  }

  private keepTrying(): void {
    this.piece('confirm').hidden = true;
    this.piece('solution').hidden = false;
    this.piece('solution').focus();
  }

  /** A shader's files are modules that hold it; the reader sees what they hold. */
  private shown(text: string): string {
    return this.isShader ? shownShader(text) : text;
  }

  private hideSolution(): void {
    this.piece('solution-code').hidden = true;
    this.piece('solution').textContent = this.words.showSolution;
    this.piece('solution').ariaExpanded = 'false';
  }

  private async showSolution(): Promise<void> {
    const text = await solutions[`/exercises/${this.slug}/solution.ts`]?.().catch(() => this.words.failed);
    this.piece('solution-code').textContent = text === undefined ? this.words.failed : this.shown(text);
    this.piece('solution-code').hidden = false;
    this.piece('solution-code').tabIndex = 0; // a long line scrolls, also from the keyboard
    this.keepTrying();
    this.piece('solution').textContent = this.words.hideSolution;
    this.piece('solution').ariaExpanded = 'true';
  }
}

if (!customElements.get('exercise-workbench')) customElements.define('exercise-workbench', ExerciseWorkbench);
