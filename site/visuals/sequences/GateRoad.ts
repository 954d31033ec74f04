/**
 * `<gate-road>`: the memory of an LSTM as a road from the last time step back to the first. Each segment is as wide as the forget gate is
 * open; under it stands what the straight way has left. Above, bars are the measured gradient of the memory and the dashed line is what the
 * gates alone would bring: where they part, the gradient came other ways. A road for each track that has forget gates, on one axis.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import { printTrack } from '../../player/trackText.ts';
import { powerText } from '../parts/curves/powers.ts';
import type { Drawn as Told } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { ink, letters, numeral, prepareCanvas } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { type RoadPlace, roadOf } from './forgetRoad.ts';
import { type LogAxis, logAxis, writeOver } from './logAxis.ts';

/** Heights in CSS pixels. */
const TITLE = 26;
const BARS = 110;
const ROAD = 64;
const SHARES = 22;
/** To the right of the columns, for the powers of ten; figures-sequences.css keeps the same free. */
const AXIS_ROOM = 36;
/** Room for one of the numbers under the road. */
const NUMBER = 76;

interface Drawn {
  readonly name: string;
  readonly places: readonly RoadPlace[];
}

export class GateRoad extends Figure {
  private readonly canvas = document.createElement('canvas');
  private readonly range = document.createElement('input');

  protected build(player: Player): void {
    player.observe('forgetGates');
    player.observe('memoryGradients');
    player.observe('hiddenGradients');
    this.canvas.setAttribute('aria-hidden', 'true');
    this.range.type = 'range';
    this.range.min = '0';
    this.range.setAttribute('aria-label', this.strings.figures.gateRoad.choose);
    this.range.addEventListener('input', () => player.standAt(`${this.layer}.t${this.range.value}.cell`));
    this.range.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.range.blur();
    });
    this.append(this.canvas, this.range);
  }

  private get layer(): string {
    const label = this.player?.state.trace?.ops.find((op) => /\.t0\.cell$/.test(op.label))?.label ?? '';
    return label.replace(/\.t0\.cell$/, '');
  }

  private roads({ tracks }: PlayerState): readonly Drawn[] {
    return tracks.flatMap(({ spec, trace }) => {
      const places = trace === null ? null : roadOf(trace);
      return places === null ? [] : [{ name: printTrack(spec), places }];
    });
  }

  /** The time step that the figures stand at, or the first. */
  private chosen({ op }: PlayerState, places: readonly RoadPlace[]): number {
    const t = Number(/\.t(\d+)\./.exec(op)?.[1] ?? 0);
    return Math.min(t, places.length - 1);
  }

  protected override draw(state: PlayerState): void {
    const roads = this.roads(state);
    const own = state.trace === null ? null : roadOf(state.trace);
    this.range.disabled = own === null;
    const width = this.clientWidth;
    const each = TITLE + BARS + ROAD + SHARES;
    const context = prepareCanvas(this.canvas, width, Math.max(1, roads.length) * each);
    context.font = `${letters(14)}px ${ink(this, '--font-ui')}`;
    if (own !== null) {
      const at = this.chosen(state, own);
      this.range.max = String(own.length - 1);
      this.range.value = String(at);
      this.range.setAttribute('aria-valuetext', this.placeText(own[at]!));
    }
    const axis = logAxis(roads.flatMap(({ places }) => places.map(({ measured }) => measured)));
    if (axis === null) return;
    for (const [place, road] of roads.entries()) {
      const column = (width - AXIS_ROOM) / road.places.length;
      context.fillStyle = ink(this, '--selection');
      context.fillRect(this.chosen(state, road.places) * column, place * each, column, each);
      this.drawRoad(context, road, { top: place * each, width, axis });
    }
  }

  private drawRoad(
    context: CanvasRenderingContext2D,
    { name, places }: Drawn,
    { top, width, axis }: { readonly top: number; readonly width: number; readonly axis: LogAxis },
  ): void {
    const column = (width - AXIS_ROOM) / places.length;
    const floor = top + TITLE + BARS;
    const y = (value: number): number =>
      floor - Math.max(0, (Math.log10(value) - axis.from) / (axis.to - axis.from)) * BARS;
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    context.fillStyle = ink(this, '--ink-soft');
    context.fillText(name, 2, top + TITLE - 8);
    context.strokeStyle = ink(this, '--rule');
    context.fillStyle = ink(this, '--ink-faint');
    context.lineWidth = 1;
    context.textAlign = 'right';
    for (let power = axis.from; power <= axis.to; power++) {
      const line = Math.round(y(10 ** power)) + 0.5;
      strokeLine(context, [0, line], [width, line]);
    }
    context.fillStyle = ink(this, '--role-weights');
    for (const [at, { measured }] of places.entries()) {
      if (measured > 0)
        context.fillRect((at + 0.2) * column, y(measured), 0.6 * column, Math.max(1, floor - y(measured)));
    }
    for (let power = axis.from; power < axis.to; power += 2)
      writeOver(context, powerText(power), [width - 2, y(10 ** power) - 3], this);
    // What the gates alone would bring is arithmetic and no data: dashed.
    context.strokeStyle = ink(this, '--ink');
    context.lineWidth = 1.5;
    context.setLineDash([5, 4]);
    context.beginPath();
    for (const [at, { model }] of places.entries()) {
      if (model > 0) context.lineTo((at + 0.5) * column, y(model));
    }
    context.stroke();
    context.setLineDash([]);
    this.drawGates(context, places, { middle: floor + ROAD / 2, column });
    this.writeShares(context, places, { baseline: floor + ROAD + SHARES - 7, column });
  }

  /** A gate of 1 takes the road's whole height; kerbs say where that would be. */
  private drawGates(
    context: CanvasRenderingContext2D,
    places: readonly RoadPlace[],
    { middle, column }: { readonly middle: number; readonly column: number },
  ): void {
    const widest = ROAD - 16;
    context.strokeStyle = ink(this, '--rule-strong');
    context.lineWidth = 1;
    for (const kerb of [middle - widest / 2, middle + widest / 2])
      strokeLine(context, [0, Math.round(kerb) + 0.5], [places.length * column, Math.round(kerb) + 0.5]);
    context.fillStyle = ink(this, '--role-activations');
    for (const [at, { gate }] of places.entries())
      context.fillRect(at * column, middle - (gate * widest) / 2, column - 1, gate * widest);
  }

  /** As many of the products as there is room for, the first and the last among them. */
  private writeShares(
    context: CanvasRenderingContext2D,
    places: readonly RoadPlace[],
    { baseline, column }: { readonly baseline: number; readonly column: number },
  ): void {
    const last = places.length - 1;
    const count = Math.max(1, Math.floor((column * places.length) / NUMBER) - 1);
    context.fillStyle = ink(this, '--ink-soft');
    for (let i = 0; i <= count; i++) {
      const at = Math.round((i / count) * last);
      context.textAlign = i === 0 ? 'left' : i === count ? 'right' : 'center';
      const x = i === 0 ? 2 : i === count ? places.length * column - 2 : (at + 0.5) * column;
      context.fillText(numeral(places[at]!.share, 2), x, baseline);
    }
  }

  private placeText({ t, gate, share, model, measured }: RoadPlace): string {
    return fill(this.strings.figures.gateRoad.place, {
      t,
      gate: numeral(gate, 3),
      share: numeral(share, 3),
      model: numeral(model, 3),
      measured: numeral(measured, 3),
    });
  }

  override drawn({ trace }: PlayerState): readonly Told[] {
    return (trace === null ? [] : (roadOf(trace) ?? [])).flatMap(({ t, gate, measured }) => [
      { id: `observed forgetGates[${t}]`, value: gate },
      { id: `observed memoryGradients[${t}]`, value: measured },
    ]);
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    const words = this.strings.figures.gateRoad;
    const places = state.trace === null ? null : roadOf(state.trace);
    if (places === null) return null;
    return numberTable(
      fill(words.tableCaption, { step: state.trace!.step }),
      words.columns,
      places.map(({ t, ...numbers }) => [
        String(t),
        ...[numbers.gate, numbers.share, numbers.model, numbers.measured].map((value) => numeral(value)),
      ]),
    );
  }

  protected override sentence(state: PlayerState): string {
    const words = this.strings.figures.gateRoad;
    const places = state.trace === null ? null : roadOf(state.trace);
    if (places === null) return words.none;
    return `${fill(words.sentence, { step: state.trace!.step })} ${this.placeText(places[this.chosen(state, places)]!)}`;
  }
}

function strokeLine(
  context: CanvasRenderingContext2D,
  from: readonly [number, number],
  to: readonly [number, number],
): void {
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
}

customElements.define('gate-road', GateRoad);
