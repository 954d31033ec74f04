/**
 * `<surprise-curve>`: every example of a yes-or-no batch as a dot over its score. `data-mode="chance"`: on σ, with a score of the reader's own
 * to be dragged. Otherwise on the curve of its price, with the slope it sends back as a tick, all prices stacked to their mean on the left, and
 * the same example on the map. One tab stop: arrows go from dot to dot in the order of their scores, F turns a label over, Escape lets go.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import type { Drawn } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { networkOf } from '../network.ts';
import { paintPlaneMap, planeScale } from '../paintNet.ts';
import { dotAt, paintAxes, paintChances, paintPrices, placesOf, ring, type Sheet, scoreUnder, topFor } from './paintSurprise.ts'; // biome-ignore format: one import
import { chanceOf, type Dot, meanIfFlipped, priceAt, type Surprise, slopeAt, surpriseOf } from './surprise.ts';

const OBSERVES = ['decisionMap', 'plane'] as const;
const HEIGHT = 340;
const MAP = 260;
/** Near enough to the reader's own score to take hold of it. */
const GRAB = 24;

/** Ten who were given nine in ten, and one who was given one in a thousand. */
const SURE = { many: 10, chance: 0.9, other: 0.001 } as const;

export class SurpriseCurve extends Figure {
  private readonly curve = document.createElement('canvas');
  private readonly map = document.createElement('canvas');
  private readonly readout = document.createElement('p');
  private readonly turn = document.createElement('button');
  private readonly back = document.createElement('button');
  private readonly own = document.createElement('input');
  private readonly dear = document.createElement('p');
  private readonly flipped = new Set<number>();
  private chosen: number | null = null;
  private isPinned = false;
  private isHeld = false;
  private sheet: Sheet | null = null;

  /** What predictions beside it are answered with: mathematics, and so known at once. */
  get facts(): Readonly<Record<string, number>> {
    const [many, one] = this.dearer;
    return { 'sigma-of-2': chanceOf(2), 'sigma-of-minus-2': chanceOf(-2), dearest: many > one ? 0 : 1 };
  }

  private get dearer(): readonly [many: number, one: number] {
    return [-SURE.many * Math.log(SURE.chance), -Math.log(SURE.other)];
  }

  private get isOfChances(): boolean {
    return this.dataset['mode'] === 'chance';
  }

  private get words() {
    return this.strings.surprise.curve;
  }

  protected build(player: Player): void {
    if (!this.isOfChances) for (const name of OBSERVES) player.observe(name);
    this.curve.tabIndex = 0;
    this.curve.setAttribute('role', 'application');
    this.curve.setAttribute('aria-label', this.isOfChances ? this.words.chanceLabel : this.words.label);
    this.curve.addEventListener('keydown', (event) => this.key(event));
    this.curve.addEventListener('pointerdown', (event) => this.pointerDown(event));
    this.curve.addEventListener('pointermove', (event) => this.pointerMove(event));
    for (const end of ['pointerup', 'pointercancel'] as const)
      this.curve.addEventListener(end, () => {
        this.isHeld = false;
      });
    this.curve.addEventListener('pointerleave', () => {
      if (!this.isPinned) this.choose(null, false);
    });
    this.readout.className = 'surprise-readout';
    this.readout.setAttribute('aria-live', 'polite');
    const { curtain } = this.dataset;
    if (curtain !== undefined) for (const id of curtain.split(' ')) whenAnswered(id, () => this.invalidate());
    if (this.isOfChances) {
      this.append(this.curve, this.ownScore(), this.readout);
      return;
    }
    this.map.addEventListener('click', (event) => this.pickOnMap(event));
    const sheets = document.createElement('div');
    sheets.className = 'surprise-sheets';
    const onMap = document.createElement('div');
    const title = document.createElement('p');
    title.className = 'surprise-title';
    title.textContent = this.words.mapTitle;
    onMap.append(title, this.map);
    const ofCurve = document.createElement('div');
    ofCurve.append(this.curve);
    sheets.append(ofCurve, onMap);
    this.append(sheets, this.controls(), this.readout, this.dear);
    this.dear.className = 'surprise-readout';
  }

  /** The reader's own score, for keys and pointers alike. */
  private ownScore(): HTMLElement {
    const label = document.createElement('label');
    label.className = 'surprise-own';
    label.textContent = this.words.own;
    this.own.type = 'range';
    [this.own.min, this.own.max, this.own.step, this.own.value] = ['-8', '8', '0.1', '0'];
    this.own.addEventListener('input', () => this.invalidate());
    label.append(this.own);
    return label;
  }

  private controls(): HTMLElement {
    const bar = document.createElement('div');
    bar.className = 'figure-controls';
    const button = (made: HTMLButtonElement, text: string, act: () => void): void => {
      made.type = 'button';
      made.className = 'plain';
      made.textContent = text;
      made.addEventListener('click', act);
      bar.append(made);
    };
    button(this.turn, this.words.turn, () => this.flip());
    button(this.back, this.words.back, () => {
      this.flipped.clear();
      this.invalidate();
    });
    return bar;
  }

  /** As recorded, but for the labels that the reader turned over. */
  private shown(): { readonly surprise: Surprise; readonly dots: readonly Dot[] } | null {
    const trace = this.player?.state.trace ?? null;
    const surprise = trace && surpriseOf(trace);
    if (surprise === null) return null;
    const dots = surprise.dots.map((dot, i): Dot => {
      if (!this.flipped.has(i)) return dot;
      const label = 1 - dot.label;
      const { price } = surprise;
      return { ...dot, label, price: priceAt(price, dot.z, label), slope: slopeAt(price, dot.z, label) };
    });
    return { surprise, dots };
  }

  private get isClosed(): boolean {
    const { curtain } = this.dataset;
    return curtain?.split(' ').some((id) => answerTo(id) === null) ?? false;
  }

  protected override draw(): void {
    const shown = this.shown();
    const { fontSize, fontFamily } = getComputedStyle(this);
    const em = 0.9 * Number.parseFloat(fontSize);
    const width = this.curve.parentElement!.clientWidth;
    if (shown === null) {
      this.readout.textContent = this.words.none;
      return;
    }
    const { surprise, dots } = shown;
    const top = this.isOfChances ? 1 : topFor(dots.map(({ price }) => price));
    this.sheet = { width, height: HEIGHT, em, top, stack: this.isOfChances ? 0 : 4.6 * em };
    const context = prepareCanvas(this.curve, width, HEIGHT);
    context.font = `${em}px ${fontFamily}`;
    paintAxes(
      context,
      this,
      this.sheet,
      (this.isOfChances ? this.words.chanceAxes : this.words.axes) as [string, string],
    );
    if (this.isOfChances) {
      const own = this.own.valueAsNumber;
      paintChances(context, this, this.sheet, { dots, chosen: this.chosen, own: this.isClosed ? null : own });
      this.own.disabled = this.isClosed;
      this.own.setAttribute('aria-valuetext', `z = ${numeral(own, 2)}`);
    } else {
      const mean = meanIfFlipped(surprise, this.flipped);
      paintPrices(context, this, this.sheet, { price: surprise.price, dots, mean, chosen: this.chosen });
      this.drawMap();
      this.turn.disabled = this.chosen === null;
      this.back.disabled = this.flipped.size === 0;
      const [many, one] = this.dearer;
      this.dear.hidden = this.dataset['curtain'] === undefined;
      this.dear.textContent = this.isClosed
        ? ' '
        : fill(this.words.dear, { many: numeral(many, 4), one: numeral(one, 4) });
    }
    this.readout.textContent = this.readoutText(surprise, dots);
  }

  private drawMap(): void {
    const trace = this.player?.state.trace ?? null;
    const network = trace && networkOf(trace);
    const side = Math.min(MAP, this.map.parentElement!.clientWidth);
    const context = prepareCanvas(this.map, side, side);
    this.map.setAttribute('role', 'img');
    this.map.setAttribute('aria-label', this.words.mapTitle);
    if (network === null) return;
    paintPlaneMap(this, context, { map: network.classMap(1), network, side, drawn: [], cursor: null });
    const point = this.chosen === null ? undefined : network.points[this.chosen];
    const at = planeScale(network, side);
    if (point !== undefined) ring(context, this, at.x(point.x), at.y(point.y));
  }

  private readoutText(surprise: Surprise, dots: readonly Dot[]): string {
    if (this.chosen === null && this.isOfChances) {
      if (this.isClosed) return this.words.closed;
      const z = this.own.valueAsNumber;
      return fill(this.words.readOwn, {
        z: numeral(z, 2),
        chance: numeral(chanceOf(z)),
        other: numeral(chanceOf(-z)),
        odds: numeral(Math.exp(z), 3),
      });
    }
    const dot = this.chosen === null ? undefined : dots[this.chosen];
    if (dot === undefined) return this.flipped.size === 0 ? this.words.choose : this.flippedText(surprise);
    const read = fill(this.isOfChances ? this.words.readChance : this.words.read, {
      example: this.chosen! + 1,
      z: numeral(dot.z),
      chance: numeral(dot.chance),
      label: dot.label,
      price: numeral(dot.price),
      slope: dot.slope === null ? this.words.noSlope : numeral(dot.slope),
    });
    return this.flipped.size === 0 ? read : `${read} ${this.flippedText(surprise)}`;
  }

  private flippedText(surprise: Surprise): string {
    return fill(this.words.flipped, {
      count: this.flipped.size,
      mean: numeral(meanIfFlipped(surprise, this.flipped), 4),
      was: numeral(surprise.mean, 4),
    });
  }

  private choose(example: number | null, isPinned: boolean): void {
    if (this.chosen === example && this.isPinned === isPinned) return;
    this.chosen = example;
    this.isPinned = isPinned;
    this.invalidate();
  }

  private flip(): void {
    if (this.chosen === null || this.isOfChances) return;
    if (!this.flipped.delete(this.chosen)) this.flipped.add(this.chosen);
    this.invalidate();
  }

  private placeOf({ clientX, clientY }: MouseEvent, canvas: HTMLCanvasElement): readonly [number, number] {
    const box = canvas.getBoundingClientRect();
    return [clientX - box.x, clientY - box.y];
  }

  private under(event: MouseEvent): number | null {
    const shown = this.shown();
    if (shown === null || this.sheet === null) return null;
    const heights = shown.dots.map(({ z, chance, price }) => ({ z, height: this.isOfChances ? chance : price }));
    return dotAt(this.sheet, heights, ...this.placeOf(event, this.curve));
  }

  private isOnOwn(event: MouseEvent): boolean {
    if (!this.isOfChances || this.sheet === null || this.isClosed) return false;
    const { x, y } = placesOf(this.sheet);
    const [px, py] = this.placeOf(event, this.curve);
    const own = this.own.valueAsNumber;
    return Math.hypot(x(own) - px, y(chanceOf(own)) - py) <= GRAB;
  }

  private pointerDown(event: PointerEvent): void {
    if (this.isOnOwn(event)) {
      this.isHeld = true;
      this.choose(null, false);
      this.curve.setPointerCapture(event.pointerId);
      return;
    }
    const example = this.under(event);
    this.choose(example, example !== null);
  }

  private pointerMove(event: PointerEvent): void {
    if (this.isHeld && this.sheet !== null) {
      this.own.value = String(scoreUnder(this.sheet, this.placeOf(event, this.curve)[0]));
      this.invalidate();
      return;
    }
    this.curve.style.cursor = this.isOnOwn(event) ? 'grab' : 'pointer';
    if (!this.isPinned && event.pointerType === 'mouse') this.choose(this.under(event), false);
  }

  private pickOnMap(event: MouseEvent): void {
    const trace = this.player?.state.trace ?? null;
    const network = trace && networkOf(trace);
    if (network === null) return;
    const at = planeScale(network, Math.min(MAP, this.map.parentElement!.clientWidth));
    const [px, py] = this.placeOf(event, this.map);
    const distances = network.points.map(({ x, y }) => Math.hypot(at.x(x) - px, at.y(y) - py));
    const nearest = distances.indexOf(Math.min(...distances));
    this.choose(distances[nearest]! < GRAB ? nearest : null, distances[nearest]! < GRAB);
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const dots = this.shown()?.dots ?? [];
    const order = dots.map((_, i) => i).sort((a, b) => dots[a]!.z - dots[b]!.z);
    const place = this.chosen === null ? -1 : order.indexOf(this.chosen);
    const go = (to: number): void => this.choose(order[Math.min(Math.max(0, to), order.length - 1)] ?? null, true);
    if (event.key === 'ArrowRight') go(place + 1);
    else if (event.key === 'ArrowLeft') go(place < 0 ? order.length - 1 : place - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(order.length - 1);
    else if (event.key.toLowerCase() === 'f' && !this.isOfChances) this.flip();
    else if (event.key === 'Escape') {
      if (this.chosen === null) this.curve.blur();
      else this.choose(null, false);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const surprise = trace && surpriseOf(trace);
    if (surprise === null) return [];
    return [
      { id: 'loss', value: surprise.mean },
      ...surprise.dots.flatMap(({ z, chance, label }, i) => [
        { id: `linear output[${i},0]`, value: z },
        { id: `observed probabilities[${i},0]`, value: chance },
        { id: `batch targets[${i},0]`, value: label },
      ]),
    ];
  }

  protected override table({ trace }: PlayerState): HTMLTableElement | null {
    const shown = this.shown();
    if (shown === null || trace === null) return null;
    const rows = shown.dots.map(({ z, chance, label, price, slope }, i) => [
      String(i + 1),
      numeral(z),
      numeral(chance),
      String(label),
      ...(this.isOfChances ? [] : [numeral(price), slope === null ? this.words.noSlope : numeral(slope)]),
    ]);
    const columns = this.isOfChances ? this.words.columns.slice(0, 4) : this.words.columns;
    return numberTable(fill(this.words.tableCaption, { step: trace.step }), columns, rows);
  }

  protected override sentence({ trace }: PlayerState): string {
    const shown = this.shown();
    if (shown === null || trace === null) return '';
    const { surprise, dots } = shown;
    const outside = dots.filter(({ z }) => Math.abs(z) > 8).length;
    const edge = outside === 0 ? '' : ` ${fill(this.words.edge, { count: outside })}`;
    if (this.isOfChances) return fill(this.words.chanceSentence, { step: trace.step, count: dots.length }) + edge;
    const said = fill(this.words.sentence, {
      step: trace.step,
      count: dots.length,
      price: this.words.prices[surprise.price],
      mean: numeral(surprise.mean, 4),
    });
    return `${said}${surprise.isTheirMean ? '' : ` ${this.words.otherMean}`}${edge}`;
  }
}

customElements.define('surprise-curve', SurpriseCurve);
