/**
 * `<score-map>`: points of two classes, the lines along which their score z = w·x + b is the same, and w as an arrow that stands square on
 * them. The arrow can be dragged, by pointer, sliders or keys, and b typed: what a line of the reader's own would cost is said at once, and the
 * run can train on from it, as a fork. Behind a curtain (`data-curtain`: a prediction) the arrow waits for the guess.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import type { Edit } from '../../../player/TrackSpec.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { type Drawn, drawnRow } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import type { Network, PlaneMap } from '../network.ts';
import { paintPlaneMap, planeScale } from '../paintNet.ts';
import { chanceOf, type Line, lineOf, lineOver, scoreAt } from './surprise.ts';

const LARGEST_SIDE = 460;
/** An arrow as long as w might leave the plane. */
const LENGTH = 0.7;
const MOST = 6;
const GRAB = 26;
/** Scores whose lines are drawn. */
const LEVELS = [-4, -2, 0, 2, 4];

export class ScoreMap extends Figure {
  private readonly plane = document.createElement('canvas');
  private readonly inputs: readonly HTMLInputElement[] = ['w1', 'w2', 'b'].map(() => document.createElement('input'));
  private readonly back = document.createElement('button');
  private readonly go = document.createElement('button');
  private readonly readout = document.createElement('p');
  /** A line of the reader's own; null: the trained one. */
  private own: Line | null = null;
  private isHeld = false;
  private side = 0;

  private get words() {
    return this.strings.surprise.map;
  }

  protected build(player: Player): void {
    for (const name of ['decisionMap', 'plane']) player.observe(name);
    this.plane.addEventListener('pointerdown', (event) => {
      if (!this.isOnTip(event)) return;
      this.isHeld = true;
      this.plane.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    this.plane.addEventListener('pointermove', (event) => this.pointerMove(event));
    for (const end of ['pointerup', 'pointercancel'] as const)
      this.plane.addEventListener(end, () => {
        this.isHeld = false;
      });
    const side = document.createElement('div');
    side.className = 'score-controls';
    const [w1, w2, b] = this.inputs as [HTMLInputElement, HTMLInputElement, HTMLInputElement];
    for (const [input, text] of [[w1, this.words.w1], [w2, this.words.w2], [b, this.words.b]] as const) {
      const label = document.createElement('label');
      label.className = 'surprise-own';
      label.textContent = text;
      input.type = input === b ? 'number' : 'range';
      [input.min, input.max, input.step] = [String(-MOST), String(MOST), input === b ? '0.1' : '0.05'];
      input.addEventListener('input', () => {
        const line = this.own ?? this.found()?.line;
        const value = input.valueAsNumber;
        if (line === undefined || !Number.isFinite(value)) return;
        // Only what was turned: a trained weight may lie beyond the slider's end.
        if (input === b) this.set({ ...line, b: value });
        else this.set({ ...line, w: input === w1 ? [value, line.w[1]] : [line.w[0], value] });
      });
      label.append(input);
      side.append(label);
    } // biome-ignore format: a table
    const bar = document.createElement('div');
    bar.className = 'figure-controls';
    const button = (made: HTMLButtonElement, text: string, act: () => void): void => {
      made.type = 'button';
      made.className = 'plain';
      made.textContent = text;
      made.addEventListener('click', act);
      bar.append(made);
    };
    button(this.back, this.words.back, () => this.set(null));
    button(this.go, this.words.go, () => void this.trainOn(player));
    this.readout.className = 'surprise-readout';
    this.readout.setAttribute('aria-live', 'polite');
    side.append(bar, this.readout);
    const box = document.createElement('div');
    box.append(this.plane);
    this.append(box, side);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  private get isClosed(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  private found() {
    const trace = this.player?.state.trace ?? null;
    return trace && lineOf(trace);
  }

  private set(line: Line | null): void {
    this.own = line;
    this.invalidate();
  }

  /** From the shown step on with the reader's weights, in a track beside. */
  private async trainOn(player: Player): Promise<void> {
    if (this.own === null) return;
    if (!player.hasRoom) {
      this.readout.textContent = this.words.full;
      return;
    }
    const { w, b } = this.own;
    const short = (value: number): number => Math.round(1000 * value) / 1000;
    const edits: Edit[] = [
      { kind: 'set', parameter: 'weight', index: [0, 0], value: short(w[0]) },
      { kind: 'set', parameter: 'weight', index: [0, 1], value: short(w[1]) },
      { kind: 'set', parameter: 'bias', index: [0], value: short(b) },
    ];
    try {
      await player.fork(edits);
      this.set(null);
    } catch (error) {
      this.readout.textContent = (error as Error).message;
    }
  }

  private tip({ w }: Line, network: Network): readonly [number, number] {
    const at = planeScale(network, this.side);
    const longest = Math.max(...w.map(Math.abs)) * LENGTH;
    const scale = LENGTH * Math.min(1, (0.94 * network.extent) / longest);
    return [at.x(scale * w[0]), at.y(scale * w[1])];
  }

  private isOnTip(event: PointerEvent): boolean {
    const found = this.found();
    if (found === null || this.isClosed) return false;
    const [x, y] = this.tip(this.own ?? found.line, found.network);
    const box = this.plane.getBoundingClientRect();
    return Math.hypot(event.clientX - box.x - x, event.clientY - box.y - y) <= GRAB;
  }

  private pointerMove(event: PointerEvent): void {
    const found = this.found();
    if (found === null) return;
    if (!this.isHeld) {
      const isOn = this.isOnTip(event);
      this.plane.style.cursor = isOn ? 'grab' : '';
      this.plane.style.touchAction = isOn ? 'none' : '';
      return;
    }
    const box = this.plane.getBoundingClientRect();
    const [x, y] = planeScale(found.network, this.side).back(event.clientX - box.x, event.clientY - box.y);
    const short = (value: number): number => Math.min(MOST, Math.max(-MOST, Math.round((20 * value) / LENGTH) / 20));
    this.set({ w: [short(x), short(y)], b: (this.own ?? found.line).b });
  }

  protected override draw(): void {
    const found = this.found();
    if (found === null) {
      this.readout.textContent = this.words.none;
      return;
    }
    const { network } = found;
    const line = this.own ?? found.line;
    this.side = Math.min(this.plane.parentElement!.clientWidth, LARGEST_SIDE);
    const context = prepareCanvas(this.plane, this.side, this.side);
    this.plane.setAttribute('role', 'img');
    this.plane.setAttribute('aria-label', this.words.label);
    const { fontSize, fontFamily } = getComputedStyle(this);
    context.font = `600 ${0.9 * Number.parseFloat(fontSize)}px ${fontFamily}`;
    const recorded = network.classMap(1);
    const map = this.own === null || recorded === null ? recorded : mapOf(line, network, recorded.side);
    // Whom a line of the reader's own has on the wrong side, it says itself.
    const points = network.points.map((point) => ({ ...point, read: Number(scoreAt(line, point.x, point.y) > 0) }));
    const shown = this.own === null ? network : { ...network, points };
    paintPlaneMap(this, context, { map, network: shown, side: this.side, drawn: [], cursor: null });
    this.paintLevels(context, line, network);
    if (!this.isClosed) this.paintArrow(context, line, network);
    this.write(line);
    this.back.disabled = this.own === null;
    this.go.disabled = this.own === null;
    const { right, mean } = lineOver(network, line);
    this.readout.textContent = fill(this.own === null ? this.words.trained : this.words.own, {
      w1: this.isClosed ? '?' : numeral(line.w[0], 3),
      w2: this.isClosed ? '?' : numeral(line.w[1], 3),
      b: numeral(line.b, 3),
      right,
      count: network.points.length,
      mean: numeral(mean, 4),
    });
  }

  /** What stands in the controls is what is drawn. */
  private write({ w, b }: Line): void {
    for (const [i, value] of [w[0], w[1], b].entries()) {
      const input = this.inputs[i]!;
      input.disabled = this.isClosed;
      const text = String(Math.round(100 * value) / 100);
      if (document.activeElement !== input && input.value !== text) input.value = this.isClosed ? '0' : text;
      if (input.type === 'range') input.setAttribute('aria-valuetext', numeral(value, 3));
    }
  }

  private paintLevels(context: CanvasRenderingContext2D, line: Line, network: Network): void {
    const { x, y } = planeScale(network, this.side);
    const [mx, my] = network.middle;
    const { w, b } = line;
    const squared = w[0] ** 2 + w[1] ** 2;
    if (squared < 1e-12) return;
    const far = 3 * network.extent;
    for (const level of LEVELS) {
      // The place on the line that is nearest to the middle, and from there along it.
      const off = (level - b - w[0] * mx - w[1] * my) / squared;
      const [px, py] = [mx + off * w[0], my + off * w[1]];
      const along = [-w[1] / Math.sqrt(squared), w[0] / Math.sqrt(squared)] as const;
      context.strokeStyle = ink(this, '--ink');
      context.lineWidth = level === 0 ? 2.5 : 1;
      context.setLineDash(level === 0 ? [] : [4, 4]);
      context.beginPath();
      context.moveTo(x(px - far * along[0]), y(py - far * along[1]));
      context.lineTo(x(px + far * along[0]), y(py + far * along[1]));
      context.stroke();
      context.setLineDash([]);
      this.label(context, level, { place: [px, py], along, network });
    }
  }

  /** Where a level's line leaves the plane, its score is written. */
  private label(
    context: CanvasRenderingContext2D,
    level: number,
    {
      place: [px, py],
      along,
      network,
    }: {
      readonly place: readonly [number, number];
      readonly along: readonly [number, number];
      readonly network: Network;
    },
  ): void {
    const { x, y } = planeScale(network, this.side);
    const [mx, my] = network.middle;
    const reach = 0.9 * network.extent;
    // Upwards along the line until an edge is met.
    const up = along[1] >= 0 ? 1 : -1;
    const ends = [along[0], along[1]].flatMap((direction, axis) => {
      const from = axis === 0 ? px - mx : py - my;
      return Math.abs(direction) < 1e-9 ? [] : [(Math.sign(up * direction) * reach - from) / (up * direction)];
    });
    const length = Math.min(...ends);
    const [ex, ey] = [px + up * length * along[0], py + up * length * along[1]];
    if (Math.abs(ex - mx) > reach * 1.001 || Math.abs(ey - my) > reach * 1.001) return;
    const text = level === 0 ? 'z = 0' : String(level).replace('-', '−');
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    const half = context.measureText(text).width / 2 + 3;
    context.fillStyle = ink(this, '--paper');
    const height = 16;
    context.fillRect(x(ex) - half, y(ey) - height / 2, 2 * half, height);
    context.fillStyle = ink(this, '--ink');
    context.fillText(text, x(ex), y(ey));
  }

  private paintArrow(context: CanvasRenderingContext2D, line: Line, network: Network): void {
    const at = planeScale(network, this.side);
    const [x0, y0] = [at.x(0), at.y(0)];
    const [x1, y1] = this.tip(line, network);
    const length = Math.hypot(x1 - x0, y1 - y0);
    const [ux, uy] = length > 0 ? [(x1 - x0) / length, (y1 - y0) / length] : [0, 0];
    // On a bed of paper, so that it is seen between the points.
    for (const [color, width] of [['--paper', 9], ['--accent', 4]] as const) {
      context.strokeStyle = ink(this, color);
      context.lineWidth = width;
      context.beginPath();
      context.moveTo(x0, y0);
      context.lineTo(x1 - 8 * ux, y1 - 8 * uy);
      context.stroke();
    } // biome-ignore format: a table
    context.strokeStyle = ink(this, '--accent');
    context.fillStyle = context.strokeStyle;
    if (length > 2) {
      context.beginPath();
      context.moveTo(x1, y1);
      context.lineTo(x1 - 14 * ux + 7 * uy, y1 - 14 * uy - 7 * ux);
      context.lineTo(x1 - 14 * ux - 7 * uy, y1 - 14 * uy + 7 * ux);
      context.closePath();
      context.fill();
    }
    context.lineWidth = 1.5;
    context.beginPath();
    context.arc(x1, y1, 11, 0, 2 * Math.PI);
    context.stroke();
    context.fillText('w', x1 + 18, y1);
  }

  override drawn(): readonly Drawn[] {
    const found = this.found();
    if (found === null) return [];
    const { line, network } = found;
    return [
      ...drawnRow('parameter weight before', line.w, [0]),
      { id: 'parameter bias before[0]', value: line.b },
      ...network.points.flatMap(({ x, y }, i) => drawnRow('batch inputs', [x, y], [i])),
    ];
  }

  protected override table({ trace }: PlayerState): HTMLTableElement | null {
    const found = this.found();
    if (found === null || trace === null) return null;
    const line = this.own ?? found.line;
    const rows = found.network.points.map(({ x, y, label }, i) => [
      String(i + 1),
      numeral(x),
      numeral(y),
      String(label),
      this.isClosed ? '?' : numeral(scoreAt(line, x, y)),
    ]);
    return numberTable(fill(this.words.tableCaption, { step: trace.step }), this.words.columns, rows);
  }

  protected override sentence({ trace }: PlayerState): string {
    const found = this.found();
    if (found === null || trace === null) return '';
    return fill(this.isClosed ? this.words.closed : this.words.sentence, { step: trace.step });
  }
}

/** What a line says of every place of the plane, as the run's own map does. */
function mapOf(line: Line, { extent, middle: [mx, my] }: Network, side: number): PlaneMap {
  const at = (cell: number): number => ((2 * cell + 1) / side - 1) * extent;
  const values = Float32Array.from({ length: side * side }, (_, i) => {
    const z = scoreAt(line, mx + at(i % side), my - at(Math.floor(i / side)));
    return 2 * chanceOf(z) - 1;
  });
  return { side, values, scale: 1 };
}

customElements.define('score-map', ScoreMap);
