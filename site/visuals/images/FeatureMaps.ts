/**
 * `<feature-maps>`: the looked-at image on its way through the network, filters above the maps they make, down to the logits;
 * as values, or as the gradients of the same tensors. Above it the image and the chosen filter or map enlarged, cell by cell.
 * One canvas and one cursor for the whole picture. Every number is the trace's.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState, Selection } from '../../player/Player.ts';
import type { StepTrace } from '../../player/protocol.ts';
import { inksOf } from '../parts/cells/inksOf.ts';
import {
  boxAt,
  CLASS_LINE,
  type MapBox,
  type MapLayout,
  type MapRow,
  mapLayout,
  neighbour,
} from '../parts/cells/mapLayout.ts';
import { type MapStage, mapStages, stageTensor } from '../parts/cells/mapStages.ts';
import { type CellMode, type Inks, paintPlane } from '../parts/cells/paintPlane.ts';
import { pixelCanvas } from '../parts/cells/pixelCanvas.ts';
import { opOf, type ShownTensor, shapeLabel, shownPart, termsOf } from '../parts/cells/shownTensor.ts';
import { type Drawn, drawnCells } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { letters, numeral, prepareCanvas, scaleOf } from '../parts/ink.ts';
import { TensorView } from '../stage/TensorView.ts';

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const ENLARGED_HEIGHT = 140;

interface Picture {
  readonly trace: StepTrace;
  readonly stages: readonly MapStage[];
  readonly layout: MapLayout;
  readonly tensors: readonly (ShownTensor | null)[];
  readonly scales: readonly number[];
  readonly inks: Inks;
}

export class FeatureMaps extends Figure {
  private gradients = false;
  private at = { stage: 1, channel: 0 };
  private picture: Picture | null = null;
  private readonly canvas = pixelCanvas();
  private readonly grid = document.createElement('div');
  private readonly cursor = document.createElement('div');
  private readonly enlarged = document.createElement('div');
  private readonly buttons = new Map<boolean, HTMLButtonElement>();
  private image: TensorView | null = null;
  private plane: TensorView | null = null;

  protected build(player: Player): void {
    const { strings } = this;
    const options = { strings, maxHeight: ENLARGED_HEIGHT, maxCell: 46 };
    this.image = new TensorView({ ...options, onPoint: (inside) => player.pointAt(inside ? 'x' : null) });
    this.plane = new TensorView({ ...options, onSelect: (index) => this.choose(index) });
    this.enlarged.className = 'maps-enlarged';
    this.enlarged.append(this.image.element, this.plane.element);
    this.grid.className = 'maps-grid';
    this.grid.setAttribute('role', 'grid');
    const row = document.createElement('div');
    row.setAttribute('role', 'row');
    this.cursor.className = 'maps-cursor';
    this.cursor.setAttribute('role', 'gridcell');
    this.cursor.tabIndex = 0;
    row.append(this.cursor);
    this.grid.append(this.canvas, row);
    this.append(this.modeButtons(), this.enlarged, this.grid);
    this.listen();
  }

  protected override draw(state: PlayerState): void {
    const { trace } = state;
    if (trace === null) return;
    this.follow(state);
    const stages = mapStages(trace);
    const layout = mapLayout(stages, this.clientWidth);
    const tensors = stages.map((stage) => stageTensor(trace, stage, this.gradients));
    const inks = inksOf(this);
    this.picture = { trace, stages, layout, tensors, scales: scalesOf(stages, tensors, this.gradients), inks };
    this.paint(this.picture, state);
    this.drawEnlarged(this.picture, state);
    this.placeCursor(this.picture);
    for (const [gradients, button] of this.buttons)
      button.setAttribute('aria-pressed', String(gradients === this.gradients));
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    if (trace === null) return [];
    return mapStages(trace).flatMap((stage) => {
      const tensor = stageTensor(trace, stage, this.gradients);
      const part = this.gradients ? stage.gradient : stage.value;
      const name = 'place' in part ? `${part.kind}${part.place}` : part.kind;
      return tensor === null ? [] : drawnCells(`${stage.op} ${name}`, tensor);
    });
  }

  protected override table(state: PlayerState): HTMLTableElement {
    this.draw(state);
    const table = document.createElement('table');
    table.append(this.plane!.rows(), this.image!.rows());
    return table;
  }

  protected override sentence(): string {
    const { picture, strings } = this;
    if (picture === null) return '';
    const words = strings.figures.featureMaps;
    const tensor = picture.tensors[this.at.stage];
    const stage = picture.stages[this.at.stage];
    if (stage === undefined) return '';
    const values = {
      step: picture.trace.step,
      item: picture.trace.item + 1,
      name: this.planeName(stage, this.at.channel),
    };
    if (!tensor) return fill(words.sentenceAbsent, values);
    const scale = numeral(picture.scales[this.at.stage]!, 3);
    return fill(this.gradients ? words.sentenceGradient : words.sentence, { ...values, scale });
  }

  /** What is selected elsewhere becomes the plane that stands enlarged here. */
  private follow({ selection, trace }: PlayerState): void {
    if (selection === null || trace === null || selection.index === null) return;
    const stages = mapStages(trace);
    const wantsFilters = 'place' in selection.tensor;
    if (wantsFilters && 'place' in selection.tensor && selection.tensor.place !== 1) return;
    const stage = stages.findIndex(({ op, role }) => op === selection.op && (role === 'filters') === wantsFilters);
    const channel = wantsFilters ? selection.index[0] : selection.index[1];
    if (stage >= 0 && channel !== undefined) this.at = { stage, channel };
  }

  private modeButtons(): HTMLElement {
    const words = this.strings.figures.featureMaps;
    const bar = document.createElement('div');
    bar.className = 'figure-controls';
    bar.setAttribute('role', 'group');
    bar.setAttribute('aria-label', words.mode);
    for (const gradients of [false, true]) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'plain';
      button.textContent = gradients ? words.gradients : words.values;
      button.addEventListener('click', () => {
        this.gradients = gradients;
        this.invalidate();
      });
      this.buttons.set(gradients, button);
      bar.append(button);
    }
    return bar;
  }

  private listen(): void {
    this.canvas.addEventListener('click', (event) => {
      const bounds = this.canvas.getBoundingClientRect();
      const box = this.picture && boxAt(this.picture.layout, event.clientX - bounds.x, event.clientY - bounds.y);
      if (!box) return;
      this.moveTo(box);
      this.cursor.focus({ preventScroll: true });
      this.choose(null);
    });
    this.cursor.addEventListener('keydown', (event) => {
      const step = ARROWS[event.key];
      const here = this.box();
      if (step !== undefined && here !== null && this.picture)
        this.moveTo(neighbour(this.picture.layout, here, ...step));
      else if (event.key === 'Enter') this.choose(null);
      else if (event.key === 'Escape') this.cursor.blur();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  private mode(): CellMode {
    return this.gradients ? 'gradient' : 'value';
  }

  private box(): MapBox | null {
    const { stage, channel } = this.at;
    return this.picture?.layout.boxes.find((box) => box.stage === stage && box.channel === channel) ?? null;
  }

  private moveTo({ stage, channel }: MapBox): void {
    this.at = { stage, channel };
    // A selection made here or elsewhere would pull the cursor back.
    if (this.player?.state.selection) this.choose(null);
    this.invalidate();
  }

  /** Select the plane under the cursor, or one cell of it. */
  private choose(index: readonly number[] | null): void {
    const stage = this.picture?.stages[this.at.stage];
    if (stage === undefined || this.player === null) return;
    const trace = this.picture!.trace;
    const tensor: Selection['tensor'] = this.gradients ? stage.gradient : stage.value;
    const plane = stage.role === 'filters' ? [this.at.channel] : [trace.item, this.at.channel];
    this.player.select({ op: stage.op, tensor, index: index ?? plane });
  }

  private paint(picture: Picture, state: PlayerState): void {
    const { trace, stages, layout } = picture;
    const context = prepareCanvas(this.canvas, layout.width, layout.height);
    for (const row of layout.rows) this.paintLabel(context, row, picture);
    for (const box of layout.boxes) {
      this.paintBox(context, box, picture);
      this.outline(context, box, picture.inks, this.isLit(trace, stages[box.stage]!, state.term));
    }
  }

  private paintBox(
    context: CanvasRenderingContext2D,
    box: MapBox,
    { stages, tensors, scales, layout, inks }: Picture,
  ): void {
    const tensor = tensors[box.stage];
    const { role, shape } = stages[box.stage]!;
    if (!tensor) return;
    const look = { values: tensor.values, mode: this.mode(), scale: scales[box.stage]! };
    const { cell, across } = layout.rows[box.stage]!;
    const [rows, columns] = role === 'logits' ? [1, 1] : (shape.slice(-2) as [number, number]);
    const planes = role === 'filters' ? shape[1]! : 1;
    for (let plane = 0; plane < planes; plane++) {
      const x = box.x + (plane % across) * (columns * cell + 1);
      const y = box.y + Math.floor(plane / across) * (rows * cell + 1);
      const first = (box.channel * planes + plane) * rows * columns;
      paintPlane(context, { ...look, first, count: rows * columns, columns, x, y, cell }, inks);
    }
    if (role === 'logits') this.paintClass(context, box, inks);
  }

  /** Under a logit stands its class. */
  private paintClass(context: CanvasRenderingContext2D, box: MapBox, inks: Inks): void {
    context.font = `400 ${letters(13)}px ${inks.font}`;
    context.fillStyle = inks.soft;
    context.textAlign = 'center';
    context.textBaseline = 'alphabetic';
    context.fillText(String(box.channel), box.x + box.width / 2, box.y + box.height + CLASS_LINE - 3);
  }

  private outline(context: CanvasRenderingContext2D, box: MapBox, inks: Inks, lit: boolean): void {
    const here = box.stage === this.at.stage && box.channel === this.at.channel;
    context.strokeStyle = lit ? inks.accent : here ? inks.ink : inks.faint;
    context.lineWidth = here || lit ? 2 : 1;
    context.strokeRect(box.x - 1, box.y - 1, box.width + 2, box.height + 2);
  }

  private isLit(trace: StepTrace, stage: MapStage, term: string | null): boolean {
    const op = term === null ? null : opOf(trace, stage.op);
    return op !== null && termsOf(trace, op, this.gradients ? stage.gradient : stage.value).includes(term!);
  }

  private paintLabel(context: CanvasRenderingContext2D, row: MapRow, { stages, scales, layout, inks }: Picture): void {
    const stage = stages[row.stage]!;
    const { labelX: x, labelY: y } = row;
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    context.font = `600 ${letters(14)}px ${inks.font}`;
    context.fillStyle = inks.ink;
    const name = `${stage.op} ${this.strings.figures.featureMaps[stage.role]}`;
    context.fillText(name, x, y);
    const shape = `${shapeLabel(stage.shape)}  ±${numeral(scales[row.stage]!, 2)}`;
    const after = layout.wide ? x : x + context.measureText(name).width + 8;
    context.font = `400 ${letters(13)}px ${inks.font}`;
    context.fillStyle = inks.soft;
    context.fillText(shape, after, layout.wide ? y + letters(17) : y);
  }

  private drawEnlarged(picture: Picture, state: PlayerState): void {
    const { trace, stages, scales } = picture;
    const words = this.strings.figures.featureMaps;
    const width = Math.min(this.clientWidth / 2 - 12, 320);
    const first = trace.ops[0]!;
    const image = shownPart(trace, first, { kind: 'input', place: 0 });
    this.image!.draw(
      image && {
        name: image.shape.length < 2 ? words.noise : image.shape.length < 3 ? words.sequence : words.image,
        shown: image,
        mode: 'value',
        scale: Math.max(1, scaleOf(image.values)),
        lit: state.term === 'x' && state.op === first.label,
      },
      width,
      words.absent,
    );
    const stage = stages[this.at.stage];
    const tensor = picture.tensors[this.at.stage];
    if (stage === undefined) return;
    const name = this.planeName(stage, this.at.channel);
    const { selection } = state;
    const selected =
      selection?.op === stage.op && selection.index?.length === tensor?.fullShape.length ? selection.index : null;
    const content = tensor && {
      name,
      shown: planeOf(tensor, stage, this.at.channel),
      mode: this.mode(),
      scale: scales[this.at.stage]!,
      selected,
    };
    this.plane!.draw(content ?? null, width, fill(words.noGradient, { name }));
  }

  private planeName(stage: MapStage, channel: number): string {
    const words = this.strings.figures.featureMaps;
    return fill(words[`one_${stage.role}`], { op: stage.op, channel });
  }

  private placeCursor({ stages, layout, tensors }: Picture): void {
    const box = this.box();
    if (box === null) return;
    Object.assign(this.cursor.style, {
      left: `${box.x}px`,
      top: `${box.y}px`,
      width: `${box.width}px`,
      height: `${box.height}px`,
    });
    const stage = stages[box.stage]!;
    const tensor = tensors[box.stage];
    const name = this.planeName(stage, box.channel);
    const number = stage.role === 'logits' && tensor ? ` ${numeral(tensor.values[box.channel]!)}` : '';
    this.cursor.setAttribute('aria-label', `${name}, ${shapeLabel(stage.shape.slice(1))}${number}`);
    this.cursor.setAttribute('aria-colindex', String(box.channel + 1));
    this.cursor.parentElement!.setAttribute('aria-rowindex', String(box.stage + 1));
    this.grid.setAttribute('aria-rowcount', String(layout.rows.length));
    this.grid.setAttribute(
      'aria-label',
      this.gradients ? this.strings.figures.featureMaps.gradients : this.strings.figures.featureMaps.values,
    );
  }
}

/** One map, one filter with all its kernels, or one logit, as a tensor of its own. */
function planeOf({ values, shape, prefix }: ShownTensor, stage: MapStage, channel: number): ShownTensor {
  const inner = shape.slice(1);
  const size = inner.reduce((product, n) => product * n, 1);
  // A filter over one channel is a single kernel either way; its channel axis stays, so that indices remain the tensor's.
  return {
    values: values.subarray(channel * size, (channel + 1) * size),
    shape: inner,
    prefix: [...prefix, channel],
    fullShape: stage.role === 'logits' ? [] : inner,
  };
}

/** Values: one scale for a group of stages. Gradients: each stage its own, for they shrink and grow from row to row. */
function scalesOf(stages: readonly MapStage[], tensors: readonly (ShownTensor | null)[], gradients: boolean): number[] {
  const own = tensors.map((tensor) => (tensor === null ? 0 : scaleOf(tensor.values)));
  if (gradients) return own;
  return stages.map(({ group }) =>
    Math.max(...stages.map((stage, index) => (stage.group === group ? own[index]! : 0))),
  );
}

customElements.define('feature-maps', FeatureMaps);
