/**
 * `<regression-squares>`: a line and its points, what each is missed by, the square of that in true area, and how it pulls at the line. The
 * line is the track's, or in the reader's hand. One tab stop: arrows left and right choose an example in the order of the file, H takes hold
 * of the line, which arrows or a pointer then move, Q shows the squares, P the pulls, M moves the chosen example out.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import type { Drawn } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import type { Room } from '../planeAxes.ts';
import { distanceToLine, type Line, lineThrough, paintSquares, placeAt, pointAt } from './paintSquares.ts';
import { meanSquare, type Regression, type Row, regressionOf, residual, slopes } from './regression.ts';

const LARGEST_SIDE = 480;
const layers = ['squares', 'pulls'] as const;
type Layer = (typeof layers)[number];
const layerKeys: Readonly<Record<string, Layer>> = { q: 'squares', p: 'pulls' };
/** How far an arrow key moves θ₀ or θ₁, and with Shift. */
const STRIDE = 0.1;
const SMALL_STRIDE = 0.02;
const moves: Readonly<Record<string, Line>> = {
  ArrowUp: [1, 0],
  ArrowDown: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};
/** So near, in pixels, a pointer takes hold of the line. */
const REACH = 14;
const FARTHEST = 9;
/** Where an example is moved to: the end of the picture, with the same miss. */
const OUT = 2;
/** What a hand may try to get below. */
const GOAL = 0.5;

interface Scene {
  readonly regression: Regression;
  readonly rows: readonly Row[];
  readonly line: Line;
}

export class Squares extends Figure {
  private readonly canvas = document.createElement('canvas');
  private readonly buttons = new Map<Layer | 'hold' | 'move', HTMLButtonElement>();
  private readonly readout = document.createElement('p');
  private readonly sums = document.createElement('dl');
  private readonly on = new Set<Layer>();
  private chosen: number | null = null;
  private hand: Line | null = null;
  private isMoved = false;
  private dragging = false;
  private room: Room = { side: 0, em: 0 };

  protected build(_player: Player): void {
    const words = this.strings.regression.squares;
    for (const layer of (this.dataset['layers'] ?? 'squares').split(' ')) this.on.add(layer as Layer);
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute('role', 'application');
    this.canvas.setAttribute('aria-label', words.label);
    this.canvas.addEventListener('keydown', (event) => this.key(event));
    this.canvas.addEventListener('pointerdown', (event) => this.pointerDown(event));
    this.canvas.addEventListener('pointermove', (event) => this.pointerMove(event));
    for (const end of ['pointerup', 'pointercancel'] as const)
      this.canvas.addEventListener(end, () => {
        this.dragging = false;
      });
    this.readout.className = 'squares-readout';
    this.readout.setAttribute('aria-live', 'polite');
    this.sums.className = 'squares-sums';
    this.append(this.bar(), this.canvas, this.readout, this.sums);
  }

  private bar(): HTMLElement {
    const words = this.strings.regression.squares;
    const bar = document.createElement('div');
    bar.className = 'figure-controls';
    bar.setAttribute('role', 'group');
    bar.setAttribute('aria-label', words.show);
    const button = (name: Layer | 'hold' | 'move', press: () => void): void => {
      const made = document.createElement('button');
      made.type = 'button';
      made.className = 'plain';
      made.textContent = words.buttons[name];
      made.addEventListener('click', press);
      this.buttons.set(name, made);
      bar.append(made);
    };
    for (const layer of layers) button(layer, () => this.toggle(layer));
    button('hold', () => {
      this.hold();
      if (this.hand !== null) this.canvas.focus();
    });
    button('move', () => this.move());
    return bar;
  }

  private toggle(layer: Layer): void {
    if (!this.on.delete(layer)) this.on.add(layer);
    this.invalidate();
  }

  /** Take the line from where the track has it, or give it back. */
  private hold(): void {
    this.hand = this.hand === null ? (this.scene()?.line ?? null) : null;
    this.invalidate();
  }

  private move(): void {
    this.isMoved = !this.isMoved && this.chosen !== null;
    this.invalidate();
  }

  private scene(): Scene | null {
    const trace = this.player?.state.trace ?? null;
    const regression = trace && regressionOf(trace);
    if (regression === null || regression.theta.length !== 2) return null;
    const line = this.hand ?? ([regression.theta[0]!, regression.theta[1]!] as const);
    const { chosen } = this;
    const rows = regression.rows.map((row, i) =>
      // The same miss at another place: only the lever is longer.
      i === chosen && this.isMoved ? { x: [OUT], y: line[0] + line[1] * OUT - residual(line, row) } : row,
    );
    return { regression, rows, line };
  }

  private placeOf({ clientX, clientY }: PointerEvent): readonly [number, number] {
    const box = this.canvas.getBoundingClientRect();
    return [clientX - box.x, clientY - box.y];
  }

  private pointerDown(event: PointerEvent): void {
    const scene = this.scene();
    if (scene === null) return;
    const [px, py] = this.placeOf(event);
    const point = pointAt(scene.rows, this.room, px, py);
    const isOnLine = distanceToLine(scene.rows, this.room, scene.line, px, py) <= REACH;
    if (this.hand === null && (point !== null || !isOnLine)) {
      this.choose(point);
      return;
    }
    this.hand ??= scene.line;
    this.dragging = true;
    this.canvas.setPointerCapture(event.pointerId);
    this.pointerMove(event);
  }

  private pointerMove(event: PointerEvent): void {
    const scene = this.scene();
    if (scene === null) return;
    const [px, py] = this.placeOf(event);
    if (this.dragging && this.hand !== null)
      this.bring(lineThrough(scene.rows, this.room, this.hand, placeAt(scene.rows, this.room, px, py)));
    const isNear = distanceToLine(scene.rows, this.room, scene.line, px, py) <= REACH;
    this.canvas.style.cursor = this.dragging ? 'grabbing' : isNear ? 'grab' : 'pointer';
  }

  /** The line in the hand, to a hundredth, and not out of all bounds. */
  private bring([bias, weight]: Line): void {
    const within = (value: number): number =>
      Math.round(100 * Math.min(FARTHEST, Math.max(-FARTHEST, value))) / 100 + 0;
    this.hand = [within(bias), within(weight)];
    this.invalidate();
  }

  private choose(example: number | null): void {
    this.chosen = example;
    this.isMoved = false;
    this.invalidate();
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    const count = this.scene()?.rows.length ?? 0;
    const move = moves[event.key];
    const layer = layerKeys[key];
    if (this.hand !== null && move !== undefined) {
      const by = event.shiftKey ? SMALL_STRIDE : STRIDE;
      this.bring([this.hand[0] + by * move[0], this.hand[1] + by * move[1]]);
    } else if (key === 'h' || (this.hand !== null && key === 'escape')) this.hold();
    else if (layer !== undefined) this.toggle(layer);
    else if (key === 'm') this.move();
    else if (key === 'escape' && this.chosen !== null) this.choose(null);
    else if (event.key === 'ArrowRight' && count > 0) this.choose(((this.chosen ?? -1) + 1) % count);
    else if (event.key === 'ArrowLeft' && count > 0) this.choose(((this.chosen ?? 0) - 1 + count) % count);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  protected override draw(state: PlayerState): void {
    for (const layer of layers) this.buttons.get(layer)!.setAttribute('aria-pressed', String(this.on.has(layer)));
    this.buttons.get('hold')!.setAttribute('aria-pressed', String(this.hand !== null));
    const move = this.buttons.get('move')!;
    move.disabled = this.chosen === null;
    move.setAttribute('aria-pressed', String(this.isMoved));
    this.canvas.style.touchAction = this.hand === null ? '' : 'none';
    const scene = this.scene();
    if (scene === null) return;
    const side = Math.min(this.clientWidth, LARGEST_SIDE);
    const style = getComputedStyle(this);
    this.room = { side, em: Number.parseFloat(style.fontSize) };
    const context = prepareCanvas(this.canvas, side, side);
    context.font = `${0.9 * this.room.em}px ${style.fontFamily}`;
    const lines = linesOf(state);
    paintSquares(context, this, {
      rows: scene.rows,
      line: scene.line,
      isByHand: this.hand !== null,
      ...lines,
      squares: this.on.has('squares'),
      pulls: this.on.has('pulls'),
      chosen: this.chosen,
      room: this.room,
    });
    this.readout.textContent = this.readoutText(scene);
    this.writeSums(scene);
  }

  private readoutText({ rows, line }: Scene): string {
    const words = this.strings.regression.squares;
    const row = this.chosen === null ? undefined : rows[this.chosen];
    if (row === undefined) return this.hand === null ? words.choose : words.held;
    const r = residual(line, row);
    return fill(this.on.has('pulls') ? words.readPull : words.read, {
      example: this.chosen! + 1,
      x: numeral(row.x[0]!, 3),
      y: numeral(row.y, 3),
      r: numeral(r, 3),
      square: numeral(r * r, 3),
      turn: numeral(r * row.x[0]!, 3),
    });
  }

  /** Sums as far as the chosen example, of all, and what the step itself said. */
  private writeSums({ regression, rows, line }: Scene): void {
    const words = this.strings.regression.squares.sums;
    const m = rows.length;
    const isOwn = this.hand === null && !this.isMoved;
    const upTo = rows.slice(0, (this.chosen ?? m - 1) + 1);
    const total = (of: (row: Row) => number, some: readonly Row[]): number =>
      some.reduce((sum, row) => sum + of(row), 0);
    const square = (row: Row): number => residual(line, row) ** 2;
    const J = meanSquare(line, rows);
    const entries: [string, string][] = [
      [
        fill(this.hand === null ? words.line : words.hand, {}),
        fill(words.lineIs, { bias: numeral(line[0], 3), weight: numeral(line[1], 3) }),
      ],
    ];
    if (this.on.has('squares') || !this.on.has('pulls')) {
      entries.push(
        [fill(words.squares, { n: upTo.length }), numeral(total(square, upTo))],
        [
          fill(words.loss, { m }),
          fill(this.hand !== null && J < GOAL ? words.below : words.is, { value: numeral(J), goal: GOAL }),
        ],
        [words.op, isOwn ? numeral(regression.loss) : words.waits],
      );
    }
    if (this.on.has('pulls')) {
      const found = slopes(line, rows);
      const said = (p: number): string => (isOwn ? numeral(regression.gradient[p]!) : words.waits);
      entries.push(
        [fill(words.pull0, { n: upTo.length }), numeral(total((row) => residual(line, row), upTo))],
        [fill(words.pull1, { n: upTo.length }), numeral(total((row) => residual(line, row) * row.x[0]!, upTo))],
        [fill(words.slope0, { m }), fill(words.both, { value: numeral(found[0]!), op: said(0) })],
        [fill(words.slope1, { m }), fill(words.both, { value: numeral(found[1]!), op: said(1) })],
      );
    }
    this.sums.replaceChildren(
      ...entries.flatMap(([name, value]) => {
        const [term, description] = [document.createElement('dt'), document.createElement('dd')];
        term.textContent = name;
        description.textContent = value;
        return [term, description];
      }),
    );
  }

  override drawn(): readonly Drawn[] {
    const scene = this.scene();
    if (scene === null) return [];
    const [bias, weight] = scene.line;
    const own = [
      { id: 'parameter bias before[0]', value: bias },
      { id: 'parameter weight before[0,0]', value: weight },
    ];
    const rows = scene.rows.flatMap(({ x, y }, i) => [
      { id: `batch inputs[${i},0]`, value: x[0]! },
      { id: `batch targets[${i},0]`, value: y },
    ]);
    // A line in the hand, a point that was moved: those are the reader's.
    return [...(this.hand === null ? own : []), ...(this.isMoved ? [] : rows)];
  }

  protected override table(): HTMLTableElement | null {
    const words = this.strings.regression.squares;
    const scene = this.scene();
    if (scene === null) return null;
    const { rows, line } = scene;
    return numberTable(
      words.tableCaption,
      words.columns,
      rows.map((row, i) => {
        const r = residual(line, row);
        return [
          String(i + 1),
          ...[row.x[0]!, row.y, row.y + r, r, r * r, r * row.x[0]!].map((value) => numeral(value)),
        ];
      }),
    );
  }

  protected override sentence({ trace }: PlayerState): string {
    const words = this.strings.regression.squares;
    const scene = this.scene();
    if (scene === null || trace === null) return words.none;
    const own = this.on.has('squares') ? words.sentence : words.sentencePulls;
    return fill(this.hand === null ? own : words.sentenceHand, {
      step: trace.step,
      bias: numeral(scene.line[0], 3),
      weight: numeral(scene.line[1], 3),
      loss: numeral(meanSquare(scene.line, scene.rows)),
      m: scene.rows.length,
    });
  }
}

/** The lines of all tracks that are a line's, and which of them the player looks at. */
function linesOf({ tracks, focus }: PlayerState): { readonly tracks: readonly Line[]; readonly focus: number } {
  const found = tracks.flatMap(({ trace }, place) => {
    const regression = trace && regressionOf(trace);
    return regression?.theta.length === 2
      ? [{ place, line: [regression.theta[0]!, regression.theta[1]!] as const }]
      : [];
  });
  return {
    tracks: found.map(({ line }) => line),
    focus: Math.max(
      0,
      found.findIndex(({ place }) => place === focus),
    ),
  };
}

customElements.define('regression-squares', Squares);
