/**
 * `<pull-sketch>`: one point on the discriminator's ground. The reader draws the arrow that the generator's loss will put there, by pointer or
 * by keys, and is told the angle between both. Afterwards the point can be moved, and its arrow follows.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { StepTrace } from '../../player/protocol.ts';
import { Figure } from '../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { type Arena, arenaOf } from './arena.ts';
import { arrow, dot, EXTENT, paintFrame, paintGround, placeOf, planeOf, ring } from './paintPlane.ts';
import { angleBetween, type Discriminator, discriminatorOf, pullAt } from './pull.ts';

const LARGEST_SIDE = 420;
/** Arrows in the plane's units: the reader's, and the longest of the step. */
const DRAWN = 0.4;
const LONGEST = 0.5;
const TURN = 15;
const KEY_STEP = 0.05;
/** Places to ask at, one after the other: inside the ring, outside of it, beside a cloud. */
const PLACES = [
  [0.45, 0.2],
  [-1.15, 0.75],
  [0.1, -1.3],
  [-0.5, -0.35],
] as const;

export class PullSketch extends Figure {
  private readonly canvas = document.createElement('canvas');
  private readonly told = document.createElement('p');
  private readonly give = document.createElement('button');
  private readonly turn = document.createElement('button');
  private place = 0;
  private point: [number, number] = [...PLACES[0]];
  /** The reader's arrow, in degrees; null: none yet. */
  private guess: number | null = null;
  private error: number | null = null;
  private isShown = false;

  protected build(player: Player): void {
    const words = this.strings.players.pullSketch;
    for (const name of ['discriminatorMap', 'coverage', 'clouds']) player.observe(name);
    const { canvas } = this;
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'application');
    canvas.addEventListener('keydown', (event) => this.key(event));
    canvas.addEventListener('pointerdown', (event) => {
      canvas.setPointerCapture(event.pointerId);
      this.follow(event);
    });
    canvas.addEventListener('pointermove', (event) => {
      if (canvas.hasPointerCapture(event.pointerId)) this.follow(event);
    });
    canvas.addEventListener('pointerup', () => {
      if (!this.isShown && this.guess !== null) this.reveal();
    });
    this.told.setAttribute('aria-live', 'polite');
    for (const [button, act] of [
      [this.give, () => this.reveal()],
      [this.turn, () => this.turnOver()],
    ] as const) {
      button.type = 'button';
      button.addEventListener('click', act);
    }
    this.give.textContent = words.give;
    const acts = document.createElement('p');
    acts.className = 'sketch-acts';
    acts.append(this.give, this.turn);
    const side = document.createElement('div');
    side.append(this.told, acts);
    this.append(canvas, side);
  }

  private get discriminator(): Discriminator | null {
    const trace = this.player?.state.trace;
    return trace == null ? null : discriminatorOf(trace);
  }

  private follow(event: PointerEvent): void {
    const [x, y] = placeOf(event, this.canvas);
    if (this.isShown) this.moveTo(x, y);
    else this.guess = (180 / Math.PI) * Math.atan2(y - this.point[1], x - this.point[0]);
    this.invalidate();
  }

  private moveTo(x: number, y: number): void {
    const inside = (value: number): number => Math.max(-EXTENT, Math.min(EXTENT, value));
    this.point = [inside(x), inside(y)];
    this.error = null;
    this.guess = null;
    this.invalidate();
  }

  private reveal(): void {
    const { discriminator } = this;
    if (discriminator !== null && this.guess !== null) {
      const angle = (Math.PI / 180) * this.guess;
      this.error = angleBetween([Math.cos(angle), Math.sin(angle)], pullAt(discriminator, ...this.point).pull);
    }
    this.isShown = true;
    this.invalidate();
  }

  /** Show it, or ask again at another place. */
  private turnOver(): void {
    if (!this.isShown) {
      this.reveal();
      return;
    }
    this.place = (this.place + 1) % PLACES.length;
    this.point = [...PLACES[this.place]!];
    this.guess = null;
    this.error = null;
    this.isShown = false;
    this.invalidate();
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [x, y] = this.point;
    const turned = (by: number): void => {
      this.guess = (((this.guess ?? 0) + by + 540) % 360) - 180;
      this.invalidate();
    };
    const moves: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => this.moveTo(x - KEY_STEP, y),
      ArrowRight: () => this.moveTo(x + KEY_STEP, y),
      ArrowUp: () => this.moveTo(x, y + KEY_STEP),
      ArrowDown: () => this.moveTo(x, y - KEY_STEP),
    };
    const turns: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => turned(TURN),
      ArrowRight: () => turned(-TURN),
      Enter: () => this.reveal(),
    };
    const act = (this.isShown ? moves : turns)[event.key];
    if (act === undefined) return;
    act();
    event.preventDefault();
    event.stopPropagation();
  }

  protected override draw({ trace }: PlayerState): void {
    const arena = trace && arenaOf(trace);
    if (trace === null || arena === null) return;
    const discriminator = discriminatorOf(trace);
    this.paint(arena, discriminator);
    const words = this.strings.players.pullSketch;
    const [x, y] = this.point.map((value) => numeral(value, 2));
    this.canvas.setAttribute('aria-label', fill(this.isShown ? words.movedLabel : words.label, { x: x!, y: y! }));
    this.give.hidden = this.isShown || this.guess === null;
    this.turn.textContent = this.isShown ? words.again : words.show;
    const said = discriminator === null ? words.notKept : this.said(discriminator);
    if (this.told.textContent !== said) this.told.textContent = said;
  }

  private paint(arena: Arena, discriminator: Discriminator | null): void {
    const side = Math.min(this.clientWidth, LARGEST_SIDE);
    const context = prepareCanvas(this.canvas, side, side);
    const plane = planeOf(side);
    const { x, y } = plane;
    if (arena.map !== null) paintGround(context, arena.map, plane, this);
    paintFrame(context, plane, this);
    context.lineWidth = 1.25;
    context.strokeStyle = ink(this, '--ink-faint');
    for (const [px, py] of arena.real) ring(context, x(px), y(py), 3);
    context.fillStyle = ink(this, '--ink-soft');
    for (const point of arena.generated) dot(context, x(point.x), y(point.y), 2);
    const [px, py] = this.point;
    context.lineWidth = 2.5;
    if (this.guess !== null) {
      const angle = (Math.PI / 180) * this.guess;
      context.strokeStyle = ink(this, '--ink');
      context.setLineDash([5, 4]);
      arrow(context, x(px), y(py), x(px + DRAWN * Math.cos(angle)), y(py + DRAWN * Math.sin(angle)));
      context.setLineDash([]);
    }
    context.strokeStyle = ink(this, '--accent');
    if (this.isShown && discriminator !== null) {
      const { pull } = pullAt(discriminator, px, py);
      const scale = LONGEST / Math.max(arena.pull, Math.hypot(...pull), 1e-30);
      arrow(context, x(px), y(py), x(px + scale * pull[0]), y(py + scale * pull[1]));
    }
    context.fillStyle = ink(this, '--accent');
    dot(context, x(px), y(py), 6);
  }

  private said(discriminator: Discriminator): string {
    const words = this.strings.players.pullSketch;
    if (!this.isShown) {
      if (this.guess === null) return words.start;
      return fill(words.draft, { angle: String(Math.round((this.guess + 360) % 360)) });
    }
    const { logit, pull } = pullAt(discriminator, ...this.point);
    const values = { length: numeral(Math.hypot(...pull), 3), belief: numeral(1 / (1 + Math.exp(-logit)), 3) };
    if (this.error === null) return fill(words.shown, values);
    return fill(words.answered, { ...values, error: String(Math.round(this.error)) });
  }

  protected override table({ trace }: PlayerState): HTMLTableElement | null {
    const words = this.strings.players.pullSketch;
    const discriminator = trace && discriminatorOf(trace);
    if (trace === null || discriminator === null) return null;
    const { logit, pull } = pullAt(discriminator, ...this.point);
    const row = [...this.point, 1 / (1 + Math.exp(-logit)), ...pull].map((value) => numeral(value));
    return numberTable(fill(words.tableCaption, { step: trace.step }), words.columns, [row]);
  }

  protected override sentence({ trace }: { readonly trace: StepTrace | null }): string {
    return trace === null ? '' : fill(this.strings.players.pullSketch.sentence, { step: trace.step });
  }
}

customElements.define('pull-sketch', PullSketch);
