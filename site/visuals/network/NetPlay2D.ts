/**
 * `<net-play>`: a network that reads points of the plane. Every neuron is a small picture of what it makes of the plane, edges are weights,
 * their gradients or their updates, and the large map is the border with the points of the batch, or the neuron that is chosen. One tab
 * stop; arrows go from neuron to neuron.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { StepTrace } from '../../player/protocol.ts';
import { Figure } from '../Figure.ts';
import { numeral, prepareCanvas } from '../ink.ts';
import { numberTable } from '../numberTable.ts';
import { type NetLayout, netLayout, neuronAt } from './netLayout.ts';
import {
  edgesInto,
  isReadRight,
  type Network,
  type NeuronPlace,
  networkOf,
  type Quantity,
  quantities,
} from './network.ts';
import { edgeScale, outputSign, paintNet, paintPlaneMap } from './paintNet.ts';

const OBSERVES = ['decisionMap', 'neuronMaps', 'plane'] as const;
/** Which of an op's tensors holds an edge's number; the update is read beside the weight. */
const tensors = {
  weight: { kind: 'input', place: 1 },
  gradient: { kind: 'gradInput', place: 1 },
  update: { kind: 'input', place: 1 },
} as const;
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
    this.plane.setAttribute('aria-hidden', 'true');
    this.readout.className = 'net-readout';
    this.readout.setAttribute('aria-live', 'polite');
    this.planeTitle.className = 'net-title';
    const [left, right] = [document.createElement('div'), document.createElement('div')];
    left.className = 'net-neurons';
    right.className = 'net-plane';
    left.append(this.net);
    right.append(this.planeTitle, this.plane, this.readout);
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

  protected override draw({ trace }: PlayerState): void {
    const network = trace && networkOf(trace);
    if (trace === null || network === null) return;
    for (const [quantity, button] of this.buttons)
      button.setAttribute('aria-pressed', String(quantity === this.quantity));
    this.drawNet(network);
    this.drawPlane(network);
    this.readout.textContent = this.readoutText(network);
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
    const words = this.strings.figures.netPlay;
    const side = Math.min(this.plane.parentElement!.clientWidth, LARGEST_SIDE);
    const context = prepareCanvas(this.plane, side, side);
    const { chosen } = this;
    const isHidden = chosen !== null && chosen.column > 0 && chosen.column < network.layers.length;
    const map = isHidden ? network.neuronMap(chosen.column - 1, chosen.neuron) : network.decision;
    const of = isHidden ? (value: number): number => value : outputSign(1);
    const { points, extent } = network;
    paintPlaneMap(this, context, { map, of, points, extent, side });
    const title = isHidden ? fill(words.neuronTitle, { name: this.nameOf(network, chosen) }) : words.planeTitle;
    this.planeTitle.textContent = map === null ? words.notKept : title;
  }

  private nameOf({ layers }: Network, { column, neuron }: NeuronPlace): string {
    const words = this.strings.figures.netPlay;
    if (column === 0) return words.inputNames[neuron] ?? String(neuron);
    if (column === layers.length) return fill(words.output, { class: neuron });
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
    if (place !== null && layer !== undefined)
      this.player?.select({ op: layer.op, tensor: tensors[this.quantity], index: [place.neuron, 0] });
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
  protected override table({ trace }: PlayerState): HTMLTableElement | null {
    const words = this.strings.figures.netPlay;
    const network = trace && networkOf(trace);
    if (trace === null || network === null) return null;
    const place = this.chosen ?? { column: network.layers.length, neuron: 1 };
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
