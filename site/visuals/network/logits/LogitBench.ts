/**
 * `<logit-bench>`: a row of logits as handles, what the framework makes of them as bars, one strip cut into shares, and, where asked for, the
 * price of the truth and how each handle is pulled. A worker computes (`benchGraph.ts`); the first numbers were computed when the site was built.
 * One tab stop a column: a number that can be typed, and that arrow keys move by a tenth. The handles above it are for pointers.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { powerText } from '../../parts/curves/powers.ts';
import { batchExample } from '../../parts/digits/batchExample.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { askBench, startBenchWorker } from './BenchWorker.ts';
import type { BenchQuestion, BenchReading } from './benchGraph.ts';
import { frameOf, heightOf, type LogitFrame, logitAt, rulesIn, subscript } from './benchLayout.ts';

export const benches = ['shares', 'duel', 'price', 'pulls', 'slopes', 'powers'] as const;
export type Bench = (typeof benches)[number];

const HEIGHT = 190;
/** On a slide, which has 600 px for all of it. */
const LOW = 110;
/** A pull of 1 is drawn so large. */
const PULL = 46;
const MOST = 10;
/** A trail is not longer than this. */
const REMEMBERED = 60;

/** Rows of the table, in their order, and the benches that have them. */
const rows: Readonly<Record<string, readonly Bench[]>> = {
  logit: benches,
  plain: ['powers'],
  power: ['shares', 'duel', 'price', 'pulls', 'powers'],
  share: benches,
  truth: ['price', 'pulls', 'slopes'],
  pull: ['pulls'],
  nudged: ['pulls'],
};

/** A round number as one writes it. */
const plainText = (value: number): string => String(value).replace('-', '−');

/** Three digits, and a power of ten where there are too many before the point. */
function withPower(value: number): string {
  const [digits = '', power] = value.toPrecision(3).split('e');
  return power === undefined || value === 0 ? numeral(value, 3) : `${digits}·${powerText(Number(power))}`;
}

/** Does a question bring logits of its own? Steps go on from those that are there. */
const isOfReader = (question: BenchQuestion): boolean => question.steps === undefined;

export class LogitBench extends Figure {
  private bench: Bench = 'shares';
  private first!: BenchReading;
  private firstLabel = 0;
  private reading!: BenchReading;
  private asked: readonly number[] = [];
  private label = 0;
  /** Of the reading: while another is asked for, its numbers still belong to this one. */
  private readLabel = 0;
  /** Counts how often everything was put back. */
  private turn = 0;
  private trail: (readonly number[])[] = [];
  private frame: LogitFrame = { low: -5, high: 5 };
  private said = '';
  private showsNudged = false;
  private isDiagonal = false;
  private isBusy = false;
  /** The framework comes with the first question: until its answer there is nothing to say of other logits. */
  private hasAnswered = false;
  private waiting: BenchQuestion | null = null;
  private columns = 0;
  private unwatch: () => void = () => {};
  private readonly canvas = document.createElement('canvas');
  private readonly handles = document.createElement('div');
  private readonly grid = document.createElement('table');
  private readonly strip = document.createElement('div');
  private readonly priceBar = document.createElement('p');
  private readonly sums = document.createElement('p');
  private readonly curve = document.createElement('canvas');
  private readonly matrix = document.createElement('div');
  private readonly told = document.createElement('p');
  private readonly classes = document.createElement('select');
  private readonly example = document.createElement('input');
  private readonly nudge = document.createElement('button');
  private readonly diagonal = document.createElement('button');

  /** Does a prediction wait for what would be shown here? */
  private get isCurtained(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  /** What predictions ask this figure for. */
  get facts(): Readonly<Record<string, number>> {
    return JSON.parse(this.dataset['facts'] ?? '{}') as Record<string, number>;
  }

  override disconnectedCallback(): void {
    this.unwatch();
    super.disconnectedCallback();
  }

  protected build(player: Player): void {
    this.bench = (this.dataset['bench'] ?? 'shares') as Bench;
    this.first = JSON.parse(this.dataset['reading']!) as BenchReading;
    this.firstLabel = Number(this.dataset['label'] ?? 0);
    this.grid.className = 'bench-table';
    this.strip.className = 'bench-strip';
    this.strip.setAttribute('aria-hidden', 'true');
    this.priceBar.className = 'bench-price';
    this.sums.className = 'bench-sums';
    this.matrix.className = 'bench-matrix';
    // On a phone it is wider than the page.
    this.matrix.tabIndex = 0;
    this.matrix.setAttribute('role', 'region');
    this.matrix.setAttribute('aria-label', this.words.slopes.caption);
    this.told.className = 'bench-told';
    this.told.setAttribute('role', 'status');
    this.canvas.setAttribute('aria-hidden', 'true');
    this.curve.setAttribute('aria-hidden', 'true');
    this.handles.className = 'bench-handles';
    this.handles.setAttribute('aria-hidden', 'true');
    this.handles.append(this.canvas);
    const scroll = document.createElement('div');
    scroll.className = 'bench-scroll';
    scroll.append(this.grid);
    this.append(this.controls(player), scroll);
    if (this.bench === 'price' || this.bench === 'pulls') this.append(this.priceBar);
    if (this.bench === 'powers') this.append(this.sums);
    if (this.bench === 'duel') this.append(this.curve);
    if (this.bench === 'slopes') this.append(this.matrix);
    this.append(this.told);
    for (const first of ['pointerenter', 'focusin']) this.addEventListener(first, startBenchWorker, { once: true });
    this.unwatch = whenAnswered(this.dataset['curtain'] ?? '', () => this.invalidate());
    this.reset();
  }

  private get words() {
    return this.strings.logits.bench;
  }

  private controls(player: Player): HTMLElement {
    const { words, bench } = this;
    const bar = document.createElement('div');
    bar.className = 'bench-controls';
    bar.setAttribute('role', 'group');
    bar.setAttribute('aria-label', words.controls);
    const button = (text: string, act: () => void): HTMLButtonElement => {
      const made = document.createElement('button');
      made.type = 'button';
      made.className = 'plain';
      made.textContent = text;
      made.addEventListener('click', act);
      bar.append(made);
      return made;
    };
    if (bench === 'pulls') {
      button(words.step, () => this.ask({ logits: this.asked, label: this.label, steps: 1 }));
      button(words.ten, () => this.ask({ logits: this.asked, label: this.label, steps: 10 }));
      this.nudge.type = 'button';
      this.nudge.className = 'plain';
      this.nudge.textContent = words.nudge;
      this.nudge.addEventListener('click', () => {
        this.showsNudged = !this.showsNudged;
        this.invalidate();
      });
      bar.append(this.nudge);
    } else {
      button(words.up, () => this.move((logit) => logit + 5));
      button(words.down, () => this.move((logit) => logit - 5));
    }
    if (bench === 'slopes') {
      this.diagonal.type = 'button';
      this.diagonal.className = 'plain';
      this.diagonal.textContent = words.diagonal;
      this.diagonal.addEventListener('click', () => {
        this.isDiagonal = !this.isDiagonal;
        this.invalidate();
      });
      bar.append(this.diagonal);
    }
    if (bench === 'duel' || bench === 'pulls') bar.append(this.classChoice());
    if (bench === 'pulls') bar.append(this.loader(player));
    button(words.reset, () => this.reset());
    return bar;
  }

  private classChoice(): HTMLElement {
    const label = document.createElement('label');
    label.textContent = `${this.words.classes} `;
    for (let count = 2; count <= MOST; count++) this.classes.add(new Option(String(count), String(count)));
    this.classes.addEventListener('change', () => {
      const count = Number(this.classes.value);
      const logits = Array.from({ length: count }, (_, k) => this.asked[k] ?? 0);
      this.label = Math.min(this.label, count - 1);
      this.set(logits);
    });
    label.append(this.classes);
    return label;
  }

  /** The row of an example that the run has just read. */
  private loader(player: Player): HTMLElement {
    const form = document.createElement('form');
    const label = document.createElement('label');
    label.textContent = `${this.words.example} `;
    this.example.type = 'number';
    this.example.min = '0';
    this.example.value = this.dataset['example'] ?? '0';
    label.append(this.example);
    const load = document.createElement('button');
    load.className = 'plain';
    load.textContent = this.words.load;
    form.append(label, load);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.load(player.state);
    });
    return form;
  }

  private load({ trace }: PlayerState): void {
    if (trace === null) return;
    const item = Number(this.example.value);
    const isThere = Number.isInteger(item) && item >= 0 && item < trace.batchIds.length;
    const { logits, label } = isThere ? batchExample(trace, item) : { logits: null, label: 0 };
    if (logits === null) {
      this.said = fill(this.words.notThere, { count: trace.batchIds.length });
      this.invalidate();
      return;
    }
    this.label = label;
    this.set(
      Array.from(logits, (logit) => Math.round(logit * 1000) / 1000),
      fill(this.words.loaded, { item, step: trace.step, label }),
    );
  }

  private reset(): void {
    const { logits } = this.first;
    this.reading = this.first;
    this.asked = logits;
    this.label = this.firstLabel;
    this.readLabel = this.firstLabel;
    this.trail = [];
    this.said = '';
    this.waiting = null;
    this.turn++;
    this.frame = frameOf(logits);
    this.invalidate();
  }

  private move(by: (logit: number) => number): void {
    this.set(this.asked.map(by));
  }

  /** Other logits of the reader's: the trail ends, and the axis shows them. */
  private set(logits: readonly number[], said = ''): void {
    this.said = said;
    this.trail = [];
    this.frame = frameOf(logits);
    this.ask({ logits, label: this.label });
  }

  private setOne(k: number, logit: number, isDragged = false): void {
    if (!Number.isFinite(logit)) return;
    const logits = this.asked.with(k, Math.max(-2000, Math.min(2000, logit)));
    if (isDragged) this.ask({ logits, label: this.label });
    else this.set(logits);
  }

  /** One question at a time; of those that wait only the last is asked. */
  private ask(question: BenchQuestion): void {
    this.asked = question.logits;
    this.invalidate();
    if (this.isBusy) {
      this.waiting = question;
      return;
    }
    this.isBusy = true;
    const { turn } = this;
    void askBench(question).then((reading) => {
      this.isBusy = false;
      // Meanwhile everything was put back.
      if (turn !== this.turn) {
        this.invalidate();
        return;
      }
      this.readLabel = question.label;
      if (reading !== null) this.answer(reading);
      else {
        this.waiting = null;
        this.said = this.words.failed;
        this.invalidate();
      }
    });
  }

  private answer(reading: BenchReading): void {
    this.hasAnswered = true;
    this.reading = reading;
    const next = this.waiting;
    this.waiting = null;
    const isOver = next !== null && isOfReader(next);
    if (reading.trail.length > 0 && !isOver) {
      this.trail = [...this.trail, ...reading.trail].slice(-REMEMBERED);
      this.frame = frameOf([...reading.logits, ...this.trail.flat()]);
    }
    // Steps that were asked for meanwhile go on from where these ended.
    if (next === null) this.asked = reading.logits;
    else this.ask(isOver ? next : { ...next, logits: reading.logits });
    this.invalidate();
  }

  protected override draw(): void {
    const count = this.asked.length;
    if (this.columns !== count) this.buildTable(count);
    this.classes.value = String(count);
    this.nudge.setAttribute('aria-pressed', String(this.showsNudged));
    this.diagonal.setAttribute('aria-pressed', String(this.isDiagonal));
    const { reading } = this;
    // Until it is computed, the numbers of another many classes stand no longer.
    if (reading.logits.length === count) this.fillGrid(reading);
    this.drawAxis();
    if (this.bench === 'duel') this.drawCurve();
    if (this.bench === 'slopes') this.drawMatrix(reading);
    if (this.told.textContent !== this.said) this.told.textContent = this.said;
  }

  private buildTable(count: number): void {
    this.columns = count;
    const { words, bench } = this;
    const body = document.createElement('tbody');
    const head = (row: HTMLTableRowElement, text: string): void => {
      const cell = document.createElement('th');
      cell.scope = 'row';
      cell.textContent = text;
      row.append(cell);
    };
    const wide = (text: string, content: HTMLElement): void => {
      const row = body.insertRow();
      head(row, text);
      const cell = row.insertCell();
      cell.colSpan = count;
      cell.append(content);
    };
    wide(words.drag, this.handles);
    this.handles.replaceChildren(this.canvas, ...Array.from({ length: count }, (_, k) => this.handle(k)));
    for (const [name, of] of Object.entries(rows)) {
      if (!of.includes(bench)) continue;
      const row = body.insertRow();
      row.dataset['row'] = name;
      head(row, words.rows[name as keyof typeof words.rows]);
      for (let k = 0; k < count; k++) row.insertCell().append(...this.cell(name, k));
    }
    wide(words.strip, this.strip);
    this.strip.replaceChildren(...Array.from({ length: count }, () => document.createElement('span')));
    this.grid.replaceChildren(body);
    this.grid.style.setProperty('--columns', String(count));
  }

  private cell(name: string, k: number): readonly HTMLElement[] {
    const { words } = this;
    if (name === 'logit' || name === 'truth') {
      const label = document.createElement('label');
      const input = document.createElement('input');
      const text = document.createElement('span');
      if (name === 'truth') {
        input.type = 'radio';
        input.name = `${this.closest('figure')?.id ?? 'bench'}-truth`;
        text.className = 'visually-hidden';
        text.textContent = fill(words.right, { k });
        input.addEventListener('change', () => {
          this.label = k;
          this.trail = [];
          this.ask({ logits: this.asked, label: k });
        });
      } else {
        input.type = 'number';
        input.step = '0.1';
        text.textContent = `z${subscript(k)}`;
        input.addEventListener('input', () => {
          if (input.value !== '') this.setOne(k, input.valueAsNumber);
        });
        input.addEventListener('blur', () => this.invalidate());
      }
      label.append(text, input);
      return [label];
    }
    const [bar, number] = [document.createElement('i'), document.createElement('span')];
    bar.className = 'bench-bar';
    return name === 'power' ? [bar, number] : [number];
  }

  /** For pointers: the number below has the same for keys. */
  private handle(k: number): HTMLElement {
    const grip = document.createElement('div');
    grip.className = 'bench-handle';
    grip.style.insetInlineStart = `${((k + 0.5) / this.columns) * 100}%`;
    const drag = ({ clientY }: PointerEvent): void => {
      const box = this.canvas.getBoundingClientRect();
      this.setOne(k, Math.round(logitAt(this.frame, (clientY - box.top) / box.height) * 10) / 10, true);
    };
    grip.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      grip.setPointerCapture(event.pointerId);
      this.trail = [];
      this.said = '';
    });
    grip.addEventListener('pointermove', (event) => {
      if (grip.hasPointerCapture(event.pointerId)) drag(event);
    });
    grip.addEventListener('lostpointercapture', () => {
      this.frame = frameOf(this.asked);
      this.invalidate();
    });
    return grip;
  }

  private get isUnknown(): boolean {
    return this.isBusy && !this.hasAnswered;
  }

  private fillGrid(reading: BenchReading): void {
    const put = (name: string, say: (k: number) => string): void => {
      const cells = this.grid.querySelectorAll<HTMLElement>(`[data-row="${name}"] td span`);
      for (const [k, cell] of cells.entries()) {
        const text = this.isUnknown ? '…' : say(k);
        if (cell.textContent !== text) cell.textContent = text;
      }
    };
    for (const [k, input] of this.inputs('logit').entries()) {
      const text = String(Math.round(this.asked[k]! * 1000) / 1000);
      if (document.activeElement !== input && input.value !== text) input.value = text;
    }
    for (const [k, input] of this.inputs('truth').entries()) input.checked = k === this.label;
    put('plain', (k) => {
      const power = reading.plain[k]!;
      return power === null ? this.words.infinite : withPower(power);
    });
    put('power', (k) => numeral(reading.powers[k]!, 3));
    for (const [k, bar] of this.grid.querySelectorAll<HTMLElement>('.bench-bar').entries())
      bar.style.setProperty('--share', String(reading.powers[k]!));
    put('share', (k) => numeral(reading.shares[k]!, 3));
    put('pull', (k) => (this.isCurtained ? '?' : numeral(reading.pulls[k]!, 3)));
    put('nudged', (k) => (this.showsNudged && !this.isCurtained ? numeral(reading.nudged[k]!, 3) : ''));
    for (const [k, part] of [...this.strip.children].entries()) {
      (part as HTMLElement).style.flexGrow = String(reading.shares[k]!);
      part.classList.toggle('is-truth', k === this.readLabel && rows['truth']!.includes(this.bench));
      part.textContent = reading.shares[k]! > 0.08 ? String(k) : '';
    }
    const price = this.isUnknown
      ? '…'
      : fill(this.words.price, { k: this.readLabel, price: numeral(reading.price, 4) });
    if (this.priceBar.textContent !== price) this.priceBar.textContent = price;
    this.priceBar.style.setProperty('--price', String(Math.min(1, reading.price / 8)));
    this.sums.textContent = fill(this.words.sums, {
      largest: numeral(reading.largest, 4),
      total: numeral(reading.total, 4),
      price: numeral(Math.max(0, reading.price), 4),
    });
  }

  private inputs(name: string): NodeListOf<HTMLInputElement> {
    return this.grid.querySelectorAll<HTMLInputElement>(`[data-row="${name}"] input`);
  }

  private drawAxis(): void {
    const width = this.handles.clientWidth;
    const high = document.documentElement.dataset['presenter'] === undefined ? HEIGHT : LOW;
    const context = prepareCanvas(this.canvas, width, high);
    const { fontSize, fontFamily } = getComputedStyle(this);
    context.font = `${0.85 * Number.parseFloat(fontSize)}px ${fontFamily}`;
    const y = (logit: number): number => heightOf(this.frame, logit) * high;
    const x = (k: number): number => ((k + 0.5) / this.columns) * width;
    context.textBaseline = 'bottom';
    context.lineWidth = 1;
    for (const rule of rulesIn(this.frame)) {
      const at = Math.round(y(rule)) + 0.5;
      context.strokeStyle = ink(this, rule === 0 ? '--rule-strong' : '--rule');
      context.beginPath();
      context.moveTo(0, at);
      context.lineTo(width, at);
      context.stroke();
      context.fillStyle = ink(this, '--ink-faint');
      context.fillText(plainText(rule), 2, at - 1);
    }
    context.fillStyle = ink(this, '--ink-faint');
    for (const [age, before] of this.trail.entries()) {
      context.globalAlpha = 0.25 + 0.6 * (age / this.trail.length);
      for (const [k, logit] of before.entries()) {
        context.beginPath();
        context.arc(x(k), y(logit), 2.5, 0, 2 * Math.PI);
        context.fill();
      }
    }
    context.globalAlpha = 1;
    for (const [k, grip] of [...this.handles.querySelectorAll<HTMLElement>('.bench-handle')].entries())
      grip.style.insetBlockStart = `${y(this.asked[k]!)}px`;
    if (
      this.bench !== 'pulls' ||
      this.isCurtained ||
      this.isUnknown ||
      this.reading.logits.length !== this.asked.length
    )
      return;
    this.drawPulls(context, x, y);
  }

  /** A triangle on each handle: how strongly a step moves it, and which way. */
  private drawPulls(context: CanvasRenderingContext2D, x: (k: number) => number, y: (logit: number) => number): void {
    for (const [k, pull] of this.reading.pulls.entries()) {
      // A step goes against the slope: a positive one pushes the handle down.
      const length = pull * PULL;
      const from = y(this.asked[k]!);
      context.fillStyle = ink(this, pull < 0 ? '--negative' : '--positive');
      context.beginPath();
      context.moveTo(x(k) - 11, from);
      context.lineTo(x(k) + 11, from);
      context.lineTo(x(k), from + length + Math.sign(pull) * 9);
      context.closePath();
      if (Math.abs(pull) > 0.004) context.fill();
    }
  }

  /** Of two classes: the share over the difference, and where it stands. */
  private drawCurve(): void {
    const points = JSON.parse(this.dataset['curve'] ?? '[]') as readonly (readonly [number, number])[];
    const [width, height] = [Math.min(this.clientWidth, 560), 150];
    const context = prepareCanvas(this.curve, width, height);
    const { fontSize, fontFamily } = getComputedStyle(this);
    const em = Number.parseFloat(fontSize);
    context.font = `${0.85 * em}px ${fontFamily}`;
    const [from, to] = [points[0]![0], points.at(-1)![0]];
    const x = (d: number): number => ((Math.max(from, Math.min(to, d)) - from) / (to - from)) * (width - 2) + 1;
    const y = (share: number): number => 1.6 * em + (1 - share) * (height - 3.4 * em);
    context.strokeStyle = ink(this, '--rule');
    context.fillStyle = ink(this, '--ink-faint');
    context.textBaseline = 'bottom';
    for (const share of [0, 0.5, 1]) {
      context.beginPath();
      context.moveTo(0, y(share));
      context.lineTo(width, y(share));
      context.stroke();
      context.fillText(String(share), 2, y(share) - 1);
    }
    for (const d of [-4, 0, 4]) {
      context.textAlign = 'center';
      context.fillText(plainText(d), x(d), height);
    }
    context.textAlign = 'right';
    context.fillText(this.words.difference, width - 2, y(0) - 4);
    context.textAlign = 'left';
    context.strokeStyle = ink(this, '--role-activations');
    context.lineWidth = 2;
    context.beginPath();
    for (const [d, share] of points) context.lineTo(x(d), y(share));
    context.stroke();
    if (this.reading.logits.length !== 2 || this.asked.length !== 2) {
      context.fillStyle = ink(this, '--ink-soft');
      context.fillText(this.words.onlyTwo, 2.5 * em, y(0.75));
      return;
    }
    const [first = 0, second = 0] = this.reading.logits;
    context.fillStyle = ink(this, '--accent');
    context.beginPath();
    context.arc(x(second - first), y(this.reading.shares[1]!), 6, 0, 2 * Math.PI);
    context.fill();
  }

  /** Nine slopes, what comes from the price, and what arrives at the logits. */
  private drawMatrix({ slopes, shares, pulls }: BenchReading): void {
    const { words, readLabel: label, isDiagonal } = this;
    const upstream = shares.map((share, k) => (k === label ? -1 / share : 0));
    const kept = slopes.map((row, k) => row.map((slope, j) => (isDiagonal && k !== j ? 0 : slope)));
    const arrives = pulls.map((pull, j) => (isDiagonal ? upstream[j]! * slopes[j]![j]! : pull));
    const sumOf = (row: readonly number[]): string => {
      if (this.isCurtained) return '?';
      const sum = row.reduce((total, value) => total + value, 0);
      return numeral(Math.abs(sum) < 1e-9 ? 0 : sum, 3);
    };
    const table = numberTable(
      words.slopes.caption,
      [words.slopes.corner, ...slopes.map((_, j) => `z${subscript(j)}`), words.slopes.sum, words.slopes.upstream],
      [
        ...kept.map((row, k) => [
          `p${subscript(k)}`,
          ...row.map((slope) => numeral(slope, 3)),
          sumOf(row),
          numeral(upstream[k]!, 3),
        ]),
        [words.slopes.arrives, ...arrives.map((value) => numeral(value, 3)), sumOf(arrives), ''],
      ],
    );
    this.matrix.replaceChildren(table);
  }

  protected override table(): HTMLTableElement {
    const { words, reading, readLabel: label } = this;
    return numberTable(
      words.tableCaption,
      words.columns,
      reading.logits.map((logit, k) => [
        String(k),
        numeral(logit),
        numeral(reading.powers[k]!),
        numeral(reading.shares[k]!),
        k === label ? words.yes : '',
        this.isCurtained ? '?' : numeral(reading.pulls[k]!),
      ]),
    );
  }

  protected override sentence(): string {
    const { words, reading, readLabel: label, bench } = this;
    if (this.isUnknown) return words.computing;
    const shares = reading.shares.map((share) => numeral(share, 3)).join(', ');
    const said = [fill(words.sentence, { shares })];
    if (bench === 'price' || bench === 'pulls')
      said.push(fill(words.priceSentence, { k: label, price: numeral(reading.price, 3) }));
    if (bench === 'pulls' && !this.isCurtained) {
      const sizes = reading.pulls.map(Math.abs);
      const k = sizes.indexOf(Math.max(...sizes));
      const way = reading.pulls[k]! > 0 ? words.downwards : words.upwards;
      said.push(fill(words.pullSentence, { k: `z${subscript(k)}`, way, size: numeral(sizes[k]!, 3) }));
    }
    return said.join(' ');
  }
}

customElements.define('logit-bench', LogitBench);
