/**
 * `<gan-arena>`: two players in the plane. The ground is what the discriminator says of each place; rings are real points, dots are
 * generated ones, and the arrow at a dot is the recorded gradient turned round: the way the generator's loss pulls it. Beside it, how many
 * points each cloud gets, and the losses of the step's passes. Arrow keys move from point to point.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { StepTrace } from '../../player/protocol.ts';
import { type Drawn, drawnRow } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { ink, letters, numeral, prepareCanvas } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { percent } from '../parts/percent.ts';
import { type Arena, arenaOf } from './arena.ts';
import { arrow, dot, paintFrame, paintGround, placeOf, planeOf, ring } from './paintPlane.ts';

/** The longest arrow, in the plane's units. */
const LONGEST_ARROW = 0.35;
const LARGEST_SIDE = 560;
const OBSERVES = ['discriminatorMap', 'coverage', 'clouds'] as const;

export class GanArena extends Figure {
  private readonly canvas = document.createElement('canvas');
  private readonly clouds = document.createElement('ol');
  private readonly passes = document.createElement('dl');
  private readonly note = document.createElement('p');
  private readonly readout = document.createElement('p');
  private chosen: number | null = null;

  protected build(player: Player): void {
    const words = this.strings.figures.ganArena;
    for (const name of OBSERVES) player.observe(name);
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute('role', 'application');
    this.canvas.setAttribute('aria-label', words.label);
    this.canvas.addEventListener('keydown', (event) => this.key(event));
    this.canvas.addEventListener('click', (event) => this.chooseAt(event));
    this.readout.className = 'arena-readout';
    this.readout.setAttribute('aria-live', 'polite');
    this.note.className = 'arena-note';
    this.clouds.className = 'arena-clouds';
    this.passes.className = 'arena-passes';
    const plane = document.createElement('div');
    plane.className = 'arena-plane';
    plane.append(this.canvas, this.readout);
    const side = document.createElement('div');
    side.className = 'arena-side';
    const heading = document.createElement('p');
    heading.className = 'arena-heading';
    heading.textContent = words.coverage;
    side.append(this.passes, heading, this.clouds, this.note);
    this.append(plane, side);
  }

  protected override draw({ trace }: PlayerState): void {
    const arena = trace && arenaOf(trace);
    if (trace === null || arena === null) return;
    this.drawPlane(arena);
    this.drawClouds(arena);
    this.drawPasses(trace);
    const words = this.strings.figures.ganArena;
    this.note.textContent = fill(words.note, { pull: numeral(arena.pull, 3) });
    this.readout.textContent = this.chosenText(arena);
  }

  private drawPlane(arena: Arena): void {
    const side = Math.min(this.canvas.parentElement!.clientWidth, LARGEST_SIDE);
    const context = prepareCanvas(this.canvas, side, side);
    const plane = planeOf(side);
    const { x, y } = plane;
    if (arena.map !== null) paintGround(context, arena.map, plane, this);
    paintFrame(context, plane, this);
    context.lineWidth = 1.5;
    context.strokeStyle = ink(this, '--ink-faint');
    for (const [px, py] of arena.real) ring(context, x(px), y(py), 3.5);
    for (const [place, point] of arena.generated.entries()) {
      const isChosen = place === this.chosen;
      context.strokeStyle = ink(this, isChosen ? '--accent' : '--ink');
      context.fillStyle = context.strokeStyle;
      context.lineWidth = isChosen ? 2.5 : 1.25;
      const scale = arena.pull > 0 ? LONGEST_ARROW / arena.pull : 0;
      const [gx, gy] = point.gradient;
      arrow(context, x(point.x), y(point.y), x(point.x - gx * scale), y(point.y - gy * scale));
      dot(context, x(point.x), y(point.y), isChosen ? 5 : 3);
    }
    this.numberClouds(context, arena, x, y);
  }

  private numberClouds(
    context: CanvasRenderingContext2D,
    { clouds }: Arena,
    x: (value: number) => number,
    y: (value: number) => number,
  ): void {
    context.fillStyle = ink(this, '--ink-soft');
    context.font = `600 ${letters(14)}px ${ink(this, '--font-ui')}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    for (const [at, [cx, cy]] of clouds.entries()) context.fillText(String(at + 1), x(cx * 1.28), y(cy * 1.28));
  }

  private drawClouds({ coverage, generated }: Arena): void {
    const words = this.strings.figures.ganArena;
    while (this.clouds.children.length > coverage.length) this.clouds.lastElementChild!.remove();
    while (this.clouds.children.length < coverage.length) {
      const row = document.createElement('li');
      row.append(document.createElement('b'), document.createElement('i'), document.createElement('span'));
      this.clouds.append(row);
    }
    for (const [at, share] of coverage.entries()) {
      const [name, bar, text] = [...this.clouds.children[at]!.children] as HTMLElement[];
      name!.textContent = String(at + 1);
      bar!.style.setProperty('--share', String(Math.min(1, share * coverage.length)));
      text!.textContent = percent(share);
    }
    if (coverage.length === 0 && generated.length > 0) this.clouds.textContent = words.notKept;
  }

  private drawPasses(trace: StepTrace): void {
    const words: Readonly<Record<string, string>> = this.strings.figures.ganArena.passes;
    const entries = trace.passes.flatMap(({ name, loss }) => {
      const term = document.createElement('dt');
      term.textContent = words[name] ?? name;
      const value = document.createElement('dd');
      value.textContent = numeral(loss);
      return [term, value];
    });
    this.passes.replaceChildren(...entries);
  }

  private chosenText(arena: Arena): string {
    const words = this.strings.figures.ganArena;
    const point = this.chosen === null ? undefined : arena.generated[this.chosen];
    if (point === undefined) return words.choose;
    return fill(words.point, {
      place: this.chosen! + 1,
      x: numeral(point.x, 3),
      y: numeral(point.y, 3),
      logit: numeral(point.logit),
      gx: numeral(point.gradient[0]),
      gy: numeral(point.gradient[1]),
    });
  }

  private key(event: KeyboardEvent): void {
    const trace = this.player?.state.trace;
    const count = (trace && arenaOf(trace)?.generated.length) ?? 0;
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') this.choose(null);
    else if (by !== undefined && count > 0) this.choose(((this.chosen ?? (by > 0 ? -1 : 0)) + by + count) % count);
    else return;
    event.preventDefault();
  }

  private chooseAt(event: MouseEvent): void {
    const trace = this.player?.state.trace;
    const arena = trace && arenaOf(trace);
    if (!arena) return;
    const [x, y] = placeOf(event, this.canvas);
    const distances = arena.generated.map((point) => Math.hypot(point.x - x, point.y - y));
    this.choose(distances.indexOf(Math.min(...distances)));
  }

  /** A point is a row of the generator's output: every figure goes there. */
  private choose(place: number | null): void {
    this.chosen = place;
    const made = this.player?.state.trace?.ops.find(({ label }) => label === 'generator.linear3');
    if (place !== null && made !== undefined)
      this.player?.select({ op: made.label, tensor: { kind: 'gradOutput' }, index: [place, 0] });
    this.invalidate();
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const arena = trace && arenaOf(trace);
    if (arena === null) return [];
    return [
      ...arena.real.flatMap((point, i) => drawnRow('batch inputs', point, [i])),
      ...arena.generated.flatMap(({ x, y, logit, gradient }, i) => [
        ...drawnRow('generator.linear3 output', [x, y], [i]),
        ...drawnRow('generator.linear3 gradOutput', gradient, [i]),
        { id: `generator.discriminator.linear3 output[${i},0]`, value: logit },
      ]),
      ...drawnRow('observed coverage', arena.coverage),
      ...arena.clouds.flatMap((cloud, i) => drawnRow('observed clouds', cloud, [i])),
    ];
  }

  protected override table({ trace }: PlayerState): HTMLTableElement | null {
    const words = this.strings.figures.ganArena;
    const arena = trace && arenaOf(trace);
    if (trace === null || arena === null) return null;
    const points = arena.generated.map(({ x, y, logit, gradient: [gx, gy] }, at) => [
      String(at + 1),
      ...[x, y, logit, gx, gy].map((value) => numeral(value)),
    ]);
    return numberTable(fill(words.tableCaption, { step: trace.step }), words.columns, points);
  }

  protected override sentence({ trace }: PlayerState): string {
    const words = this.strings.figures.ganArena;
    const arena = trace && arenaOf(trace);
    if (trace === null || arena === null) return '';
    const base = fill(words.sentence, { step: trace.step, count: arena.generated.length });
    if (arena.coverage.length === 0) return base;
    return `${base} ${fill(words.served, { served: arena.served, clouds: arena.coverage.length })}`;
  }
}

customElements.define('gan-arena', GanArena);
