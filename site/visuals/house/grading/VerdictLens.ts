/**
 * `<verdict-lens>`: a sheet of real outputs, a row a case and a column a program. What differs from the reader's program is struck through;
 * a column that is the same everywhere is joined to it by a bracket, and gives its name to the verdict. Type another formula, and the grader
 * asks it at once: the page's own, in its sandbox. It works nothing out itself.
 */
import { exercises } from 'virtual:exercises';
import { fill } from '../../../i18n/fill.ts';
import { type Strings, stringsFor } from '../../../i18n/index.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { factsOf, type LensColumn, type LensProgram, type LensReading, rungs } from './lensFacts.ts';

/** Long enough that a formula half typed is not asked. */
const TYPING_MS = 700;

export class VerdictLens extends HTMLElement {
  /** What questions about this figure are answered with: of the programs that it began with. */
  facts: Readonly<Record<string, number>> = {};
  private readonly strings: Strings = stringsFor(document.documentElement.lang);
  private reading!: LensReading;
  private at: readonly [row: number, column: number] = [0, 0];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking = 0;
  private leave: (() => void) | null = null;
  private resized: ResizeObserver | null = null;

  connectedCallback(): void {
    this.reading = JSON.parse(this.piece('reading').textContent ?? '') as LensReading;
    this.facts = factsOf(this.reading);
    this.listen();
    this.render();
    this.resized = new ResizeObserver(() => this.drawBrackets());
    this.resized.observe(this.piece('sheet'));
    const { curtain } = this.dataset;
    if (curtain !== undefined) this.leave = whenAnswered(curtain, () => this.render());
  }

  disconnectedCallback(): void {
    this.leave?.();
    this.resized?.disconnect();
    clearTimeout(this.timer);
  }

  private piece<T extends HTMLElement = HTMLElement>(name: string): T {
    return this.querySelector<T>(`[data-part="${name}"]`)!;
  }

  private get inputs(): readonly HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>('input[data-program]')];
  }

  /** Is the question about it still open? */
  private get isAsked(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null && !this.hasAttribute('data-live');
  }

  /** Are names and matches still to be guessed? */
  private get isCurtained(): boolean {
    return this.isAsked && (this.hasAttribute('data-bank') || this.hasAttribute('data-ladder'));
  }

  private listen(): void {
    const form = this.querySelector('form')!;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.ask();
    });
    for (const control of form.querySelectorAll<HTMLInputElement | HTMLButtonElement>('input, button'))
      control.disabled = false;
    for (const input of this.inputs)
      input.addEventListener('input', () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.ask(), TYPING_MS);
      });
    for (const button of form.querySelectorAll<HTMLButtonElement>('[data-try]'))
      button.addEventListener('click', () => {
        this.inputs[0]!.value = button.dataset['try'] ?? '';
        void this.ask();
      });
    const sheet = this.piece('sheet');
    sheet.addEventListener('keydown', (event) => this.move(event));
    sheet.addEventListener('click', (event) => {
      const cell = (event.target as Element).closest<HTMLElement>('[data-cell]');
      if (cell === null) return;
      this.stand(cell);
      this.open();
    });
  }

  /** Let the grader ask the programs that are written now. */
  private async ask(): Promise<void> {
    clearTimeout(this.timer);
    const turn = ++this.asking;
    const status = this.piece('status');
    status.textContent = this.strings.grading.running;
    try {
      const [exercise, { gradeWithAnswers }, { fileOf, readProgram }] = await Promise.all([
        exercises[this.dataset['exercise'] ?? '']!(),
        import('../../../workbench/gradeInPage.ts'),
        import('./lensReading.ts'),
      ]);
      const programs: LensProgram[] = [];
      for (const { value } of this.inputs) {
        const graded = await gradeWithAnswers(exercise, fileOf(exercise, value));
        programs.push(
          readProgram(exercise, value, graded, this.strings.workbench.grader, document.documentElement.lang),
        );
      }
      if (turn !== this.asking) return; // another formula has been written since
      this.reading = { ...this.reading, programs };
      this.toggleAttribute('data-live', true);
      const badge = this.closest('figure')?.querySelector<HTMLElement>('[data-badge]');
      if (badge) {
        badge.dataset['badge'] = 'live';
        badge.textContent = this.strings.figures.live;
      }
      this.render();
    } catch (error) {
      console.error(error);
      if (turn === this.asking) status.textContent = this.strings.grading.failed;
    }
  }

  private render(): void {
    this.toggleAttribute('data-curtained', this.isCurtained);
    this.renderSheet();
    this.renderVerdict();
    this.renderLadder();
    this.open(false);
    this.drawBrackets();
  }

  // The sheet. Its columns: the reader's one or two programs, the right one, the bank.

  private get columns(): readonly LensColumn[] {
    const { right, bank } = this.reading;
    return this.hasAttribute('data-bank') ? [right, ...bank] : [right];
  }

  private nameOf(place: number, curtained: boolean): string {
    const { programs } = this.reading;
    const words = this.strings.grading;
    if (place < programs.length) return programs.length === 1 ? words.yours : [words.one, words.two][place]!;
    const column = place - programs.length;
    if (column === 0) return words.right;
    return curtained ? String.fromCharCode(64 + column) : this.columns[column]!.id;
  }

  private renderSheet(): void {
    const { programs, cases } = this.reading;
    const words = this.strings.grading;
    const curtained = this.isCurtained;
    const cells = [...programs.map((program) => program.cells), ...this.columns.map((column) => column.cells)];
    const table = document.createElement('table');
    table.setAttribute('role', 'grid');
    table.setAttribute('aria-label', words.grid);
    const head = table.createTHead().insertRow();
    head.append(headCell(words.caseHead, 'col'));
    for (const place of cells.keys()) {
      const cell = headCell('', 'col');
      const name = document.createElement('span');
      name.textContent = this.nameOf(place, curtained);
      cell.append(name);
      cell.dataset['column'] = String(place);
      cell.toggleAttribute('data-mine', place < programs.length);
      cell.toggleAttribute('data-joined', !curtained && this.isJoined(place));
      head.append(cell);
    }
    const body = table.createTBody();
    for (const [row, { title, call }] of cases.entries()) {
      const line = body.insertRow();
      const name = headCell(title, 'row');
      name.title = call;
      line.append(name);
      for (const [place, column] of cells.entries()) {
        const cell = line.insertCell();
        cell.dataset['cell'] = `${row},${place}`;
        cell.tabIndex = row === this.at[0] && place === this.at[1] ? 0 : -1;
        const text = document.createElement(this.isStruck(place, row, curtained) ? 's' : 'span');
        text.textContent = column[row] || '–';
        cell.append(text);
        cell.toggleAttribute('data-mine', place < programs.length);
        cell.toggleAttribute('data-joined', !curtained && this.isJoined(place));
      }
    }
    if (!curtained) {
      const foot = table.createTFoot().insertRow();
      foot.append(headCell(programs.length === 1 ? words.sameHead : words.sameHeadFirst, 'row'));
      for (const place of cells.keys()) {
        const count = place === 0 ? null : cases.filter((_, row) => this.agree(place, row)).length;
        foot.insertCell().textContent = count === null ? '' : fill(words.sameCount, { same: count, all: cases.length });
      }
    }
    this.piece('table').replaceChildren(table);
  }

  /** Does this column answer like the reader's (first) program in this case? */
  private agree(place: number, row: number): boolean {
    const { programs } = this.reading;
    const [mine] = programs;
    if (place === 0) return true;
    if (place < programs.length) return mine!.cells[row] === programs[place]!.cells[row];
    return mine!.agrees[place - programs.length]?.[row] ?? false;
  }

  private isStruck(place: number, row: number, curtained: boolean): boolean {
    return !curtained && place >= this.reading.programs.length && !this.agree(place, row);
  }

  private isJoined(place: number): boolean {
    return place > 0 && this.reading.cases.every((_, row) => this.agree(place, row));
  }

  /** A bracket over the heads, from the reader's column to each that is the same everywhere. */
  private drawBrackets(): void {
    const sheet = this.piece('table');
    for (const old of sheet.querySelectorAll('.lens-bracket')) old.remove();
    if (this.isCurtained) return;
    const middle = (place: number): number => {
      const head = sheet.querySelector<HTMLElement>(`th[data-column="${place}"]`)!;
      return head.offsetLeft + head.offsetWidth / 2;
    };
    const joined = [...sheet.querySelectorAll<HTMLElement>('th[data-joined]')].map((head) =>
      Number(head.dataset['column']),
    );
    for (const place of joined) {
      const bracket = document.createElement('i');
      bracket.className = 'lens-bracket';
      bracket.style.insetInlineStart = `${middle(0)}px`;
      bracket.style.width = `${middle(place) - middle(0)}px`;
      sheet.append(bracket);
    }
  }

  // Below it: what the grader says.

  private renderVerdict(): void {
    const words = this.strings.grading;
    const place = this.piece('status');
    if (this.isCurtained) {
      place.textContent = this.hasAttribute('data-ladder') ? '' : words.hidden;
      return;
    }
    const { programs, cases } = this.reading;
    place.replaceChildren(
      ...programs.flatMap((program, which) => {
        const { view, calls } = program;
        const parts = view.parts.map(({ title, points }) => fill(words.parts, { title, points })).join(' · ');
        const headline =
          programs.length === 1
            ? view.headline
            : fill([words.ofFirst, words.ofSecond][which]!, { text: view.headline });
        const lines = [line('lens-headline', headline, program.passed ? 'passed' : 'failed')];
        if (view.diagnosis !== null)
          lines.push(line('lens-diagnosis', `${view.diagnosis.title}. ${view.diagnosis.advice}`));
        if (view.failure !== null && program.rung === 'case' && view.failure.place !== '') {
          const { call, got, expected } = view.failure;
          lines.push(line('lens-small', fill(words.smallest, { call: call.join(', '), got, expected })));
        }
        if (programs.length === 1) {
          lines.push(line('lens-small', parts));
          if (calls > 0 && !this.isAsked)
            lines.push(line('lens-small', fill(words.calls, { calls, cases: cases.length })));
        }
        return lines;
      }),
    );
  }

  private renderLadder(): void {
    const list = this.querySelector<HTMLElement>('[data-part="ladder"]');
    if (list === null) return;
    const rung = this.isCurtained ? null : this.reading.programs[0]!.rung;
    for (const [place, item] of [...list.children].entries())
      if (rungs[place] === rung) item.setAttribute('aria-current', 'true');
      else item.removeAttribute('aria-current');
  }

  // Moving about.

  private move(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['cell'] === undefined) return;
    const [row, column] = this.at;
    const [rows, columns] = [this.reading.cases.length, this.reading.programs.length + this.columns.length];
    const to: Readonly<Record<string, readonly [number, number]>> = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      Home: [row, 0],
      End: [row, columns - 1],
    };
    if (event.key === 'Enter' || event.key === ' ') this.open();
    else if (to[event.key] === undefined) return;
    else {
      const [r, c] = to[event.key]!;
      const next = this.querySelector<HTMLElement>(`[data-cell="${clamp(r, rows)},${clamp(c, columns)}"]`)!;
      this.stand(next);
      next.focus();
    }
    event.preventDefault();
  }

  private stand(cell: HTMLElement): void {
    const [row = 0, column = 0] = cell.dataset['cell']!.split(',').map(Number);
    this.at = [row, column];
    for (const other of this.querySelectorAll<HTMLElement>('[data-cell][tabindex="0"]')) other.tabIndex = -1;
    cell.tabIndex = 0;
  }

  /** Say what stands in the cell that is stood on. */
  private open(chosen = true): void {
    const place = this.piece('case');
    if (!chosen) {
      place.textContent = '';
      return;
    }
    const words = this.strings.grading;
    const [row, column] = this.at;
    const { programs, cases, right } = this.reading;
    const said = [
      fill(words.openCase, {
        call: cases[row]!.call,
        yours: programs[Math.min(column, programs.length - 1)]!.cells[row] || '–',
        right: right.cells[row]!,
      }),
    ];
    const other = this.columns[column - programs.length];
    if (other === right) said.push(fill(words.openRight, { code: right.code }));
    else if (other !== undefined && !this.isCurtained)
      said.push(
        fill(words.openProgram, {
          id: other.id,
          cell: other.cells[row]!,
          code: other.code,
          title: other.title,
          advice: other.advice,
        }),
      );
    place.textContent = said.join(' ');
  }
}

const clamp = (value: number, count: number): number => Math.min(Math.max(value, 0), count - 1);

function headCell(text: string, scope: 'col' | 'row'): HTMLTableCellElement {
  const cell = document.createElement('th');
  cell.scope = scope;
  cell.textContent = text;
  return cell;
}

function line(className: string, text: string, state?: string): HTMLElement {
  const made = document.createElement('p');
  made.className = className;
  made.textContent = text;
  if (state !== undefined) made.dataset['state'] = state;
  return made;
}

customElements.define('verdict-lens', VerdictLens);
