/**
 * `<descent-map>`: points and the line through them, beside the plane of the line's two numbers with the loss as contours. Every track has
 * its line here and its way there; the one in focus also its step, and on request what each example asks for. One tab stop: arrows choose an
 * example, V shows the votes, L the examples as lines, S takes hold of the start: then arrows move it, or a pointer, and the tracks follow.
 * Behind a curtain (`data-curtain`: a prediction) the step waits for the guess.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState, TrackState } from '../../player/Player.ts';
import { printTrack } from '../../player/trackText.ts';
import { answerTo, whenAnswered } from '../parts/answers.ts';
import { type Descent, descentOf, examplesRead, type Pair, PLANE, wayTo } from '../parts/cells/descent.ts';
import { type Drawn, drawnRow } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { numeral, prepareCanvas } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { type DrawnTrack, distanceTo, exampleAt, lineAt, paintData, paintPlane, parametersAt } from './paintDescent.ts';
import type { Room } from './planeAxes.ts';

const OBSERVES = ['surface', 'fullLoss', 'exampleLosses', 'exampleGradients'] as const;
const LARGEST_SIDE = 480;
const layerNames = ['votes', 'lines'] as const;
type Layer = (typeof layerNames)[number];
const layerKeys: Readonly<Record<string, Layer>> = { v: 'votes', l: 'lines' };
/** How far an arrow key moves the start, and with Shift. */
const STRIDE = 0.25;
const SMALL_STRIDE = 0.05;
const moves: Readonly<Record<string, Pair>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
/** So near, in pixels, a pointer takes hold of the start. */
const REACH = 16;
/** A start that was moved before anything ran is shown with so much of its way. */
const SOME_WAY = 20;

export class DescentMap extends Figure {
  private readonly data = document.createElement('canvas');
  private readonly plane = document.createElement('canvas');
  private readonly readout = document.createElement('p');
  private readonly buttons = new Map<Layer, HTMLButtonElement>();
  private readonly on = new Set<Layer>();
  private chosen: number | null = null;
  private room: Room = { side: 0, em: 0 };
  private readonly hold = document.createElement('button');
  /** Is the start being moved? */
  private isHeld = false;
  private dragging = false;
  /** Where the start is wanted; the tracks follow as fast as they open. */
  private wanted: Pair | null = null;
  private isFollowing = false;

  protected build(player: Player): void {
    const words = this.strings.figures.descentMap;
    for (const name of OBSERVES) player.observe(name);
    for (const layer of (this.dataset['layers'] ?? '').split(' ')) if (isLayer(layer)) this.on.add(layer);
    this.data.tabIndex = 0;
    this.data.setAttribute('role', 'application');
    this.data.setAttribute('aria-label', words.label);
    this.data.addEventListener('keydown', (event) => this.key(event));
    this.data.addEventListener('click', (event) => {
      const box = this.data.getBoundingClientRect();
      const descent = this.descent();
      if (descent === null) return;
      this.choose(exampleAt(descent, this.room, event.clientX - box.x, event.clientY - box.y));
    });
    this.plane.setAttribute('aria-hidden', 'true');
    this.plane.addEventListener('pointerdown', (event) => this.pointerDown(event));
    this.plane.addEventListener('pointermove', (event) => this.pointerMove(event));
    for (const end of ['pointerup', 'pointercancel'] as const)
      this.plane.addEventListener(end, () => {
        this.dragging = false;
        this.invalidate();
      });
    this.readout.className = 'descent-readout';
    this.readout.setAttribute('aria-live', 'polite');
    const sheets = [this.sheet(words.dataTitle, this.data), this.sheet(words.planeTitle, this.plane)];
    this.append(this.layerButtons(), ...sheets, this.readout);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  private sheet(title: string, canvas: HTMLCanvasElement): HTMLElement {
    const sheet = document.createElement('div');
    const head = document.createElement('p');
    head.className = 'descent-title';
    head.textContent = title;
    sheet.append(head, canvas);
    return sheet;
  }

  private layerButtons(): HTMLElement {
    const words = this.strings.figures.descentMap;
    const bar = document.createElement('div');
    bar.className = 'figure-controls';
    bar.setAttribute('role', 'group');
    bar.setAttribute('aria-label', words.show);
    for (const layer of layerNames) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'plain';
      button.textContent = words.layers[layer];
      button.addEventListener('click', () => this.toggle(layer));
      this.buttons.set(layer, button);
      bar.append(button);
    }
    this.hold.type = 'button';
    this.hold.className = 'plain';
    this.hold.textContent = words.hold;
    this.hold.addEventListener('click', () => {
      this.take(!this.isHeld);
      if (this.isHeld) this.data.focus();
    });
    bar.append(this.hold);
    return bar;
  }

  /** Only some runs say where they start: the page names them. */
  private get canMove(): boolean {
    const { tracks, focus } = this.player!.state;
    const movable = (this.dataset['movable'] ?? '').split(' ');
    return movable.includes(tracks[focus]?.spec.run ?? '');
  }

  private take(isHeld: boolean): void {
    this.isHeld = isHeld && this.canMove;
    this.invalidate();
  }

  /** Where the way of the track in focus begins. */
  private get startPlace(): Pair | null {
    if (this.wanted !== null) return this.wanted;
    const { state } = this.player!;
    const asked = state.tracks[state.focus]?.spec.options['start']?.split('|').map(Number);
    if (asked?.length === 2) return [asked[0]!, asked[1]!];
    const { drawn, focus } = drawnTracks(state);
    return drawn[focus]?.way[0] ?? drawn[focus]?.descent.theta ?? null;
  }

  private pointerDown(event: PointerEvent): void {
    const start = this.startPlace;
    const [px, py] = this.placeOf(event);
    if (start !== null && this.canMove && (this.isHeld || distanceTo(this.room, start, px, py) <= REACH)) {
      this.dragging = true;
      this.plane.setPointerCapture(event.pointerId);
      this.moveTo(parametersAt(this.room, px, py));
      return;
    }
    const descent = this.descent();
    if (descent !== null && this.on.has('lines')) this.choose(lineAt(descent, this.room, px, py));
  }

  private pointerMove(event: PointerEvent): void {
    const [px, py] = this.placeOf(event);
    if (this.dragging) this.moveTo(parametersAt(this.room, px, py));
    const start = this.startPlace;
    const isNear = start !== null && this.canMove && distanceTo(this.room, start, px, py) <= REACH;
    this.plane.style.cursor = this.isHeld ? 'crosshair' : isNear ? 'grab' : '';
  }

  private placeOf({ clientX, clientY }: PointerEvent): readonly [number, number] {
    const box = this.plane.getBoundingClientRect();
    return [clientX - box.x, clientY - box.y];
  }

  /** Start all tracks there. The newest place is the one that counts, whatever was asked for on the way. */
  private moveTo(place: Pair): void {
    this.wanted = place;
    this.invalidate();
    if (!this.isFollowing) void this.followWanted();
  }

  private async followWanted(): Promise<void> {
    const player = this.player!;
    this.isFollowing = true;
    try {
      let asked: Pair | null = null;
      while (this.wanted !== null && this.wanted !== asked) {
        asked = this.wanted;
        const start = asked.join('|');
        const specs = player.state.tracks.map(({ spec }) => ({ ...spec, options: { ...spec.options, start } }));
        await player.setTracks(specs, player.shownStep === 0 ? SOME_WAY : player.shownStep);
      }
    } catch {
      // Refused: the tracks are as they were.
    } finally {
      this.isFollowing = false;
      this.wanted = null;
      this.invalidate();
    }
  }

  private toggle(layer: Layer): void {
    if (!this.on.delete(layer)) this.on.add(layer);
    this.invalidate();
  }

  private get isClosed(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  protected override draw(state: PlayerState): void {
    for (const [layer, button] of this.buttons) button.setAttribute('aria-pressed', String(this.on.has(layer)));
    this.hold.hidden = !this.canMove;
    this.hold.setAttribute('aria-pressed', String(this.isHeld));
    this.plane.style.touchAction = this.isHeld ? 'none' : '';
    const { drawn, focus } = drawnTracks(state);
    if (drawn.length === 0) return;
    const side = Math.min(this.plane.parentElement!.clientWidth, LARGEST_SIDE);
    const style = getComputedStyle(this);
    const room: Room = { side, em: Number.parseFloat(style.fontSize) };
    this.room = room;
    const { chosen } = this;
    const lit = state.term;
    const at = this.startPlace;
    const start = this.canMove && at !== null ? { at, isHeld: this.isHeld || this.dragging } : null;
    const canvases = [this.data, this.plane].map((canvas) => prepareCanvas(canvas, side, side));
    for (const context of canvases) context.font = `${room.em * 0.9}px ${style.fontFamily}`;
    paintData(canvases[0]!, this, drawn, { focus, chosen, room, lit });
    const layers = { votes: this.on.has('votes'), lines: this.on.has('lines'), step: !this.isClosed };
    paintPlane(canvases[1]!, this, drawn, { focus, chosen, layers, room, lit, start });
    this.readout.textContent = this.readoutText(drawn[focus]!.descent);
  }

  private readoutText(descent: Descent): string {
    const words = this.strings.figures.descentMap;
    if (this.isHeld) {
      const [bias, weight] = this.startPlace ?? descent.theta;
      return fill(words.held, { bias: numeral(bias, 3), weight: numeral(weight, 3) });
    }
    const example = this.chosen === null ? null : (descent.examples[this.chosen] ?? null);
    if (example === null) return words.choose;
    const [bias, weight] = example.gradient;
    return fill(this.isClosed ? words.readClosed : words.read, {
      example: this.chosen! + 1,
      x: numeral(example.x, 3),
      y: numeral(example.y, 3),
      loss: numeral(example.loss, 3),
      bias: numeral(-descent.lr * bias, 3),
      weight: numeral(-descent.lr * weight, 3),
      heard: descent.batch.includes(this.chosen!) ? words.heard : words.unheard,
    });
  }

  private descent(): Descent | null {
    const trace = this.player?.state.trace ?? null;
    return trace && descentOf(trace);
  }

  private choose(example: number | null): void {
    this.chosen = example;
    this.invalidate();
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const layer = layerKeys[event.key.toLowerCase()];
    const count = this.descent()?.examples.length ?? 0;
    const move = this.isHeld ? moves[event.key] : undefined;
    const start = this.startPlace;
    if (move !== undefined && start !== null) {
      const by = event.shiftKey ? SMALL_STRIDE : STRIDE;
      this.moveTo(inside([start[0] + by * move[0], start[1] + by * move[1]]));
    } else if (event.key.toLowerCase() === 's' && this.canMove) this.take(!this.isHeld);
    else if (this.isHeld && (event.key === 'Escape' || event.key === 'Enter')) this.take(false);
    else if (layer !== undefined) this.toggle(layer);
    else if (event.key === 'Escape') {
      if (this.chosen === null) this.data.blur();
      else this.choose(null);
    } else if (event.key === 'ArrowRight' && count > 0) this.choose(((this.chosen ?? -1) + 1) % count);
    else if (event.key === 'ArrowLeft' && count > 0) this.choose(((this.chosen ?? 0) - 1 + count) % count);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const descent = trace && descentOf(trace);
    if (descent === null) return [];
    const { theta, after, fullLoss, examples, surface } = descent;
    return [
      ...(['before', 'after'] as const).flatMap((when) => {
        const [bias, weight] = when === 'before' ? theta : after;
        return [
          { id: `parameter bias ${when}[0]`, value: bias },
          { id: `parameter weight ${when}[0,0]`, value: weight },
        ];
      }),
      { id: 'observed fullLoss[0]', value: fullLoss },
      ...examples.flatMap((example, i) =>
        example === null
          ? []
          : [
              { id: `observed exampleLosses[${i}]`, value: example.loss },
              ...drawnRow('observed exampleGradients', example.gradient, [i]),
            ],
      ),
      ...Array.from({ length: surface?.size ?? 0 }, (_, row) => row).flatMap((row) =>
        drawnRow(
          'observed surface',
          Array.from(surface!.values).slice(row * surface!.size, (row + 1) * surface!.size),
          [row],
        ),
      ),
    ];
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    const words = this.strings.figures.descentMap;
    const { tracks } = drawnTracks(state);
    if (tracks.length === 0) return null;
    const hidden = this.isClosed ? words.behindCurtain : null;
    const rows = tracks.map(({ state: track, descent }) => {
      const { gradient, lr, theta, fullLoss, batch } = descent;
      const step = track.trace!.step;
      return [
        printTrack(track.spec),
        String(step),
        String(examplesRead(track.info, step)),
        ...[theta[0], theta[1], fullLoss].map((value) => numeral(value)),
        ...[...gradient, -lr * gradient[0], -lr * gradient[1]].map((value) => hidden ?? numeral(value)),
        String(batch.length),
      ];
    });
    return numberTable(words.tableCaption, words.columns, rows);
  }

  protected override sentence(state: PlayerState): string {
    const words = this.strings.figures.descentMap;
    const { tracks } = drawnTracks(state);
    if (tracks.length === 0) return words.none;
    const said = tracks.map(({ state: track, descent }) =>
      fill(words.track, {
        batch: Number(track.info.config['batchSize']),
        updates: track.trace!.step,
        examples: examplesRead(track.info, track.trace!.step),
        bias: numeral(descent.theta[0], 3),
        weight: numeral(descent.theta[1], 3),
        loss: numeral(descent.fullLoss),
      }),
    );
    return `${said.join(' ')} ${this.isClosed ? words.curtain : words.key}`;
  }
}

/** To a hundredth, and not outside the plane. */
const inside = (place: Pair): Pair => {
  const within = (value: number, [from, to]: Pair): number =>
    Math.round(100 * Math.min(to, Math.max(from, value))) / 100;
  return [within(place[0], PLANE.bias), within(place[1], PLANE.weight)];
};

const isLayer = (name: string): name is Layer => (layerNames as readonly string[]).includes(name);

/** Tracks that are a line's, as they stand, and which of them the player looks at. */
function drawnTracks(state: PlayerState): {
  readonly tracks: readonly { readonly state: TrackState; readonly descent: Descent }[];
  readonly drawn: readonly DrawnTrack[];
  readonly focus: number;
} {
  const tracks = state.tracks.flatMap((track, place) => {
    const descent = track.trace && descentOf(track.trace);
    return descent === null ? [] : [{ state: track, descent, place }];
  });
  const drawn = tracks.map(({ state: track, descent }) => ({
    descent,
    way: wayTo(track.metrics, track.trace!.step),
  }));
  return {
    tracks,
    drawn,
    focus: Math.max(
      0,
      tracks.findIndex(({ place }) => place === state.focus),
    ),
  };
}

customElements.define('descent-map', DescentMap);
