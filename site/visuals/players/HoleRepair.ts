/**
 * `<hole-repair>`: a digit with a hole, the generator on its walk through the noise, and two fillings. Opens on recorded repairs
 * (recordDigits.ts); another hole, another start or a digit of the reader's own is repaired in the page, by the generator as the page's run has
 * it then. The hole is dragged, or moved by its numbers; a digit is drawn by mouse, finger or keys.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { Repair } from '../../player/repair.ts';
import { REPAIR_EVERY, REPAIR_STEPS } from '../../player/repairSteps.ts';
import { answerTo, whenAnswered } from '../parts/answers.ts';
import { Drawing } from '../parts/digits/Drawing.ts';
import { inkInPlace } from '../parts/digits/inkToDigit.ts';
import { KeyPen } from '../parts/digits/KeyPen.ts';
import { paintDigit } from '../parts/digits/paintDigit.ts';
import { Figure } from '../parts/Figure.ts';
import { ink, numeral } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { percent } from '../parts/percent.ts';
import {
  type DrawnDigits,
  type Filling,
  filled,
  type Hole,
  isChance,
  knownOutside,
  unpackPictures,
} from './drawnDigits.ts';

const SIDE = 28;
const LAST = REPAIR_STEPS / REPAIR_EVERY;
const views = ['whole', 'hole', 'walk', 'mean', 'guess'] as const;
type View = (typeof views)[number];
/** Its place among the digits, behind the recorded ones. */
const OWN = -1;

export class HoleRepair extends Figure {
  private record: DrawnDigits | null = null;
  private mean: Float32Array = new Float32Array(SIDE * SIDE);
  private digit = 0;
  private hole: Hole = { row: 9, column: 9, size: 10 };
  private seed = 7;
  /** What the page repaired itself: null while the recorded repair is shown. */
  private mended: { readonly step: number; readonly repair: Repair } | null = null;
  private isWorking = false;
  private digits: HTMLButtonElement[] = [];
  private readonly own = document.createElement('button');
  private readonly drawing = new Drawing();
  private isPenDown = false;
  private readonly keyPen: KeyPen = new KeyPen(SIDE, {
    start: (x, y) => {
      this.isPenDown = true;
      this.drawing.startStroke(x, y);
      this.forget();
    },
    go: (x, y) => this.drawing.continueStroke(x, y),
    lift: () => this.finishStroke(),
    clear: () => {
      this.isPenDown = false;
      this.drawing.clear();
      this.forget();
    },
    leave: () => this.canvases.get('whole')?.blur(),
    moved: () => this.tellPen(),
  });
  private readonly penNews = document.createElement('p');
  /** Where in the hole it is held, in pixels of the digit. */
  private held: readonly [row: number, column: number] | null = null;
  private readonly canvases = new Map<View, HTMLCanvasElement>();
  private readonly slider = document.createElement('input');
  private readonly told = document.createElement('p');
  private readonly news = document.createElement('p');
  private readonly scores = document.createElement('p');
  private readonly here = document.createElement('button');
  private readonly other = document.createElement('button');
  private fields: { readonly row: HTMLInputElement; readonly column: HTMLInputElement } | null = null;

  protected build(_player: Player): void {
    const words = this.strings.players.holeRepair;
    const choice = document.createElement('div');
    choice.className = 'repair-digits';
    choice.setAttribute('role', 'group');
    choice.setAttribute('aria-label', words.digits);
    const pictures = document.createElement('div');
    pictures.className = 'repair-pictures';
    for (const view of views) {
      const [box, canvas, name] = ['figure', 'canvas', 'figcaption'].map((tag) => document.createElement(tag));
      box!.dataset['view'] = view;
      canvas!.setAttribute('aria-hidden', 'true');
      name!.textContent = words[view];
      box!.append(canvas!, name!);
      pictures.append(box!);
      this.canvases.set(view, canvas as HTMLCanvasElement);
    }
    this.buildPad(this.canvases.get('whole')!);
    this.buildDrag(this.canvases.get('hole')!);
    this.slider.type = 'range';
    this.slider.min = '0';
    this.slider.max = String(LAST);
    this.slider.value = String(LAST);
    this.slider.setAttribute('aria-label', words.slider);
    this.slider.addEventListener('input', () => this.invalidate());
    this.told.setAttribute('aria-live', 'polite');
    this.penNews.className = 'visually-hidden';
    this.penNews.setAttribute('aria-live', 'polite');
    this.append(choice, pictures, this.slider, this.told, this.makeControls(), this.news, this.scores, this.penNews);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
    void import('./recordedDigits.json').then(({ default: record }) => this.open(record as DrawnDigits, choice));
  }

  /** Where a pointer is in a picture, in its pixels. */
  private at(canvas: HTMLElement, event: PointerEvent): readonly [x: number, y: number] {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    return [((event.clientX - left) / width) * SIDE, ((event.clientY - top) / height) * SIDE];
  }

  /** The first picture takes strokes while the reader's own digit is chosen. */
  private buildPad(pad: HTMLCanvasElement): void {
    pad.addEventListener('pointerdown', (event) => {
      if (this.digit !== OWN) return;
      pad.setPointerCapture(event.pointerId);
      this.isPenDown = true;
      this.drawing.startStroke(...this.at(pad, event));
      this.forget();
    });
    pad.addEventListener('pointermove', (event) => {
      if (!this.isPenDown) return;
      this.drawing.continueStroke(...this.at(pad, event));
      this.invalidate();
    });
    for (const end of ['pointerup', 'pointercancel'] as const) pad.addEventListener(end, () => this.finishStroke());
    pad.addEventListener('keydown', (event) => {
      if (this.digit !== OWN || !this.keyPen.press(event)) return;
      event.preventDefault();
      event.stopPropagation();
    });
    pad.addEventListener('blur', () => {
      this.keyPen.release();
      this.invalidate();
    });
  }

  private finishStroke(): void {
    if (!this.isPenDown) return;
    this.isPenDown = false;
    void this.repairHere();
  }

  private tellPen(): void {
    const { penUp, penDown } = this.strings.players.holeRepair;
    const { x, y, isDown } = this.keyPen;
    this.penNews.textContent = fill(isDown ? penDown : penUp, { x, y });
    this.invalidate();
  }

  /** The first picture is a place for keys only while it is drawn on. */
  private openPad(isOwn: boolean): void {
    const pad = this.canvases.get('whole')!;
    if (pad.classList.toggle('repair-pad', isOwn)) {
      pad.tabIndex = 0;
      pad.setAttribute('role', 'application');
      pad.setAttribute('aria-label', this.strings.players.holeRepair.pad);
      pad.removeAttribute('aria-hidden');
    } else {
      pad.removeAttribute('tabindex');
      pad.removeAttribute('role');
      pad.removeAttribute('aria-label');
      pad.setAttribute('aria-hidden', 'true');
    }
  }

  /** A ring where the keys hold the pen; filled while it writes. */
  private drawPen(canvas: HTMLCanvasElement): void {
    const { keyPen } = this;
    if (!keyPen.isHeld) return;
    const context = canvas.getContext('2d')!;
    context.beginPath();
    context.arc(keyPen.x, keyPen.y, 1.5, 0, 2 * Math.PI);
    context.strokeStyle = ink(this, '--accent');
    context.fillStyle = ink(this, '--accent');
    context.lineWidth = 0.75;
    if (keyPen.isDown) context.fill();
    context.stroke();
  }

  /** The hole follows the pointer, by whole pixels, and is repaired where it is let go. */
  private buildDrag(picture: HTMLCanvasElement): void {
    picture.classList.add('repair-drag');
    picture.addEventListener('pointerdown', (event) => {
      const [x, y] = this.at(picture, event);
      const { row, column, size } = this.hole;
      const isInside = x >= column && x < column + size && y >= row && y < row + size;
      // Beside the hole: its middle comes to the pointer.
      this.held = isInside ? [y - row, x - column] : [size / 2, size / 2];
      picture.setPointerCapture(event.pointerId);
      this.dragTo(x, y);
      event.preventDefault();
    });
    picture.addEventListener('pointermove', (event) => this.held !== null && this.dragTo(...this.at(picture, event)));
    for (const end of ['pointerup', 'pointercancel'] as const)
      picture.addEventListener(end, () => {
        if (this.held === null) return;
        this.held = null;
        this.moveHole();
      });
  }

  private dragTo(x: number, y: number): void {
    const [down, across] = this.held!;
    if (this.fields === null) return;
    const inside = (value: number): number => Math.max(0, Math.min(SIDE - this.hole.size, Math.round(value)));
    const [row, column] = [inside(y - down), inside(x - across)];
    if (row === this.hole.row && column === this.hole.column) return;
    this.hole = { ...this.hole, row, column };
    this.fields.row.value = String(row);
    this.fields.column.value = String(column);
    this.forget();
  }

  private chooseOwn(): void {
    // Chosen again: a new sheet.
    if (this.digit === OWN) this.drawing.clear();
    this.digit = OWN;
    this.forget();
  }

  private makeControls(): HTMLElement {
    const words = this.strings.players.holeRepair;
    const controls = document.createElement('div');
    controls.className = 'repair-controls';
    const field = (name: 'row' | 'column', label: string): HTMLInputElement => {
      const [box, input] = [document.createElement('label'), document.createElement('input')];
      input.type = 'number';
      input.min = '0';
      input.max = String(SIDE - this.hole.size);
      input.value = String(this.hole[name]);
      input.addEventListener('change', () => this.moveHole());
      box.append(`${label} `, input);
      controls.append(box);
      return input;
    };
    const move = document.createElement('span');
    move.textContent = words.move;
    controls.append(move);
    this.fields = { row: field('row', words.fromRow), column: field('column', words.fromColumn) };
    for (const [button, text, act] of [
      [this.here, words.here, () => void this.repairHere()],
      [this.other, words.seed, () => this.startElsewhere()],
    ] as const) {
      button.type = 'button';
      button.textContent = text;
      button.addEventListener('click', act);
      controls.append(button);
    }
    this.news.setAttribute('role', 'status');
    return controls;
  }

  private open(record: DrawnDigits, choice: HTMLElement): void {
    const words = this.strings.players.holeRepair;
    this.record = record;
    this.hole = record.hole;
    this.mean = unpackPictures(record.mean)[0]!;
    this.digits = record.repairs.map(({ label, image }, place) => {
      const [button, canvas] = [document.createElement('button'), document.createElement('canvas')];
      button.type = 'button';
      button.className = 'plain';
      button.setAttribute('aria-label', fill(words.digit, { label }));
      paintDigit(canvas, unpackPictures(image)[0]!, this);
      button.append(canvas);
      button.addEventListener('click', () => this.choose(place));
      choice.append(button);
      return button;
    });
    this.own.type = 'button';
    this.own.className = 'plain repair-own';
    this.own.textContent = words.own;
    this.own.addEventListener('click', () => this.chooseOwn());
    choice.append(this.own);
    this.invalidate();
  }

  /** What a question about the figure is answered with: 0 the guess, 1 the mean digit; 2 no difference beyond chance. */
  get facts(): Readonly<Record<string, number>> {
    const { scores, tested } = JSON.parse(this.dataset['scores'] ?? '{}') as Partial<DrawnDigits>;
    if (scores === undefined || tested === undefined) return {};
    return {
      nearer: Number(scores.mean.error < scores.guess.error),
      readable: isChance(scores, tested) ? 2 : Number(scores.mean.read > scores.guess.read),
    };
  }

  private get isOpen(): boolean {
    const { curtain } = this.dataset;
    return curtain === undefined || answerTo(curtain) !== null;
  }

  private choose(place: number): void {
    this.digit = place;
    this.forget();
  }

  private moveHole(): void {
    if (this.fields === null) return;
    const inside = (input: HTMLInputElement): number =>
      Math.max(0, Math.min(SIDE - this.hole.size, Math.round(Number(input.value) || 0)));
    this.hole = { ...this.hole, row: inside(this.fields.row), column: inside(this.fields.column) };
    this.fields.row.value = String(this.hole.row);
    this.fields.column.value = String(this.hole.column);
    this.forget();
    if (!this.isRecordedHole) void this.repairHere();
  }

  private startElsewhere(): void {
    this.seed++;
    void this.repairHere();
  }

  private forget(): void {
    this.mended = null;
    this.news.textContent = '';
    this.invalidate();
  }

  private get isRecordedHole(): boolean {
    const hole = this.record?.hole;
    return hole?.row === this.hole.row && hole.column === this.hole.column;
  }

  private get pixels(): Float32Array | null {
    if (this.digit === OWN) return this.isPenDown ? inkInPlace(this.drawing.strokes) : this.drawing.seen();
    const repair = this.record?.repairs[this.digit];
    return repair === undefined ? null : unpackPictures(repair.image)[0]!;
  }

  private async repairHere(): Promise<void> {
    const { player, pixels } = this;
    if (player === null || pixels === null || this.isWorking || (this.digit === OWN && this.drawing.isEmpty)) return;
    const words = this.strings.players.holeRepair;
    const [digit, hole] = [this.digit, this.hole];
    this.isWorking = true;
    this.news.textContent = fill(words.working, { step: player.state.trace?.step ?? 0 });
    const { step, repair } = await player.repair({ pixels, known: knownOutside(hole), seed: this.seed });
    this.isWorking = false;
    if (digit !== this.digit || hole !== this.hole || pixels.some((value, i) => value !== this.pixels?.[i]))
      return void this.repairHere();
    this.mended = repair === null ? null : { step, repair };
    this.news.textContent = repair === null ? '' : fill(words.live, { step });
    this.slider.value = String(LAST);
    this.invalidate();
  }

  /** The walk on show; null: another hole, which nobody has walked for yet. */
  private get walk(): Repair | null {
    if (this.mended !== null) return this.mended.repair;
    const recorded = this.record?.repairs[this.digit];
    if (recorded === undefined || !this.isRecordedHole) return null;
    return { pictures: unpackPictures(recorded.walk), errors: recorded.errors };
  }

  protected override draw(_state: PlayerState): void {
    const { record, pixels, walk } = this;
    if (record === null || pixels === null) return;
    const words = this.strings.players.holeRepair;
    for (const [place, button] of this.digits.entries()) {
      button.setAttribute('aria-pressed', String(place === this.digit));
      paintDigit(button.querySelector('canvas')!, unpackPictures(record.repairs[place]!.image)[0]!, this);
    }
    this.own.setAttribute('aria-pressed', String(this.digit === OWN));
    this.openPad(this.digit === OWN);
    const isBlank = this.digit === OWN && this.drawing.isEmpty;
    if (isBlank && !this.isWorking) this.news.textContent = words.drawHere;
    const known = knownOutside(this.hole);
    const at = Number(this.slider.value);
    this.show('whole', pixels);
    if (this.digit === OWN) this.drawPen(this.canvases.get('whole')!);
    this.show('hole', filled(pixels, 0, known), true);
    this.show('walk', walk?.pictures[at] ?? null);
    this.show('mean', this.isOpen ? filled(pixels, this.mean, known) : null);
    this.show('guess', this.isOpen && walk !== null ? filled(pixels, walk.pictures.at(-1)!, known) : null);
    const said =
      walk === null
        ? ''
        : fill(words.step, { step: at * REPAIR_EVERY, steps: REPAIR_STEPS, error: numeral(walk.errors[at]!, 3) });
    if (this.told.textContent !== said) this.told.textContent = said;
    this.slider.setAttribute('aria-valuetext', said);
    if (this.mended === null && !this.isWorking && walk !== null)
      this.news.textContent = fill(words.recorded, {
        steps: record.steps,
        examples: record.examples.toLocaleString('en'),
      });
    this.scores.textContent = this.isOpen ? this.scoreText(record) : words.covered;
  }

  private scoreText({ scores, tested }: DrawnDigits): string {
    return fill(this.strings.players.holeRepair.reads, {
      count: tested,
      whole: percent(scores.whole.read),
      black: percent(scores.black.read),
      mean: percent(scores.mean.read),
      guess: percent(scores.guess.read),
      blackError: numeral(scores.black.error, 3),
      meanError: numeral(scores.mean.error, 3),
      guessError: numeral(scores.guess.error, 3),
    });
  }

  private show(view: View, pixels: Float32Array | null, frames = false): void {
    const canvas = this.canvases.get(view)!;
    if (pixels === null) {
      canvas.width = SIDE;
      canvas.height = SIDE;
      canvas.toggleAttribute('data-absent', true);
      return;
    }
    canvas.toggleAttribute('data-absent', false);
    paintDigit(canvas, pixels, this);
    if (!frames) return;
    const context = canvas.getContext('2d')!;
    context.fillStyle = ink(this, '--accent');
    context.globalAlpha = 0.35;
    context.fillRect(this.hole.column, this.hole.row, this.hole.size, this.hole.size);
    context.globalAlpha = 1;
  }

  protected override table(): HTMLTableElement | null {
    const words = this.strings.players.holeRepair;
    if (this.record === null || !this.isOpen) return null;
    const rows = (Object.keys(words.fillings) as Filling[]).map((name) => {
      const { read, error } = this.record!.scores[name];
      return [words.fillings[name], percent(read), numeral(error, 3)];
    });
    return numberTable(fill(words.tableCaption, { count: this.record.tested }), words.columns, rows);
  }

  protected override sentence(): string {
    return this.strings.players.holeRepair.sentence;
  }
}

customElements.define('hole-repair', HoleRepair);
