/**
 * `<loud-points>`: the points of a batch with the borders between their classes, each under a disc as large as its pull on the scores and with
 * an arrow, the way in which it would pay less, and beside them who pays how much of the loss. The numbers are those of the step (`loud.ts`).
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { type LoudExample, loudest, loudOf, partOf } from '../../parts/cells/loud.ts';
import { type Drawn, drawnRow } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { networkOf } from '../network.ts';
import { paintPlaneMap, planeScale } from '../paintNet.ts';

const OBSERVES = ['decisionMap', 'plane'] as const;
const LARGEST_SIDE = 420;
const LISTED = 5;
const IN_TABLE = 10;
/** Radius of a disc whose pull is 1. */
const RADIUS = 22;
/** The longest arrow, as a share of the drawing's side; and shorter ones than this are no arrows. */
const [LONGEST, SHORTEST] = [0.22, 3];

const percentOf = (share: number): string => `${numeral(100 * share, 2)} %`;

export class LoudPoints extends Figure {
  private readonly plane = document.createElement('canvas');
  private readonly list = document.createElement('ol');
  private unwatch: () => void = () => {};

  protected build(player: Player): void {
    for (const name of OBSERVES) player.observe(name);
    this.plane.setAttribute('role', 'img');
    this.plane.setAttribute('aria-label', this.words.label);
    this.list.className = 'loud-list';
    this.list.setAttribute('aria-label', this.words.list);
    this.append(this.plane, this.list);
    this.unwatch = whenAnswered(this.dataset['curtain'] ?? '', () => this.invalidate());
  }

  override disconnectedCallback(): void {
    this.unwatch();
    super.disconnectedCallback();
  }

  /** Does a prediction wait for who pays what? */
  private get isCurtained(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  private get words() {
    return this.strings.logits.loud;
  }

  protected override draw({ trace }: PlayerState): void {
    const network = trace && networkOf(trace);
    const all = trace && loudOf(trace);
    if (network === null || all === null) return;
    const columns = getComputedStyle(this).gridTemplateColumns.split(' ').length;
    const side = Math.min(LARGEST_SIDE, columns > 1 ? (this.clientWidth - 32) / 2 : this.clientWidth);
    const context = prepareCanvas(this.plane, side, side);
    paintPlaneMap(this, context, { map: null, network, side, drawn: [], cursor: null });
    const at = planeScale(network, side);
    const [first] = loudest(all, 1);
    const longest = Math.max(...all.map(({ way }) => (way === null ? 0 : Math.hypot(...way))));
    for (const example of all) {
      const point = network.points[example.item];
      if (point === undefined || example.pull < 0.01) continue;
      const [x, y] = [at.x(point.x), at.y(point.y)];
      context.beginPath();
      // Areas are compared, not radii.
      context.arc(x, y, RADIUS * Math.sqrt(example.pull), 0, 2 * Math.PI);
      context.globalAlpha = 0.3;
      context.fillStyle = ink(this, '--role-loss');
      context.fill();
      context.globalAlpha = 1;
      if (example.way !== null && longest > 0) {
        const scale = (LONGEST * side) / longest;
        paintArrow(context, [x, y], [example.way[0] * scale, -example.way[1] * scale], ink(this, '--ink'));
      }
      if (example !== first) continue;
      context.strokeStyle = ink(this, '--role-loss');
      context.lineWidth = 2.5;
      context.stroke();
    }
    this.fillList(all);
  }

  private fillList(all: readonly LoudExample[]): void {
    this.list.replaceChildren(
      ...loudest(all, LISTED).map((example) => {
        const [entry, name, said, bar] = ['li', 'span', 'span', 'i'].map((tag) => document.createElement(tag));
        const part = partOf(all, example, 'price');
        name!.textContent = fill(this.words.number, { id: example.id });
        said!.textContent = fill(this.words.pays, { percent: this.isCurtained ? '?' : percentOf(part) });
        bar!.style.setProperty('--share', String(this.isCurtained ? 0 : part));
        entry!.append(name!, said!, bar!);
        return entry!;
      }),
    );
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const [network, all] = [trace && networkOf(trace), trace && loudOf(trace)];
    if (network === null || all === null) return [];
    return all.flatMap(({ item, label, pulls }) => {
      const { x, y } = network.points[item]!;
      return [
        ...drawnRow('batch inputs', [x, y], [item]),
        { id: `batch targets[${item}]`, value: label },
        // A pull is the gradient times m.
        ...drawnRow(
          'crossEntropy gradInput0',
          pulls.map((pull) => pull / all.length),
          [item],
        ),
      ];
    });
  }

  protected override table({ trace }: PlayerState): HTMLTableElement | null {
    const all = trace && loudOf(trace);
    if (all === null || this.isCurtained) return null;
    return numberTable(
      this.words.tableCaption,
      this.words.columns,
      loudest(all, IN_TABLE).map((example) => [
        String(example.id),
        String(example.label),
        numeral(example.share, 3),
        numeral(example.price, 3),
        percentOf(partOf(all, example, 'price')),
        numeral(example.pull, 3),
        example.way === null ? '–' : example.way.map((value) => numeral(value, 3)).join(', '),
      ]),
    );
  }

  protected override sentence({ trace }: PlayerState): string {
    const all = trace && loudOf(trace);
    const [first] = all === null ? [] : loudest(all, 1);
    if (all === null || first === undefined) return this.words.none;
    if (this.isCurtained) return fill(this.words.first, { count: all.length, id: first.id });
    return fill(this.words.sentence, {
      count: all.length,
      id: first.id,
      percent: percentOf(partOf(all, first, 'price')),
      share: percentOf(1 / all.length),
    });
  }
}

/** From a point, so many pixels. */
function paintArrow(
  context: CanvasRenderingContext2D,
  [x, y]: readonly [number, number],
  [dx, dy]: readonly [number, number],
  color: string,
): void {
  const length = Math.hypot(dx, dy);
  if (length < SHORTEST) return;
  const [head, turn] = [Math.min(8, length / 2), Math.atan2(dy, dx)];
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + dx, y + dy);
  for (const side of [-0.5, 0.5]) {
    context.moveTo(x + dx, y + dy);
    context.lineTo(x + dx - head * Math.cos(turn + side), y + dy - head * Math.sin(turn + side));
  }
  context.stroke();
}

customElements.define('loud-points', LoudPoints);
