/**
 * `<number-graph>`: one example of `xor-scalars`, op by op, with the number at every node. The node stood at has a card: how its answer moves with
 * each input, and a slider that moves one. A node may be blank until a prediction is answered (`data-curtain`, `data-blank`: the end of its path).
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { StepTrace } from '../../player/protocol.ts';
import { answerTo, whenAnswered } from '../parts/answers.ts';
import { answerOf, localSlopes } from '../parts/cells/localSlopes.ts';
import type { Drawn } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { numeral } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { type NumberGraph as Graph, type NumberNode, numberGraph } from './graphOfNumbers.ts';
import { short } from './short.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** Pixels: a node is as high, and rows are as far apart. */
const [HIGH, ROW] = [58, 78];
const GAP = 16;
/** Half as broad as it is long: the head of an edge. */
const HEAD = 8;
/** So far a slider moves an input, up and down. */
const REACH = 1;
/** What the question about tanh is asked for. */
const ASKED = 0.9;

export class NumberGraph extends Figure {
  private readonly examples = document.createElement('div');
  private readonly stage = document.createElement('div');
  private readonly edges = document.createElementNS(SVG, 'svg');
  private readonly card = document.createElement('div');
  private item = 0;
  private here = 'unit2.h';
  private graph: Graph | null = null;
  private madeFor = '';
  private cardFor = '';

  /** For a question beside it. */
  get facts(): Readonly<Record<string, number>> {
    return { 'tanh-slope': localSlopes('tanh', [Math.atanh(ASKED)], ASKED)![0]! };
  }

  protected build(player: Player): void {
    const { words } = this;
    this.examples.className = 'number-examples';
    this.examples.setAttribute('role', 'group');
    this.examples.setAttribute('aria-label', words.examples);
    this.stage.className = 'number-stage';
    this.stage.setAttribute('role', 'group');
    this.stage.setAttribute('aria-label', words.stage);
    this.edges.setAttribute('aria-hidden', 'true');
    this.card.className = 'number-card';
    this.append(this.examples, this.stage);
    this.stage.addEventListener('keydown', (event) => this.key(event, player));
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  private get words() {
    return this.strings.figures.numberGraph;
  }

  /** Where all figures stand, if that is an op of an example. */
  private follow({ op }: PlayerState): void {
    const [, item, here] = /^example(\d+)\.(.+)$/.exec(op) ?? [];
    if (item === undefined) return;
    this.item = Number(item);
    this.here = here!;
  }

  protected override draw(state: PlayerState): void {
    const { trace } = state;
    if (trace === null) return;
    this.follow(state);
    this.graph = numberGraph(trace, this.item);
    if (this.graph === null) return;
    const key = `${this.stage.clientWidth}|${this.graph.nodes.map(({ label }) => label).join()}`;
    if (key !== this.madeFor) this.make(trace, this.graph, key);
    this.drawNodes(this.graph);
    this.drawCard(trace, this.graph);
  }

  private make(trace: StepTrace, graph: Graph, key: string): void {
    this.madeFor = key;
    // Only now: before, it would stand where the graph comes, and be pushed down.
    if (!this.card.isConnected) this.stage.after(this.card);
    this.makeExamples(trace);
    const half = this.stage.clientWidth / graph.columns;
    const held = this.stage.contains(document.activeElement);
    const nodes = graph.nodes.map(({ label, column, row, width }) => {
      const node = document.createElement('button');
      node.type = 'button';
      node.className = 'number-node';
      node.dataset['label'] = label;
      node.append(document.createElement('span'), document.createElement('small'), document.createElement('b'));
      Object.assign(node.style, {
        left: `${(column - width / 2) * half + GAP / 2}px`,
        top: `${row * ROW}px`,
        width: `${width * half - GAP}px`,
        height: `${HIGH}px`,
      });
      node.addEventListener('click', () => this.player?.standAt(label));
      return node;
    });
    this.stage.style.height = `${(graph.rows - 1) * ROW + HIGH}px`;
    this.edges.setAttribute('width', String(this.stage.clientWidth));
    this.edges.setAttribute('height', String((graph.rows - 1) * ROW + HIGH));
    this.edges.replaceChildren(...graph.edges.map(({ from, to }) => this.edge(graph, from, to, half)));
    this.stage.replaceChildren(this.edges, ...nodes);
    if (held) this.stage.querySelector<HTMLElement>('.is-here')?.focus({ preventScroll: true });
  }

  /** From the foot of one node to the head of the next, or from side to side in one row. */
  private edge(graph: Graph, from: string, to: string, unit: number): SVGElement {
    const [a, b] = [from, to].map((label) => graph.nodes.find((node) => node.label === label)!) as [
      NumberNode,
      NumberNode,
    ];
    const path = document.createElementNS(SVG, 'path');
    path.dataset['from'] = from;
    path.dataset['to'] = to;
    const side = Math.sign(b.column - a.column);
    const [x1, y1, x2, y2] =
      a.row === b.row
        ? [a.column * unit + (side * (a.width * unit - GAP)) / 2, a.row * ROW + HIGH / 2, b.column * unit - (side * (b.width * unit - GAP)) / 2, b.row * ROW + HIGH / 2]
        : [a.column * unit, a.row * ROW + HIGH, b.column * unit, b.row * ROW]; // biome-ignore format: four numbers, two ways
    const [middle, half] = [(y1 + y2) / 2, HEAD / 2];
    const line =
      a.row === b.row ? `M${x1} ${y1}L${x2} ${y2}` : `M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`;
    const head =
      a.row === b.row
        ? `M${x2 - side * HEAD} ${y2 - half}L${x2} ${y2}L${x2 - side * HEAD} ${y2 + half}`
        : `M${x2 - half} ${y2 - HEAD}L${x2} ${y2}L${x2 + half} ${y2 - HEAD}`;
    path.setAttribute('d', line + head);
    return path;
  }

  private makeExamples(trace: StepTrace): void {
    const [inputs, targets] = [trace.inputs, trace.targets].map((id) => trace.tensors.get(id)?.values ?? []);
    const label = document.createElement('span');
    label.textContent = this.words.example;
    const buttons = trace.batchIds.map((_, item) => {
      const choose = document.createElement('button');
      choose.type = 'button';
      choose.dataset['item'] = String(item);
      choose.textContent = fill(this.words.corner, {
        x1: short(inputs![2 * item] ?? 0, 2),
        x2: short(inputs![2 * item + 1] ?? 0, 2),
        y: short(targets![item] ?? 0, 2),
      });
      choose.addEventListener('click', () => this.player?.standAt(`example${item}.${this.here}`));
      return choose;
    });
    this.examples.replaceChildren(label, ...buttons);
  }

  private isBlank({ label }: NumberNode): boolean {
    const { curtain, blank } = this.dataset;
    if (curtain === undefined || blank === undefined) return false;
    return label === `example0.${blank}` && answerTo(curtain) === null;
  }

  private drawNodes({ nodes }: Graph): void {
    for (const choose of this.examples.querySelectorAll<HTMLElement>('button'))
      choose.setAttribute('aria-pressed', String(choose.dataset['item'] === String(this.item)));
    const label = `example${this.item}.${this.here}`;
    const stood = nodes.find((node) => node.label === label) ?? nodes[0]!;
    for (const node of nodes) {
      const button = this.stage.querySelector<HTMLElement>(`[data-label="${node.label}"]`)!;
      const [formula, numbers, value] = button.children as unknown as [HTMLElement, HTMLElement, HTMLElement];
      formula.textContent = node.formula;
      numbers.textContent = written(node);
      value.textContent = this.isBlank(node) ? '?' : numeral(node.value, 3);
      const isHere = node === stood;
      button.classList.toggle('is-here', isHere);
      button.tabIndex = isHere ? 0 : -1;
      if (isHere) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
    for (const path of this.edges.querySelectorAll<SVGElement>('path'))
      path.classList.toggle('is-near', path.dataset['from'] === stood.label || path.dataset['to'] === stood.label);
  }

  private drawCard(trace: StepTrace, { nodes }: Graph): void {
    const node = nodes.find(({ label }) => label === `example${this.item}.${this.here}`) ?? nodes[0]!;
    const key = `${trace.step}|${node.label}|${this.isBlank(node)}|${node.value}`;
    if (key === this.cardFor) return;
    this.cardFor = key;
    const { words } = this;
    const head = document.createElement('p');
    head.className = 'number-card-head';
    head.textContent = fill(words.card, { formula: node.formula, op: node.op });
    this.card.replaceChildren(head, ...node.inputs.map((_, place) => this.row(node, place)));
  }

  /** One input: its slope, and a slider that moves it. */
  private row(node: NumberNode, place: number): HTMLElement {
    const { words } = this;
    const { symbol, value, slope } = node.inputs[place]!;
    const row = document.createElement('div');
    row.className = 'number-input';
    const said = document.createElement('p');
    said.textContent = fill(words.slope, { out: node.symbol, symbol, slope: numeral(slope, 3) });
    const label = document.createElement('label');
    label.textContent = fill(words.move, { symbol });
    const slider = document.createElement('input');
    slider.type = 'range';
    slider.min = String(-REACH);
    slider.max = String(REACH);
    slider.step = '0.01';
    slider.value = '0';
    label.append(slider);
    const told = document.createElement('p');
    told.className = 'number-told';
    const tell = (): void => {
      const by = Number(slider.value);
      const inputs = node.inputs.map((input, i) => (i === place ? value + by : input.value));
      const moved = answerOf(node.op, inputs);
      const isHidden = this.isBlank(node) || moved === null;
      const from = { symbol, at: numeral(value + by, 3), out: node.symbol };
      told.textContent = isHidden
        ? fill(words.covered, from)
        : fill(by === 0 ? words.still : words.moved, {
            ...from,
            to: numeral(moved, 3),
            answer: numeral(moved - node.value, 2),
            said: numeral(slope * by, 2),
          });
      slider.setAttribute('aria-valuetext', `${symbol} = ${numeral(value + by, 3)}`);
    };
    slider.addEventListener('input', tell);
    tell();
    row.append(said, label, told);
    return row;
  }

  private key(event: KeyboardEvent, player: Player): void {
    if (this.graph === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const labels = this.graph.nodes.map(({ label }) => label);
    const at = labels.indexOf(`example${this.item}.${this.here}`);
    const to = {
      ArrowRight: at + 1,
      ArrowDown: at + 1,
      ArrowLeft: at - 1,
      ArrowUp: at - 1,
      Home: 0,
      End: labels.length - 1,
    }[event.key];
    if (to === undefined || labels[to] === undefined) return; // biome-ignore format: keys in a row
    event.preventDefault();
    player.standAt(labels[to]);
    this.takeFocus(labels[to]);
  }

  /** The focus goes along at once; the numbers follow with the next drawing. */
  private takeFocus(label: string): void {
    const node = this.stage.querySelector<HTMLElement>(`[data-label="${label}"]`);
    if (node === null) return;
    node.tabIndex = 0;
    node.focus({ preventScroll: true });
  }

  override drawn(state: PlayerState): readonly Drawn[] {
    const nodes = state.trace === null ? [] : (numberGraph(state.trace, this.item)?.nodes ?? []);
    return nodes.flatMap((node) => [
      ...(this.isBlank(node) ? [] : [{ id: `${node.label} output[]`, value: node.value }]),
      ...node.inputs.map(({ value }, place) => ({ id: `${node.label} input${place}[]`, value })),
    ]);
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    const { trace } = state;
    if (trace === null) return null;
    this.follow(state);
    const { words } = this;
    const rows = (numberGraph(trace, this.item)?.nodes ?? []).map((node) => [
      node.label,
      node.formula,
      written(node),
      this.isBlank(node) ? '?' : numeral(node.value),
      node.inputs.map(({ symbol, slope }) => `${symbol}: ${numeral(slope, 3)}`).join(', '),
    ]);
    return numberTable(fill(words.tableCaption, { step: trace.step, example: this.item + 1 }), words.columns, rows);
  }

  protected override sentence({ trace }: PlayerState): string {
    if (trace === null) return '';
    return fill(this.words.sentence, {
      step: trace.step,
      count: this.graph?.nodes.length ?? 0,
      example: this.item + 1,
    });
  }
}

/** The numbers that went in, as the formula joins them. */
function written({ op, inputs }: NumberNode): string {
  const numbers = inputs.map(({ value }) => short(value));
  const sign = { mul: ' × ', add: ' + ', sub: ' − ' }[op];
  if (sign === undefined) return numbers.join(', ');
  const isSum = op !== 'mul';
  return numbers
    .map((number, place) => (isSum && place > 0 && number.startsWith('−') ? `(${number})` : number))
    .join(sign);
}

customElements.define('number-graph', NumberGraph);
