/**
 * `<signal-ladder>`: a rung for each layer of a deep network, the first at the foot. To the right how large its answers are, to the left how
 * large the gradient of its weight is, both in powers of ten; up to four tracks over one another. Below, how the answers of the chosen rung
 * are spread, of the track in focus. One tab stop: up and down choose a rung.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import { printTrack } from '../../../player/trackText.ts';
import { lineKinds } from '../../parts/curves/lossLines.ts';
import { type Powers, powersRound, powerText, shareOf } from '../../parts/curves/powers.ts';
import type { Drawn } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { percent } from '../../parts/percent.ts';
import { type Rung, rungsOf } from './rungs.ts';

const RUNG = 34;
const MARK = 5;
const BARS_HEIGHT = 84;
const [LEAST_POWERS, MOST_POWERS] = [3, 14];

interface Ladder {
  readonly place: number;
  readonly name: string;
  readonly step: number;
  readonly rungs: readonly Rung[];
}

export class SignalLadder extends Figure {
  private readonly canvas = document.createElement('canvas');
  private readonly told = document.createElement('p');
  private readonly bars = document.createElement('canvas');
  private readonly spread = document.createElement('p');
  /** From the foot. */
  private chosen = 0;
  private rungs = 0;
  private top = 0;

  protected build(player: Player): void {
    for (const name of ['activationRms', 'answerCounts', 'silentUnits', 'weightGradientNorms']) player.observe(name);
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute('role', 'application');
    this.canvas.setAttribute('aria-label', this.strings.figures.signalLadder.label);
    this.canvas.addEventListener('keydown', (event) => this.key(event));
    this.canvas.addEventListener('click', (event) => {
      const y = event.clientY - this.canvas.getBoundingClientRect().y;
      this.choose(this.rungs - 1 - Math.floor((y - this.top) / RUNG));
    });
    this.told.className = 'ladder-told';
    this.told.setAttribute('aria-live', 'polite');
    this.bars.setAttribute('aria-hidden', 'true');
    this.bars.className = 'ladder-bars';
    this.spread.className = 'ladder-spread';
    this.append(this.canvas, this.told, this.bars, this.spread);
  }

  private choose(rung: number): void {
    this.chosen = Math.max(0, Math.min(this.rungs - 1, rung));
    this.invalidate();
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (event.key === 'Escape') this.canvas.blur();
    else if (by !== undefined) this.choose(this.chosen + by);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  protected override draw(state: PlayerState): void {
    const ladders = laddersIn(state);
    if (ladders.length === 0) return;
    const style = getComputedStyle(this);
    const em = Number.parseFloat(style.fontSize);
    this.rungs = Math.max(...ladders.map(({ rungs }) => rungs.length));
    this.chosen = Math.min(this.chosen, this.rungs - 1);
    this.top = 3.4 * em;
    const width = this.clientWidth;
    const height = this.top + this.rungs * RUNG + 0.6 * em;
    const context = prepareCanvas(this.canvas, width, height);
    context.font = `${0.88 * em}px ${style.fontFamily}`;
    const middle = width / 2;
    const gap = 1.1 * em;
    const reach = middle - gap - 0.9 * em;
    const sizes = (of: (rung: Rung) => number | null): number[] =>
      ladders.flatMap(({ rungs }) => rungs.flatMap((rung) => of(rung) ?? []));
    const sides = [
      { of: (rung: Rung) => rung.gradient, sign: -1, title: this.strings.figures.signalLadder.gradients },
      { of: (rung: Rung) => rung.answers, sign: 1, title: this.strings.figures.signalLadder.answers },
    ] as const;
    const y = (layer: number): number => this.top + (this.rungs - layer + 0.5) * RUNG;
    this.paintRungs(context, { y, middle, width });
    for (const { of, sign, title } of sides) {
      context.fillStyle = ink(this, '--ink-soft');
      context.textBaseline = 'alphabetic';
      context.textAlign = sign < 0 ? 'right' : 'left';
      context.fillText(title, middle + sign * gap, 1.1 * em, middle - gap);
      const powers = powersRound(sizes(of), LEAST_POWERS, MOST_POWERS) ?? { from: -1, to: 0 };
      const x = (size: number): number => middle + sign * (gap + shareOf(size, powers) * reach);
      this.paintPowers(context, powers, { x, em, bottom: height - 0.6 * em });
      for (const { place, rungs } of ladders) {
        const points = rungs.flatMap((rung) => {
          const size = of(rung);
          return size === null || !Number.isFinite(size)
            ? []
            : [{ x: size > 0 ? x(size) : middle + sign * gap, y: y(rung.layer), size }];
        });
        this.paintLadder(context, points, { place, sign });
      }
    }
    this.tell(ladders);
    this.paintBars(ladders[state.focus] ?? ladders[0]!, width, em);
  }

  /** The answers of the chosen layer: where they lie between the smallest and the largest. Roots of counts, so that few are seen beside many. */
  private paintBars({ name, rungs }: Ladder, width: number, em: number): void {
    const words = this.strings.figures.signalLadder;
    const context = prepareCanvas(this.bars, width, BARS_HEIGHT);
    const spread = rungs[this.chosen]?.spread ?? null;
    this.spread.textContent = '';
    if (spread === null) return;
    const { from, to, counts } = spread;
    const most = Math.sqrt(Math.max(...counts));
    const count = counts.reduce((sum, one) => sum + one, 0);
    const base = BARS_HEIGHT - 1.2 * em;
    context.fillStyle = ink(this, lineKinds[0]!.color);
    const step = width / counts.length;
    counts.forEach((one, i) => {
      const height = most === 0 ? 0 : (Math.sqrt(one) / most) * (base - 2);
      context.fillRect(i * step + 1, base - height, Math.max(1, step - 2), height);
    });
    context.strokeStyle = ink(this, '--rule-strong');
    context.strokeRect(0, base + 0.5, width, 0);
    context.fillStyle = ink(this, '--ink-faint');
    context.font = `${0.88 * em}px ${getComputedStyle(this).fontFamily}`;
    context.textBaseline = 'alphabetic';
    context.textAlign = 'left';
    context.fillText(numeral(from, 3), 0, BARS_HEIGHT - 2);
    context.textAlign = 'right';
    context.fillText(numeral(to, 3), width, BARS_HEIGHT - 2);
    const lowest = percent((counts[0] ?? 0) / Math.max(1, count));
    const values = { name, count: count.toLocaleString(), from: numeral(from, 3), to: numeral(to, 3), lowest };
    this.spread.textContent = fill(words.spread, values);
  }

  private paintRungs(
    context: CanvasRenderingContext2D,
    { y, middle, width }: { y: (layer: number) => number; middle: number; width: number },
  ): void {
    for (let layer = 1; layer <= this.rungs; layer++) {
      const isChosen = layer - 1 === this.chosen;
      context.strokeStyle = ink(this, isChosen ? '--accent' : '--rule');
      context.lineWidth = isChosen ? 2 : 1;
      context.beginPath();
      context.moveTo(0, y(layer));
      context.lineTo(width, y(layer));
      context.stroke();
      context.fillStyle = ink(this, '--paper');
      context.fillRect(middle - 12, y(layer) - 10, 24, 20);
      context.fillStyle = ink(this, isChosen ? '--ink' : '--ink-soft');
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.fillText(String(layer), middle, y(layer));
    }
  }

  private paintPowers(
    context: CanvasRenderingContext2D,
    { from, to }: Powers,
    { x, em, bottom }: { x: (size: number) => number; em: number; bottom: number },
  ): void {
    const pitch = Math.abs(x(10 ** to) - x(10 ** from)) / (to - from);
    const every = Math.max(1, Math.ceil((2.8 * em) / pitch));
    context.lineWidth = 1;
    context.textAlign = 'center';
    context.textBaseline = 'alphabetic';
    for (let power = to; power >= from; power -= every) {
      const at = x(10 ** power);
      context.strokeStyle = ink(this, '--rule');
      context.beginPath();
      context.moveTo(at, this.top);
      context.lineTo(at, bottom);
      context.stroke();
      context.fillStyle = ink(this, '--ink-faint');
      context.fillText(powerText(power), at, this.top - 0.5 * em);
    }
  }

  /** Discs for answers, triangles that point back for gradients; hollow where the size is 0, which no power of ten is. */
  private paintLadder(
    context: CanvasRenderingContext2D,
    points: readonly { readonly x: number; readonly y: number; readonly size: number }[],
    { place, sign }: { place: number; sign: number },
  ): void {
    const { color, dash } = lineKinds[place % lineKinds.length]!;
    context.strokeStyle = ink(this, color);
    context.lineWidth = 1.5;
    context.setLineDash([...dash]);
    context.beginPath();
    for (const [i, { x, y }] of points.entries()) context[i === 0 ? 'moveTo' : 'lineTo'](x, y);
    context.stroke();
    context.setLineDash([]);
    for (const { x, y, size } of points) {
      context.beginPath();
      if (sign > 0) context.arc(x, y, MARK, 0, 2 * Math.PI);
      else {
        context.moveTo(x, y + MARK);
        context.lineTo(x - MARK, y - MARK);
        context.lineTo(x + MARK, y - MARK);
        context.closePath();
      }
      context.fillStyle = ink(this, size > 0 ? color : '--paper');
      context.fill();
      context.stroke();
    }
  }

  private tell(ladders: readonly Ladder[]): void {
    const words = this.strings.figures.signalLadder;
    const layer = this.chosen + 1;
    const found = ladders.flatMap(({ name, rungs }) => {
      const rung = rungs[this.chosen];
      return rung === undefined ? [] : [{ name, rung }];
    });
    const isHead = found.every(({ rung }) => rung.answers === null);
    const tracks = found
      .map(({ name, rung }) =>
        fill(rung.answers === null ? words.onHead : words.onRung, {
          name,
          answers: numeral(rung.answers ?? Number.NaN, 3),
          gradient: numeral(rung.gradient, 3),
          silent: percent(rung.silent ?? 0),
        }),
      )
      .join(' ');
    this.told.textContent = fill(isHead ? words.head : words.rung, { layer, tracks });
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    return (trace === null ? [] : (rungsOf(trace) ?? [])).flatMap(({ layer, answers, silent, gradient }) => [
      ...(answers === null ? [] : [{ id: `observed activationRms[${layer - 1}]`, value: answers }]),
      ...(silent === null ? [] : [{ id: `observed silentUnits[${layer - 1}]`, value: silent }]),
      { id: `observed weightGradientNorms[${layer - 1}]`, value: gradient },
    ]);
  }

  protected override table(state: PlayerState): HTMLTableElement {
    const words = this.strings.figures.signalLadder;
    const rows = laddersIn(state).flatMap(({ name, rungs }) =>
      rungs.map(({ layer, answers, gradient, silent }) => [
        fill(words.row, { name, layer }),
        answers === null ? words.none : numeral(answers),
        numeral(gradient),
        silent === null ? words.none : percent(silent),
      ]),
    );
    return numberTable(words.tableCaption, words.columns, rows);
  }

  protected override sentence(state: PlayerState): string {
    const words = this.strings.figures.signalLadder;
    return laddersIn(state)
      .map(({ name, step, rungs }) => {
        const hidden = rungs.filter(({ answers }) => answers !== null);
        return fill(words.sentence, {
          name,
          step,
          first: numeral(hidden[0]?.answers ?? Number.NaN, 3),
          last: numeral(hidden.at(-1)?.answers ?? Number.NaN, 3),
          gradient: numeral(rungs[0]?.gradient ?? Number.NaN, 3),
        });
      })
      .join(' ');
  }
}

const laddersIn = ({ tracks }: PlayerState): readonly Ladder[] =>
  tracks.flatMap(({ spec, trace }, place) => {
    const rungs = trace && rungsOf(trace);
    return trace === null || rungs === null ? [] : [{ place, name: printTrack(spec), step: trace.step, rungs }];
  });

customElements.define('signal-ladder', SignalLadder);
