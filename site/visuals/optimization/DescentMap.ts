/**
 * `<descent-map>`: points and the line through them, beside the plane of the line's two numbers with the loss as contours. Every track has
 * its line here and its way there; the one in focus also its step, and on request what each example asks for. One tab stop: arrows choose an
 * example, V shows the votes, L the examples as lines. Behind a curtain (`data-curtain`: a prediction) the step waits for the guess.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState, TrackState } from '../../player/Player.ts';
import { printTrack } from '../../player/trackText.ts';
import { Figure } from '../Figure.ts';
import { numeral, prepareCanvas } from '../ink.ts';
import { numberTable } from '../numberTable.ts';
import { answerTo, whenAnswered } from '../predict/answers.ts';
import { type Descent, descentOf, examplesRead, wayTo } from './descent.ts';
import { type DrawnTrack, exampleAt, paintData, paintPlane } from './paintDescent.ts';
import type { Room } from './planeAxes.ts';

const OBSERVES = ['surface', 'fullLoss', 'exampleLosses', 'exampleGradients'] as const;
const LARGEST_SIDE = 480;
const layerNames = ['votes', 'lines'] as const;
type Layer = (typeof layerNames)[number];
const layerKeys: Readonly<Record<string, Layer>> = { v: 'votes', l: 'lines' };

export class DescentMap extends Figure {
  private readonly data = document.createElement('canvas');
  private readonly plane = document.createElement('canvas');
  private readonly readout = document.createElement('p');
  private readonly buttons = new Map<Layer, HTMLButtonElement>();
  private readonly on = new Set<Layer>();
  private chosen: number | null = null;
  private room: Room = { side: 0, em: 0 };

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
    return bar;
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
    const { drawn, focus } = drawnTracks(state);
    if (drawn.length === 0) return;
    const side = Math.min(this.plane.parentElement!.clientWidth, LARGEST_SIDE);
    const style = getComputedStyle(this);
    const room: Room = { side, em: Number.parseFloat(style.fontSize) };
    this.room = room;
    const { chosen } = this;
    const canvases = [this.data, this.plane].map((canvas) => prepareCanvas(canvas, side, side));
    for (const context of canvases) context.font = `${room.em * 0.9}px ${style.fontFamily}`;
    paintData(canvases[0]!, this, drawn, { focus, chosen, room });
    const layers = { votes: this.on.has('votes'), lines: this.on.has('lines'), step: !this.isClosed };
    paintPlane(canvases[1]!, this, drawn, { focus, chosen, layers, room });
    this.readout.textContent = this.readoutText(drawn[focus]!.descent);
  }

  private readoutText(descent: Descent): string {
    const words = this.strings.figures.descentMap;
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
    if (layer !== undefined) this.toggle(layer);
    else if (event.key === 'Escape') {
      if (this.chosen === null) this.data.blur();
      else this.choose(null);
    } else if (event.key === 'ArrowRight' && count > 0) this.choose(((this.chosen ?? -1) + 1) % count);
    else if (event.key === 'ArrowLeft' && count > 0) this.choose(((this.chosen ?? 0) - 1 + count) % count);
    else return;
    event.preventDefault();
    event.stopPropagation();
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
