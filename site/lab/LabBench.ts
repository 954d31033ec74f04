/**
 * `<chalk-lab>`: the lab's editor, its buttons, what the program printed, and the stage below. The page is text without this script; here it is
 * brought to life. A program runs when the reader asks for it and at no other time, whatever address the page was opened with.
 */
import type { LabWords } from '../i18n/en/lab.ts';
import { fill } from '../i18n/fill.ts';
import { later } from '../layouts/later.ts';
import type { CodeEditor } from '../workbench/CodeEditor.ts';
import { TypeChecker } from '../workbench/TypeChecker.ts';
import type { Stage, StageParts } from './openStage.ts';
import { PrintedPane } from './PrintedPane.ts';
import type { ProgramWorker } from './ProgramWorker.ts';
import { linkOf, MOST_CHARACTERS, programOf, speaksOfProgram } from './programLink.ts';
import type { ProgramFailure } from './protocol.ts';
import { type Kept, Shelf, titleOf } from './shelf.ts';
import { Takeaway } from './Takeaway.ts';

/** What the page tells its script. */
interface Facts {
  readonly words: LabWords;
  readonly starters: readonly {
    readonly name: keyof LabWords['starterList'];
    readonly code: string;
    readonly asks: boolean;
  }[];
  /** Addresses: of the formulas, and of the folder of programs. */
  readonly formulas: string;
  readonly programs: string;
}

type Starter = Facts['starters'][number];

const SAVE_MS = 400;
const PLAIN_KEY = 'chalkgrad.editor';
/** Ids of runs and ops, as files are called. */
const NAME = /^[a-zA-Z0-9-]{1,40}$/;

const savesData = (): boolean => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

export class LabBench extends HTMLElement {
  private facts!: Facts;
  private editor: CodeEditor | null = null;
  private readonly shelf = new Shelf();
  private readonly types = savesData() ? undefined : new TypeChecker(true);
  /** Where the program is kept; null: as it came, nothing was changed yet. */
  private place: Pick<Kept, 'id' | 'version'> | null = null;
  /** What was opened: changed text is kept, this is not. */
  private opened = '';
  private starter: Starter | null = null;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;
  private worker: ProgramWorker | null = null;
  /** Raised by every run: what an earlier one still says is not heard. */
  private turn = 0;
  private takeaway: Takeaway | null = null;
  private printed!: PrintedPane;

  connectedCallback(): void {
    this.facts = JSON.parse(this.piece('facts').textContent ?? '') as Facts;
    this.printed = new PrintedPane(this, this.words);
    this.listen();
    this.piece('bar').hidden = false;
    this.showKept();
    this.shelf.onChanged((id) => this.changedElsewhere(id));
    addEventListener('hashchange', () => void this.openAddress());
    addEventListener('pagehide', () => this.save());
    void this.openAddress().then(() => this.waitForEditor());
  }

  private get words(): LabWords {
    return this.facts.words;
  }

  private piece<T extends HTMLElement = HTMLElement>(name: string): T {
    const found = this.querySelector<T>(`[data-part="${name}"]`);
    if (found === null) throw new Error(`<chalk-lab> has no part "${name}"; the lab's page renders them all`);
    return found;
  }

  private get textarea(): HTMLTextAreaElement {
    return this.piece<HTMLTextAreaElement>('textarea');
  }

  private get code(): string {
    return this.editor?.text ?? this.textarea.value;
  }

  private tell(text: string): void {
    this.piece('status').textContent = text;
  }

  private note(text: string): void {
    this.piece('note').textContent = text;
  }

  private listen(): void {
    const on = (name: string, act: () => void): void => this.piece(name).addEventListener('click', act);
    on('run', () => void this.run());
    on('stop', () => this.worker?.stop());
    on('share', () => void this.share());
    on('plain', () => void this.togglePlain());
    this.textarea.addEventListener('input', () => this.changed());
    this.textarea.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void this.run();
    });
  }

  // What is opened: by the address, or else what was worked on last, or the first starter.

  private async openAddress(): Promise<void> {
    const { hash } = location;
    if (speaksOfProgram(hash)) {
      const read = await programOf(hash);
      if ('code' in read) return this.open(read.code, { note: this.words.link.foreign });
      return this.refuse(this.words.link[read.problem]);
    }
    const [, kind, name = ''] = /^#([ksr])=(.*)$/.exec(hash) ?? [];
    if (kind === 's') {
      const starter = this.facts.starters.find((one) => one.name === name);
      return starter === undefined
        ? this.refuse(fill(this.words.link.unknown, { name }))
        : this.open(starter.code, { starter });
    }
    if (kind === 'r') return this.fetchProgram(name);
    const kept = kind === 'k' ? this.shelf.load(name) : (this.shelf.list()[0] ?? null);
    if (kept !== null) return this.open(kept.code, { place: kept });
    if (kind === 'k') return this.refuse(fill(this.words.link.unknown, { name }));
    const [first] = this.facts.starters;
    this.open(first!.code, { starter: first! });
  }

  /** One sentence; the editor keeps what it has. */
  private refuse(sentence: string): void {
    if (this.opened === '') {
      const [first] = this.facts.starters;
      this.open(first!.code, { starter: first! });
    }
    this.note(sentence);
  }

  private async fetchProgram(name: string): Promise<void> {
    const unknown = fill(this.words.link.unknown, { name });
    if (!NAME.test(name)) return this.refuse(unknown);
    const response = await fetch(`${this.facts.programs}${name}.txt`).catch(() => null);
    if (!response?.ok) return this.refuse(unknown);
    this.open(await response.text(), { note: fill(this.words.fetched, { name }) });
  }

  private open(
    code: string,
    { starter = null, place = null, note = '' }: { starter?: Starter | null; place?: Kept | null; note?: string },
  ): void {
    this.save(false);
    this.opened = code;
    this.place = place;
    this.starter = starter;
    if (this.editor) this.editor.text = code;
    else this.textarea.value = code;
    this.editor?.tell(null);
    this.note(note);
    this.endRun();
    this.clearStage();
    this.printed.begin(starter?.asks === true);
    this.showStarter();
    this.tell(this.words.status.idle);
  }

  private showStarter(): void {
    const { starter } = this;
    const words = starter === null ? null : this.words.starterList[starter.name];
    this.piece('try').hidden = words === null;
    this.piece('change').textContent = words?.change ?? '';
    this.piece('question').textContent = words?.ask ?? '';
    for (const link of this.querySelectorAll<HTMLAnchorElement>('[data-starter]'))
      link.ariaCurrent = link.dataset['starter'] === starter?.name ? 'true' : null;
  }

  // Keeping.

  private changed(): void {
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(() => this.save(), SAVE_MS);
  }

  /** @param isShown does the address go on naming this program? */
  private save(isShown = true): void {
    clearTimeout(this.saveTimer);
    const { code } = this;
    if (this.facts === undefined || this.opened === '' || code === this.opened || code.trim() === '') return;
    const saved = this.shelf.save(code, this.place, Date.now());
    this.opened = code;
    this.place = saved;
    this.note(saved.hasMoved ? this.words.moved : saved.isKept ? this.words.saved : this.words.notSaved);
    if (!saved.isKept) return;
    // The address says where it is kept now; the program that came in it is no longer this one.
    if (isShown) history.replaceState(null, '', `#k=${saved.id}`);
    this.showKept();
  }

  /** Another tab has written: here, too, unless this tab has something newer in the editor. */
  private changedElsewhere(id: string | null): void {
    this.showKept();
    if (this.place === null || id !== this.place.id || this.code !== this.opened) return;
    const kept = this.shelf.load(this.place.id);
    if (kept === null || kept.version === this.place.version) return;
    this.opened = kept.code;
    this.place = kept;
    if (this.editor) this.editor.text = kept.code;
    else this.textarea.value = kept.code;
    this.note(this.words.otherTab);
  }

  private showKept(): void {
    const list = this.shelf.list();
    this.piece('kept-none').hidden = list.length > 0;
    this.piece('kept').replaceChildren(...list.map((kept) => this.keptRow(kept)));
  }

  private keptRow({ id, code }: Kept): HTMLElement {
    const row = document.createElement('li');
    const title = titleOf(code);
    const link = document.createElement('a');
    link.href = `#k=${id}`;
    link.textContent = title;
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.className = 'plain';
    remove.textContent = this.words.remove;
    remove.setAttribute('aria-label', fill(this.words.removeName, { title }));
    remove.addEventListener('click', () => {
      this.shelf.remove(id);
      if (this.place?.id === id) this.place = null;
      this.showKept();
      this.piece('kept-summary').focus();
    });
    row.append(link, remove);
    return row;
  }

  private async share(): Promise<void> {
    const made = await linkOf(this.code);
    const words = this.words.link;
    if ('problem' in made) return this.note(fill(words.tooLongToSend, { most: MOST_CHARACTERS }));
    const address = `${location.origin}${location.pathname}#${made.link}`;
    try {
      await navigator.clipboard.writeText(address);
      this.note(words.copied);
    } catch {
      history.replaceState(null, '', address);
      this.note(words.notCopied);
    }
  }

  // The editor: a text field until CodeMirror has arrived.

  private waitForEditor(): void {
    if (this.prefersPlain()) {
      this.piece('plain').ariaPressed = 'true';
      return;
    }
    // It is large: it comes when somebody goes to the text, and a while after the page in any case.
    const field = this.piece('editor');
    let isAsked = false;
    const load = (): void => {
      if (isAsked) return;
      isAsked = true;
      for (const kind of ['focusin', 'pointerenter']) field.removeEventListener(kind, load);
      void this.useCodeEditor();
    };
    void later().then(load);
    for (const kind of ['focusin', 'pointerenter']) field.addEventListener(kind, load);
  }

  private prefersPlain(): boolean {
    try {
      return localStorage.getItem(PLAIN_KEY) === 'plain';
    } catch {
      return false;
    }
  }

  private async useCodeEditor(): Promise<void> {
    const { CodeEditor } = await import('../workbench/CodeEditor.ts').catch(() => ({ CodeEditor: null }));
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
      ...(this.types ? { types: this.types } : {}),
    });
    this.piece('keys').textContent = this.words.editorKeys;
    if (hadFocus) this.editor.focus(caret);
  }

  private async togglePlain(): Promise<void> {
    const button = this.piece('plain');
    const plain = button.ariaPressed !== 'true';
    button.ariaPressed = String(plain);
    if (!plain) return this.useCodeEditor();
    if (!this.editor) return;
    this.textarea.value = this.editor.text;
    this.editor.remove();
    this.editor = null;
    this.textarea.hidden = false;
    this.piece('keys').textContent = this.words.keys;
  }

  // Running.

  private endRun(): void {
    this.turn++;
    this.worker?.terminate();
    this.worker = null;
    this.piece('stop').hidden = true;
  }

  private clearStage(): void {
    this.takeaway?.close();
    this.takeaway = null;
    this.piece('stage').replaceChildren();
    this.piece('stage-head').hidden = true;
  }

  private async run(): Promise<void> {
    this.save();
    this.endRun();
    this.clearStage();
    // What comes below has its room from now on.
    this.piece('stage-room').dataset['opened'] = '';
    const mine = this.turn;
    this.dataset['status'] = 'running';
    this.editor?.tell(null);
    // Of a starter that was changed nobody asks for the last line.
    if (this.starter !== null && this.code !== this.starter.code) this.printed.begin(false);
    else this.printed.clear();
    this.tell(this.words.status.parsing);
    try {
      await this.start(mine);
    } catch (error) {
      console.error(error);
      if (mine === this.turn) this.finish('failed', this.words.status.noSandbox);
    }
  }

  private async start(mine: number): Promise<void> {
    const text = this.code;
    const [{ readProgram }, { ProgramWorker }] = await Promise.all([
      import('./readProgram.ts'),
      import('./ProgramWorker.ts'),
    ]);
    const read = await readProgram(text, this.words, document.documentElement.lang);
    if (mine !== this.turn) return;
    if ('failure' in read) return this.showFailure(read.failure);
    const { status } = this.words;
    this.tell(status.running);
    this.piece('stop').hidden = false;
    const make = (told: ConstructorParameters<typeof ProgramWorker>[2] = {}): ProgramWorker =>
      new ProgramWorker(read.code, this.words.script, told);
    const worker = make({
      onPrinted: (lines) => {
        if (mine === this.turn) this.printed.take(lines);
      },
      onSteps: (made, { loss }) => {
        if (mine === this.turn) this.tell(fill(status.steps, { count: made, loss: loss.toPrecision(3) }));
      },
      onFailure: (failure) => {
        if (mine === this.turn) this.showFailure(failure);
      },
    });
    this.worker = worker;
    const outcome = await worker.outcome;
    if (mine !== this.turn) return;
    this.piece('stop').hidden = true;
    this.printed.end();
    const again = (): ProgramWorker => {
      this.worker = make();
      return this.worker;
    };
    const parts: StageParts = {
      template: this.piece<HTMLTemplateElement>('template'),
      place: this.piece('stage'),
      formulas: this.facts.formulas,
      again,
    };
    if (outcome.kind !== 'failed') this.tell(status.opening);
    const { openRun, openScript } = await import('./openStage.ts');
    if (outcome.kind === 'run') {
      const stage = await openRun(worker, outcome.knobs, parts).catch((error: Error) => error);
      if (mine !== this.turn) return;
      if (stage instanceof Error)
        return this.finish('failed', this.dataset['status'] === 'failed' ? null : stage.message);
      this.showStage(stage, this.words.stageLead.run);
      return this.finish('done', fill(status.run, { name: outcome.name }));
    }
    const stage = await openScript(worker, parts);
    if (mine !== this.turn) return;
    const count = worker.metrics.length;
    if (stage !== null) this.showStage(stage, count > 1 ? this.words.stageLead.script : this.words.stageLead.one);
    if (outcome.kind === 'failed') return this.finish('failed', null);
    const said = {
      script: stage === null ? status.bare : count > 1 ? status.done : status.one,
      silent: status.silent,
      long: status.long,
      stopped: status.stopped,
    }[outcome.kind];
    const isCut = outcome.kind === 'script' && outcome.isCut;
    this.finish(outcome.kind === 'script' ? 'done' : outcome.kind, fill(isCut ? status.cut : said, { count }));
  }

  /** @param sentence null: it is said already */
  private finish(status: string, sentence: string | null): void {
    this.dataset['status'] = status;
    this.piece('stop').hidden = true;
    if (sentence !== null) this.tell(sentence);
  }

  private showStage(stage: Stage, lead: string): void {
    this.piece('stage-head').hidden = false;
    this.piece('stage-lead').textContent = lead;
    this.takeaway = new Takeaway(this.piece('takeaway'), stage, this.words.exports);
  }

  /** At its line, in the editor, and in the status for whoever does not see it. */
  private showFailure({ name, message, hint, line }: ProgramFailure): void {
    const plain = name === '' || name === 'ChalkgradError' || name === 'ImportError' ? message : `${name}: ${message}`;
    const text = fill(this.words.withHint, { message: plain.endsWith('.') ? plain : `${plain}.`, hint }).trim();
    this.dataset['status'] = 'failed';
    this.piece('stop').hidden = true;
    if (line > 0) this.editor?.tell({ line, text });
    this.tell(line > 0 ? fill(this.words.lineError, { line, message: text }) : text);
  }
}

if (!customElements.get('chalk-lab')) customElements.define('chalk-lab', LabBench);
