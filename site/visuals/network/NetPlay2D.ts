/**
 * `<net-play>`: a network that reads points of the plane. Every neuron is a small picture of what it makes of the plane, edges are weights,
 * their gradients or their updates, and the large map is the border with the points of the batch, or the neuron that is chosen. One tab
 * stop; arrows go from neuron to neuron. Where the run learns from drawn points, the plane takes them, by pointer or by keys.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { StepTrace } from '../../player/protocol.ts';
import { optionsNow } from '../../player/TrackSpec.ts';
import type { Drawn } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { numeral, prepareCanvas } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { DRAWING_RUNS, type DrawnPoint, drawnFrom, drawnText, MOST_DRAWN } from './drawnPoints.ts';
import { type NetLayout, netLayout, neuronAt } from './netLayout.ts';
import {
  edgesInto,
  isReadRight,
  type Network,
  type NeuronPlace,
  networkOf,
  type PlaneMap,
  type Quantity,
  quantities,
} from './network.ts';
import { classOf, edgeScale, paintNet, paintPlaneMap, planeScale } from './paintNet.ts';

const OBSERVES = ['decisionMap', 'answerMap', 'answers', 'neuronMaps', 'plane', 'strongest'] as const;
/** How far a key moves the cross, of the plane's half width. */
const KEY_STEP = 0.05;
const LARGEST_SIDE = 520;
/** Edges that are read out. */
const READ = 3;
const ARROWS: Readonly<Record<string, readonly [column: number, neuron: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export class NetPlay2D extends Figure {
  private readonly net = document.createElement('canvas');
  private readonly plane = document.createElement('canvas');
  private readonly readout = document.createElement('p');
  private readonly planeTitle = document.createElement('p');
  private readonly buttons = new Map<Quantity, HTMLButtonElement>();
  private quantity: Quantity = 'weight';
  private chosen: NeuronPlace | null = null;
  private layout: NetLayout | null = null;
  private readonly pen = document.createElement('div');
  private readonly pens = new Map<0 | 1, HTMLButtonElement>();
  private readonly learn = document.createElement('button');
  private readonly told = document.createElement('p');
  /** Which class the pen draws; null: it rests. */
  private drawing: 0 | 1 | null = null;
  private own: readonly DrawnPoint[] = [];
  private cursor: readonly [number, number] = [0, 0];
  /** The drawn points that the track in focus learns from: drawn over when they change. */
  private learned = '';
  private side = 0;

  protected build(player: Player): void {
    for (const name of OBSERVES) player.observe(name);
    this.net.tabIndex = 0;
    this.net.setAttribute('role', 'application');
    this.net.setAttribute('aria-label', this.strings.figures.netPlay.label);
    this.net.addEventListener('keydown', (event) => this.key(event));
    this.net.addEventListener('click', (event) => {
      const box = this.net.getBoundingClientRect();
      const place = this.layout && neuronAt(this.layout, event.clientX - box.x, event.clientY - box.y);
      this.choose(place);
    });
    this.plane.addEventListener('click', (event) => {
      const [box, network] = [this.plane.getBoundingClientRect(), this.network()];
      if (this.drawing === null || network === null) return;
      this.add(planeScale(network, this.side).back(event.clientX - box.x, event.clientY - box.y));
    });
    this.plane.addEventListener('keydown', (event) => this.drawKey(event));
    this.readout.className = 'net-readout';
    this.readout.setAttribute('aria-live', 'polite');
    this.planeTitle.className = 'net-title';
    const [left, right] = [document.createElement('div'), document.createElement('div')];
    left.className = 'net-neurons';
    right.className = 'net-plane';
    left.append(this.net);
    this.buildPen(player);
    right.append(this.planeTitle, this.plane, this.pen, this.readout);
    this.append(this.modes(), left, right);
  }

  private modes(): HTMLElement {
    const words = this.strings.figures.netPlay;
    const bar = document.createElement('div');
    bar.className = 'figure-controls';
    bar.setAttribute('role', 'group');
    bar.setAttribute('aria-label', words.show);
    for (const quantity of quantities) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'plain';
      button.textContent = words.shows[quantity];
      button.addEventListener('click', () => {
        this.quantity = quantity;
        this.invalidate();
      });
      this.buttons.set(quantity, button);
      bar.append(button);
    }
    return bar;
  }

  private buildPen(player: Player): void {
    const words = this.strings.figures.netPlay.pen;
    this.pen.className = 'net-pen';
    // Until it is drawn, no button of a run that learns from no drawn point.
    const { tracks, focus } = player.state;
    this.pen.hidden = !DRAWING_RUNS.includes(tracks[focus]?.spec.run ?? '');
    const bar = document.createElement('div');
    bar.className = 'figure-controls';
    bar.setAttribute('role', 'group');
    bar.setAttribute('aria-label', words.label);
    const button = (text: string, act: () => void, look = 'plain'): HTMLButtonElement => {
      const made = document.createElement('button');
      made.type = 'button';
      made.className = look;
      made.textContent = text;
      made.addEventListener('click', act);
      return made;
    };
    for (const label of [0, 1] as const)
      this.pens.set(
        label,
        button(words.draws[label]!, () => this.takePen(this.drawing === label ? null : label)),
      );
    const clear = button(words.clear, () => this.setDrawn([]));
    this.learn.type = 'button';
    this.learn.className = 'plain';
    this.learn.textContent = fill(words.learn, { count: 0 });
    this.learn.hidden = true;
    this.learn.addEventListener('click', () => void this.learnFromDrawn(player));
    this.told.setAttribute('role', 'status');
    bar.append(...this.pens.values(), this.learn, clear);
    this.pen.append(bar, this.told);
  }

  private takePen(label: 0 | 1 | null): void {
    this.drawing = label;
    this.invalidate();
  }

  private setDrawn(points: readonly DrawnPoint[]): void {
    this.own = points;
    this.invalidate();
  }

  private add([x, y]: readonly [number, number]): void {
    if (this.drawing === null) return;
    const words = this.strings.figures.netPlay.pen;
    if (this.own.length >= MOST_DRAWN) this.told.textContent = fill(words.full, { most: MOST_DRAWN });
    // As they will be written, so that what is shown is what is learned from.
    else this.setDrawn(drawnFrom(drawnText([...this.own, { x, y, label: this.drawing }])));
  }

  /** From the start, with the drawn points among the examples. */
  private async learnFromDrawn(player: Player): Promise<void> {
    const words = this.strings.figures.netPlay.pen;
    const { tracks, focus } = player.state;
    const { spec } = tracks[focus]!;
    const { drawn: _, ...options } = optionsNow(spec);
    const text = drawnText(this.own);
    const own = { ...spec, options: text === '' ? options : { ...options, drawn: text }, forks: [] };
    this.told.textContent = '';
    try {
      await player.setTracks(
        tracks.map((track, i) => (i === focus ? own : track.spec)),
        0,
      );
      this.takePen(null);
      this.told.textContent = words.ready;
    } catch (error) {
      this.told.textContent = (error as Error).message;
    }
  }

  private drawKey(event: KeyboardEvent): void {
    const network = this.network();
    if (this.drawing === null || network === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = ARROWS[event.key];
    const by = KEY_STEP * network.extent;
    const [x, y] = this.cursor;
    const within = (value: number, middle: number): number =>
      Math.min(Math.max(middle - network.extent, value), middle + network.extent);
    if (event.key === 'Escape') this.takePen(null);
    else if (event.key === 'Enter' || event.key === ' ') this.add(this.cursor);
    else if (step !== undefined) {
      const [mx, my] = network.middle;
      this.cursor = [within(x + step[0] * by, mx), within(y - step[1] * by, my)];
      this.invalidate();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  protected override draw({ trace, tracks, focus }: PlayerState): void {
    const network = trace && networkOf(trace);
    if (trace === null || network === null) return;
    for (const [quantity, button] of this.buttons)
      button.setAttribute('aria-pressed', String(quantity === this.quantity));
    const learned = optionsNow(tracks[focus]!.spec)['drawn'] ?? '';
    if (learned !== this.learned) {
      this.learned = learned;
      this.own = drawnFrom(learned);
    }
    this.drawPen(trace.run);
    this.drawNet(network);
    this.drawPlane(network);
    this.readout.textContent = this.readoutText(network);
  }

  private drawPen(run: string): void {
    const words = this.strings.figures.netPlay;
    this.pen.hidden = !DRAWING_RUNS.includes(run);
    for (const [label, button] of this.pens) button.setAttribute('aria-pressed', String(this.drawing === label));
    this.learn.textContent = fill(words.pen.learn, { count: this.own.length });
    this.learn.hidden = drawnText(this.own) === this.learned;
    const isDrawing = this.drawing !== null;
    this.plane.classList.toggle('is-drawing', isDrawing);
    if (!isDrawing) {
      this.plane.removeAttribute('tabindex');
      this.plane.setAttribute('role', 'img');
      this.plane.setAttribute('aria-label', words.planeLabel);
      return;
    }
    this.plane.tabIndex = 0;
    this.plane.setAttribute('role', 'application');
    this.plane.setAttribute('aria-label', words.pen.plane);
  }

  private drawNet(network: Network): void {
    const words = this.strings.figures.netPlay;
    const counts = [network.layers[0]!.inputs, ...network.layers.map(({ outputs }) => outputs)];
    this.layout = netLayout(this.net.parentElement!.clientWidth, counts);
    const { layout, quantity, chosen } = this;
    const context = prepareCanvas(this.net, layout.width, layout.height);
    const names = counts.map((_, column) => {
      if (column === 0) return words.inputs;
      return column === counts.length - 1 ? words.outputs : fill(words.hidden, { layer: column });
    });
    const scale = edgeScale(network, quantity);
    paintNet(this, context, { network, layout, quantity, chosen, scale, names });
  }

  private drawPlane(network: Network): void {
    const side = Math.min(this.plane.parentElement!.clientWidth, LARGEST_SIDE);
    this.side = side;
    const context = prepareCanvas(this.plane, side, side);
    const { chosen, own } = this;
    const { layers, classes } = network;
    const isHidden = chosen !== null && chosen.column > 0 && chosen.column < layers.length;
    const output = chosen !== null && chosen.column === layers.length ? classOf(network, chosen.neuron) : null;
    // Of more than two classes no one map says all: the borders do, until a class is chosen.
    const ofClass = output ?? (classes > 2 ? null : 1);
    const map = isHidden
      ? network.neuronMap(chosen.column - 1, chosen.neuron)
      : ofClass === null
        ? null
        : network.classMap(ofClass);
    const cursor = this.drawing === null ? null : this.cursor;
    paintPlaneMap(this, context, { map, network, side, drawn: own, cursor });
    this.planeTitle.textContent = this.planeText(network, { map, isHidden, ofClass });
  }

  private planeText(
    network: Network,
    {
      map,
      isHidden,
      ofClass,
    }: { readonly map: PlaneMap | null; readonly isHidden: boolean; readonly ofClass: number | null },
  ): string {
    const words = this.strings.figures.netPlay;
    const [across, up] = network.plane.map((input) => this.nameOf(network, { column: 0, neuron: input }));
    const isPlain = network.layers[0]!.inputs === 2;
    const axes = isPlain ? '' : ` ${fill(words.axes, { across: across!, up: up! })}`;
    if (network.classMap(0) === null) return words.notKept;
    if (ofClass === null && !isHidden) return words.bordersTitle;
    if (map === null) return words.notKept;
    if (isHidden)
      return fill(words.neuronTitle, { name: this.nameOf(network, this.chosen!), scale: numeral(map.scale, 3) });
    const other = network.classes > 2 ? words.another : fill(words.output, { class: 1 - ofClass! });
    return fill(words.planeTitle, { own: fill(words.output, { class: ofClass! }), other }) + axes;
  }

  private nameOf(network: Network, { column, neuron }: NeuronPlace): string {
    const words = this.strings.figures.netPlay;
    const { layers } = network;
    const run = this.player?.state.trace?.run ?? '';
    const features: readonly string[] =
      (words.features as Readonly<Record<string, readonly string[]>>)[run] ?? words.inputNames;
    if (column === 0) return features[neuron] ?? fill(words.feature, { place: neuron + 1 });
    if (column === layers.length) return fill(words.output, { class: classOf(network, neuron) });
    return fill(words.neuron, { neuron: neuron + 1, layer: column });
  }

  private readoutText(network: Network): string {
    const words = this.strings.figures.netPlay;
    const { chosen } = this;
    if (chosen === null) return words.choose;
    const name = this.nameOf(network, chosen);
    const edges = edgesInto(network, chosen);
    if (edges.length === 0) return fill(words.readInput, { name });
    const biases = network.layers[chosen.column - 1]!.biases[this.quantity];
    const said = (value: number | null): string => (value === null ? words.notKept : numeral(value));
    const list = edges.slice(0, READ).map(({ from, numbers }) => {
      const source = this.nameOf(network, { column: chosen.column - 1, neuron: from });
      return fill(words.edge, { source, value: said(numbers[this.quantity]) });
    });
    return fill(words.read, {
      name,
      what: words.shows[this.quantity],
      bias: said(biases === null ? null : biases[chosen.neuron]!),
      list: list.join(', '),
    });
  }

  private network(): Network | null {
    const trace: StepTrace | null = this.player?.state.trace ?? null;
    return trace && networkOf(trace);
  }

  /** A neuron is a row of its layer's weights: every figure goes there. */
  private choose(place: NeuronPlace | null): void {
    this.chosen = place;
    const layer = place === null ? undefined : this.network()?.layers[place.column - 1];
    if (place !== null && layer !== undefined) this.player?.select(layer.selects(place.neuron, this.quantity));
    this.invalidate();
  }

  private key(event: KeyboardEvent): void {
    const { layout, chosen } = this;
    const step = ARROWS[event.key];
    if (event.key === 'Escape') {
      if (chosen === null) this.net.blur();
      else this.choose(null);
    } else if (step !== undefined && layout !== null) {
      const { column, neuron } = chosen ?? { column: 0, neuron: 0 };
      const within = (value: number, count: number): number => Math.min(Math.max(0, value), count - 1);
      const to = within(column + step[0], layout.counts.length);
      // Across, the place in the column stays what it was in share: the top goes to the top.
      const [from, of] = [layout.counts[column]!, layout.counts[to]!];
      const kept = to === column ? neuron + step[1] : Math.round((neuron * (of - 1)) / Math.max(1, from - 1));
      this.choose({ column: to, neuron: within(kept, of) });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** What comes into the chosen neuron; of none chosen, into the output for class 1. */
  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const network = trace && networkOf(trace);
    if (network === null) return [];
    const points = network.points.flatMap(({ x, y }, i) =>
      network.plane.map((feature, axis) => ({ id: `batch inputs[${i},${feature}]`, value: axis === 0 ? x : y })),
    );
    const edges = network.layers.flatMap(({ op, inputs, outputs, edges }) => {
      const isTurned = trace?.ops.find(({ label }) => label === op)?.name === 'matmul';
      // A network of single numbers has no table of weights to point at.
      if (edges.weight === null || !/^(linear|a|z|hidden|output)/.test(op)) return [];
      return Array.from({ length: inputs * outputs }, (_, flat) => {
        const [to, from] = [Math.floor(flat / inputs), flat % inputs];
        return { id: `${op} input1[${isTurned ? [from, to] : [to, from]}]`, value: edges.weight![flat]! };
      });
    });
    return [...points, ...edges];
  }

  protected override table({ trace }: PlayerState): HTMLTableElement | null {
    const words = this.strings.figures.netPlay;
    const network = trace && networkOf(trace);
    if (trace === null || network === null) return null;
    const last = network.layers.length;
    const place = this.chosen ?? { column: last, neuron: Math.min(1, network.layers[last - 1]!.outputs - 1) };
    const said = (value: number | null): string => (value === null ? words.notKept : numeral(value));
    const rows = edgesInto(network, place).map(({ from, numbers }) => [
      this.nameOf(network, { column: place.column - 1, neuron: from }),
      ...quantities.map((quantity) => said(numbers[quantity])),
    ]);
    return numberTable(
      fill(words.tableCaption, { step: trace.step, name: this.nameOf(network, place) }),
      words.columns,
      rows,
    );
  }

  protected override sentence({ trace }: PlayerState): string {
    const words = this.strings.figures.netPlay;
    const network = trace && networkOf(trace);
    if (trace === null || network === null) return '';
    const right = network.points.filter((point) => isReadRight(point)).length;
    const isSaid = network.points.some((point) => isReadRight(point) !== null);
    const values = { step: trace.step, right, count: network.points.length };
    const scale = numeral(edgeScale(network, this.quantity), 3);
    return `${fill(isSaid ? words.sentence : words.sentenceUnread, values)} ${fill(words.keys[this.quantity], { scale })}`;
  }
}

customElements.define('net-play', NetPlay2D);
