/**
 * `<graph-view>`: the ops of the shown step and what goes between them. Forwards every edge says the shape that goes along it; backwards
 * the length of the gradient that comes back. A fold opens where it stands. With `data-views` ops that only lay out numbers are shown from the
 * start, and every op says how many numbers it writes, once the prediction `data-curtain` is answered. The node stood at is the op that all
 * figures look at. Nodes are buttons, so that a finger, a keyboard and a screen reader hold the same graph; only the edges are drawn.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Phase, Player, PlayerState } from '../../../player/Player.ts';
import type { StepTrace } from '../../../player/protocol.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { nameParts } from '../../parts/cells/folds.ts';
import { inPhase, opsOf, phases } from '../../parts/cells/walk.ts';
import type { Drawn } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { numeral } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { BETWEEN, GAP, WIDE_NODE } from './firstHeight.ts';
import {
  arriving,
  type Graph,
  type GraphNode,
  graphOf,
  leadsOf,
  lengthOf,
  openAtFirst,
  shapeAlong,
  writtenBy,
} from './graph.ts';
import { type GraphLayout, layOut, type Placed } from './graphLayout.ts';

/** Narrower than this the graph runs from top to bottom. */
const NARROW = 640;
const TALL_NODE = { width: 104, height: 58 };
/** Nodes grow with the letters: on a slide, and for whoever enlarges text. */
function nodeSize(isTall: boolean): typeof WIDE_NODE {
  const { width, height } = isTall ? TALL_NODE : WIDE_NODE;
  const larger = Math.max(1, Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16);
  return { width: Math.round(width * (0.5 + larger / 2)), height: Math.round(height * larger) };
}
/** The stage's own margins. */
const MARGIN = 16;
const SVG = 'http://www.w3.org/2000/svg';
/** More labels than this would cover each other: then only the edges of the node stood at speak. */
const MOST_LABELS = 40;

export class GraphView extends Figure {
  private open: Set<string> | null = null;
  private withViews = false;
  private graph: Graph = { nodes: [], edges: [] };
  private layout: GraphLayout | null = null;
  /** What the nodes were made for: they stay while only numbers change. */
  private madeFor = '';
  private shownAt = '';
  private readonly stage = document.createElement('div');
  private readonly edges = document.createElementNS(SVG, 'svg');
  private readonly nodes = document.createElement('div');
  private readonly folds = document.createElement('div');
  private readonly phaseButtons = new Map<Phase, HTMLButtonElement>();
  private readonly views = button('');

  protected build(player: Player): void {
    const words = this.strings.graph;
    this.withViews = this.dataset['views'] !== undefined;
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
    this.stage.className = 'graph-stage';
    this.stage.tabIndex = 0; // a graph wider than its place is scrolled by keyboard, too, also while no node may be chosen
    this.nodes.className = 'graph-nodes';
    this.stage.setAttribute('role', 'group');
    this.stage.setAttribute('aria-label', words.label);
    this.edges.setAttribute('aria-hidden', 'true');
    this.stage.append(this.edges, this.nodes);
    this.folds.className = 'graph-folds';
    this.append(this.controls(player), this.folds, this.stage);
    this.nodes.addEventListener('keydown', (event) => this.key(event, player));
  }

  private controls(player: Player): HTMLElement {
    const words = this.strings.graph;
    const bar = document.createElement('div');
    bar.className = 'figure-controls';
    const group = document.createElement('div');
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', this.strings.figures.backwardStepper.phase);
    for (const phase of phases) {
      const choose = button(this.strings.figures.backwardStepper.direction[phase]);
      choose.addEventListener('click', () => this.turn(player, phase));
      this.phaseButtons.set(phase, choose);
      group.append(choose);
    }
    this.views.addEventListener('click', () => {
      this.withViews = !this.withViews;
      this.invalidate();
    });
    this.views.title = words.viewsAbout;
    bar.append(group, this.views);
    return bar;
  }

  /** Where layout ops are the subject, and it is no longer asked which of them copies. */
  private get saysWhatIsWritten(): boolean {
    const { views, curtain } = this.dataset;
    return views !== undefined && (curtain === undefined || answerTo(curtain) !== null);
  }

  private turn(player: Player, phase: Phase): void {
    const { trace, op } = player.state;
    if (trace !== null) player.standAt(inPhase(trace, phase, op).op, phase);
  }

  protected override draw(state: PlayerState): void {
    const { trace } = state;
    if (trace === null) return;
    this.open ??= openAtFirst(trace);
    this.graph = graphOf(trace, this.open, this.withViews);
    // Paper does not scroll.
    const isTall = this.clientWidth < NARROW || matchMedia('print').matches;
    const key = `${this.saysWhatIsWritten}|${isTall}|${nodeSize(isTall).height}|${Math.round(this.clientWidth / 20)}|${this.graph.nodes.map(({ path }) => path).join(' ')}`;
    if (key !== this.madeFor) this.make(trace, key, isTall);
    this.drawControls(state, trace);
    this.drawNodes(state, trace);
    this.drawEdges(state, trace, isTall);
  }

  /** Nodes and their places. Whoever stood at a node with the keyboard goes on standing there. */
  private make(trace: StepTrace, key: string, isTall: boolean): void {
    this.madeFor = key;
    const box = nodeSize(isTall);
    const size = { along: isTall ? box.height : box.width, across: isTall ? box.width : box.height };
    const roomy = layOut(this.graph, { node: size, rankGap: isTall ? GAP.tall : GAP.wide, gap: BETWEEN });
    const isTight = !isTall && roomy.length > this.clientWidth - MARGIN;
    const layout = isTight ? layOut(this.graph, { node: size, rankGap: GAP.narrow, gap: BETWEEN }) : roomy;
    this.layout = layout;
    const [width, height] = isTall ? [layout.breadth, layout.length] : [layout.length, layout.breadth];
    Object.assign(this.nodes.style, { width: `${width}px`, height: `${height}px` });
    this.edges.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.edges.setAttribute('width', String(width));
    this.edges.setAttribute('height', String(height));
    const hadFocus = this.nodes.contains(document.activeElement);
    this.nodes.replaceChildren(...this.graph.nodes.map((node) => this.node(trace, node, isTall)));
    this.shownAt = hadFocus ? 'focus' : '';
    this.makeFolds();
  }

  private node(trace: StepTrace, node: GraphNode, isTall: boolean): HTMLElement {
    const words = this.strings.graph;
    const at = xy(this.layout!.nodes.get(node.path)!, isTall);
    const box = document.createElement('div');
    const { width, height } = nodeSize(isTall);
    box.className = 'graph-node';
    box.dataset['path'] = node.path;
    Object.assign(box.style, {
      left: `${at.x - width / 2}px`,
      top: `${at.y - height / 2}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
    const { lead, name } = nameParts(node.path);
    const stand = button('');
    stand.className = 'graph-stand';
    stand.tabIndex = -1;
    stand.title = node.path;
    const text = document.createElement('b');
    text.textContent = name;
    const note = document.createElement('span');
    const count = node.ops.length;
    const written = this.saysWhatIsWritten && count === 1 ? writtenBy(trace, node.ops[0]!) : null;
    box.classList.toggle('is-layout', written?.kind === 'nothing');
    const kind = count === 0 ? words.batch : count === 1 ? node.ops[0]!.name : fill(words.ops, { count });
    note.textContent = written === null ? kind : fill(words.written[written.kind], { count: written.count });
    // What is heard begins with what is read: a voice that says the text finds the button.
    const said = document.createElement('span');
    said.className = 'graph-said visually-hidden';
    if (lead !== '') {
      const small = document.createElement('small');
      small.textContent = lead;
      stand.append(small);
    }
    stand.append(text, ' ', note, said);
    stand.disabled = count === 0;
    stand.addEventListener('click', () => this.stand(node));
    box.append(stand);
    if (count > 1) {
      const unfold = button('+');
      unfold.className = 'graph-unfold';
      unfold.tabIndex = -1;
      unfold.setAttribute('aria-label', fill(words.unfold, { path: node.path, count }));
      unfold.addEventListener('click', () => this.unfold(trace, node));
      box.append(unfold);
    }
    return box;
  }

  /** What is unfolded, each a way to fold it again; of paths that lead to each other the innermost. */
  private makeFolds(): void {
    const words = this.strings.graph;
    const leads = new Set(this.graph.nodes.flatMap(({ path }) => leadsOf(path)).filter((path) => this.open!.has(path)));
    this.folds.hidden = leads.size === 0;
    const list = [...leads].map((path) => {
      const fold = button(path);
      fold.classList.add('plain');
      fold.setAttribute('aria-label', fill(words.fold, { path }));
      fold.addEventListener('click', () => this.fold(path));
      return fold;
    });
    const label = document.createElement('span');
    label.textContent = words.open;
    this.folds.replaceChildren(label, ...list);
  }

  private stand({ ops }: GraphNode): void {
    const { player } = this;
    const trace = player?.state.trace;
    if (!player || !trace || ops.length === 0) return;
    const { phase } = player.state;
    const inside = opsOf(trace, phase).find(({ index }) => ops.some((op) => op.index === index));
    player.standAt(inside?.label ?? ops[0]!.label, phase);
  }

  private unfold(trace: StepTrace, { path, ops }: GraphNode): void {
    // Into the first level at which there is more than one way on.
    let inside = path;
    this.open!.add(inside);
    for (;;) {
      const depth = inside.split('.').length + 1;
      const heads = new Set(ops.map(({ label }) => label.split('.').slice(0, depth).join('.')));
      if (heads.size !== 1) break;
      inside = [...heads][0]!;
      this.open!.add(inside);
    }
    this.graph = graphOf(trace, this.open!, this.withViews);
    this.invalidate();
  }

  private fold(path: string): void {
    for (const other of [...this.open!]) if (other === path || other.startsWith(`${path}.`)) this.open!.delete(other);
    this.invalidate();
  }

  private key(event: KeyboardEvent, player: Player): void {
    const { trace } = player.state;
    const here = this.here(player.state);
    if (trace === null || here === undefined || this.layout === null) return;
    const path = here.path;
    // Paper does not scroll.
    const isTall = this.clientWidth < NARROW || matchMedia('print').matches;
    const [on, back] = isTall ? ['ArrowDown', 'ArrowUp'] : ['ArrowRight', 'ArrowLeft'];
    const [next, former] = isTall ? ['ArrowRight', 'ArrowLeft'] : ['ArrowDown', 'ArrowUp'];
    const nodes = this.graph.nodes.filter(({ ops }) => ops.length > 0);
    const go = (node: GraphNode | undefined): void => {
      if (node === undefined) return;
      this.shownAt = 'focus';
      this.stand(node);
      this.invalidate();
    };
    const ranks = this.layout.ranks;
    const sameRank = nodes
      .filter((node) => ranks.get(node.path) === ranks.get(path))
      .sort((a, b) => this.layout!.nodes.get(a.path)!.across - this.layout!.nodes.get(b.path)!.across);
    const acts: Readonly<Record<string, () => void>> = {
      [on]: () => go(nodes[nodes.indexOf(here) + 1]),
      [back]: () => go(nodes[nodes.indexOf(here) - 1]),
      [next]: () => go(sameRank[sameRank.indexOf(here) + 1]),
      [former]: () => go(sameRank[sameRank.indexOf(here) - 1]),
      Home: () => go(nodes[0]),
      End: () => go(nodes.at(-1)),
      Enter: () => (here.ops.length > 1 ? this.unfold(trace, here) : undefined),
      '+': () => (here.ops.length > 1 ? this.unfold(trace, here) : undefined),
      '-': () => {
        const lead = leadsOf(path).findLast((other) => this.open!.has(other));
        if (lead !== undefined) this.fold(lead);
      },
      Escape: () => (document.activeElement as HTMLElement | null)?.blur(),
    };
    const act = acts[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  /** The node that holds the op stood at. */
  private here({ trace, op, phase }: PlayerState): GraphNode | undefined {
    if (trace === null) return undefined;
    const label = inPhase(trace, phase, op).op;
    return this.graph.nodes.find(({ ops }) => ops.some((own) => own.label === label));
  }

  private drawControls({ phase }: PlayerState, trace: StepTrace): void {
    const words = this.strings.graph;
    for (const [own, choose] of this.phaseButtons) choose.setAttribute('aria-pressed', String(own === phase));
    const count = trace.ops.filter(({ isView }) => isView).length;
    this.views.hidden = count === 0;
    this.views.setAttribute('aria-pressed', String(this.withViews));
    this.views.textContent = fill(words.views, { count });
    this.views.className = 'plain';
  }

  private drawNodes(state: PlayerState, trace: StepTrace): void {
    const here = this.here(state);
    const reachable = new Set(opsOf(trace, state.phase).map(({ index }) => index));
    this.graph.nodes.forEach((node, place) => {
      const box = this.nodes.children[place] as HTMLElement;
      const stand = box.querySelector<HTMLButtonElement>('.graph-stand')!;
      const isHere = node === here;
      box.classList.toggle('is-here', isHere);
      box.classList.toggle('is-idle', node.ops.length > 0 && !node.ops.some(({ index }) => reachable.has(index)));
      if (isHere) stand.setAttribute('aria-current', 'step');
      else stand.removeAttribute('aria-current');
      stand.tabIndex = isHere ? 0 : -1;
      const said = stand.querySelector('.graph-said')!;
      const text = this.said(state.phase, trace, node);
      if (said.textContent !== text) said.textContent = text;
      if (isHere && this.shownAt !== node.path) {
        if (this.shownAt === 'focus') stand.focus({ preventScroll: true });
        this.shownAt = node.path;
        this.bringIntoView(box);
      }
    });
  }

  /** Within the figure's own window: the page stays where it is. */
  private bringIntoView({ offsetLeft, offsetTop, offsetWidth, offsetHeight }: HTMLElement): void {
    const { stage } = this;
    stage.scrollLeft = offsetLeft + offsetWidth / 2 - stage.clientWidth / 2;
    stage.scrollTop = offsetTop + offsetHeight / 2 - stage.clientHeight / 2;
  }

  /** What goes through a node, for whoever listens; its name and op are read before. */
  private said(phase: Phase, trace: StepTrace, node: GraphNode): string {
    const words = this.strings.graph;
    if (node.ops.length === 0) return '';
    const out = node.ops.at(-1)!.output;
    const length = arriving(trace, node);
    const shape = shapeAlong(trace, out, words.scalar);
    const gradient = length === null ? words.noGradient : fill(words.gradient, { length: numeral(length) });
    return `, ${phase === 'forward' ? shape : gradient}`;
  }

  private drawEdges(state: PlayerState, trace: StepTrace, isTall: boolean): void {
    const { phase } = state;
    const here = this.here(state)?.path;
    const lengths = this.graph.edges.map(({ gradients }) => lengthOf(trace, gradients.at(-1)));
    const longest = Math.max(0, ...lengths.map((length) => length ?? 0));
    const showsAll = this.graph.edges.length <= MOST_LABELS;
    const parts = this.graph.edges.flatMap((edge, i) => {
      const points = this.layout!.edges[i]!.map((point) => xy(point, isTall));
      const length = lengths[i] ?? null;
      const isNear = edge.from === here || edge.to === here;
      const path = document.createElementNS(SVG, 'path');
      path.setAttribute('d', curve(points, isTall));
      path.dataset['phase'] = phase;
      path.classList.toggle('is-near', isNear);
      path.classList.toggle('is-idle', phase === 'backward' && edge.gradients.length === 0);
      if (phase === 'backward' && length !== null) path.style.strokeWidth = String(widthOf(length, longest));
      const text =
        phase === 'forward'
          ? shapeAlong(trace, edge.tensor, this.strings.graph.scalar)
          : this.lengthText(phase, length);
      if (text === '' || !(showsAll || isNear)) return [path];
      const label = document.createElementNS(SVG, 'text');
      const [a, b] = [points[0]!, points[1] ?? points[0]!];
      label.setAttribute('x', String((a.x + b.x) / 2 + (isTall ? 6 : 0)));
      label.setAttribute('y', String((a.y + b.y) / 2 + (isTall ? 4 : -6)));
      label.setAttribute('text-anchor', isTall ? 'start' : 'middle');
      label.classList.toggle('is-near', isNear);
      label.textContent = text;
      return [path, label];
    });
    this.edges.replaceChildren(...parts);
  }

  private lengthText(phase: Phase, length: number | null): string {
    return phase === 'backward' && length !== null ? numeral(length, 2) : '';
  }

  protected override table({ trace }: PlayerState): HTMLTableElement | null {
    if (trace === null) return null;
    this.open ??= openAtFirst(trace);
    this.graph = graphOf(trace, this.open, this.withViews);
    const words = this.strings.graph;
    const rows = this.graph.nodes.map((node) => {
      const from = this.graph.edges.filter(({ to }) => to === node.path).map((edge) => edge.from);
      const length = arriving(trace, node);
      const out = node.ops.at(-1)?.output ?? trace[node.path as 'inputs'];
      return [
        node.path,
        [...new Set(node.ops.map(({ name }) => name))].join(', '),
        [...new Set(from)].join(', '),
        shapeAlong(trace, out, words.scalar),
        node.parameters.join(', '),
        length === null ? '' : numeral(length),
      ];
    });
    return numberTable(fill(words.tableCaption, { step: trace.step }), words.columns, rows);
  }

  protected override sentence(state: PlayerState): string {
    const { trace, phase } = state;
    const words = this.strings.graph;
    const here = this.here(state);
    if (trace === null || here === undefined) return '';
    const values = { step: trace.step, count: trace.ops.length, nodes: this.graph.nodes.length, path: here.path };
    return fill(words.sentence[phase], values);
  }

  /** The lengths on its edges; shapes are no numbers of the step. */
  override drawn({ trace, phase }: PlayerState): readonly Drawn[] {
    if (trace === null || phase !== 'backward') return [];
    return this.graph.edges.flatMap(({ gradients }) => {
      const id = gradients.at(-1);
      const length = lengthOf(trace, id);
      return id === undefined || length === null ? [] : [{ id: `norm #${id}`, value: length }];
    });
  }
}

const xy = ({ along, across }: Placed, isTall: boolean): { readonly x: number; readonly y: number } =>
  isTall ? { x: across, y: along } : { x: along, y: across };

/** Leaves and arrives in the direction of the pass. */
function curve(points: readonly { readonly x: number; readonly y: number }[], isTall: boolean): string {
  const [first, ...rest] = points;
  let text = `M${first!.x} ${first!.y}`;
  let before = first!;
  for (const point of rest) {
    const [mx, my] = [(before.x + point.x) / 2, (before.y + point.y) / 2];
    text += isTall
      ? `C${before.x} ${my} ${point.x} ${my} ${point.x} ${point.y}`
      : `C${mx} ${before.y} ${mx} ${point.y} ${point.x} ${point.y}`;
    before = point;
  }
  return text;
}

/** Each factor of ten is a step thinner: gradients of one graph lie orders of magnitude apart. */
const widthOf = (length: number, longest: number): number =>
  length === 0 || longest === 0 ? 0.75 : Math.max(0.75, 5 + 1.1 * Math.log10(length / longest));

function button(text: string): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = text;
  return element;
}

customElements.define('graph-view', GraphView);
