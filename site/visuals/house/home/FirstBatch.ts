/**
 * `<first-batch>`: the digits of the shown step, filled where the network reads them right, hollow where it does not, and below each what it
 * says. The first step stands in the page as the build wrote it; from the first live step on they are drawn here.
 */
import { fill } from '../../../i18n/fill.ts';
import type { HouseStrings } from '../../../i18n/house.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import type { StepTrace } from '../../../player/protocol.ts';
import { batchExample } from '../../parts/digits/batchExample.ts';
import { type Drawn, drawnCells, drawnRow } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { channels, ink, numeral } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { digitShape, SHAPE } from './digitShape.ts';
import { firstFacts } from './firstFacts.ts';

type Words = HouseStrings['home']['first'];

export class FirstBatch extends Figure {
  private painted: { readonly trace: StepTrace; readonly colour: string } | null = null;

  private get words(): Words {
    return JSON.parse(this.closest('first-minute')!.querySelector('[data-part="words"]')!.textContent ?? '') as Words;
  }

  protected build(_player: Player): void {}

  protected draw({ trace, source }: PlayerState): void {
    if (trace === null || source === 'recorded') return;
    const colour = ink(this, '--ink');
    if (this.painted?.trace === trace && this.painted.colour === colour) return;
    this.painted = { trace, colour };
    const cells = [...this.querySelectorAll<HTMLElement>('.first-cell')];
    for (const [item, cell] of cells.entries()) {
      const { image, label, reading } = batchExample(trace, item);
      const isRight = label === reading;
      cell.toggleAttribute('data-right', isRight);
      cell.querySelector('b')!.textContent = String(reading ?? '–');
      if (image !== null) paint(canvasOf(cell), digitShape(image, isRight), channels(colour));
    }
    const grid = this.querySelector('[role="img"]');
    grid?.setAttribute('aria-label', this.sentence(this.player!.state));
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    if (trace === null) return [];
    return trace.batchIds.flatMap((_, item) => {
      const { image, label, probabilities } = batchExample(trace, item);
      const shape = trace.tensors.get(trace.inputs)?.shape.slice(1) ?? [];
      return [
        { id: `batch targets[${item}]`, value: label },
        ...drawnCells('batch inputs', { values: image ?? [], shape, prefix: [item] }),
        ...drawnRow('observed probabilities', probabilities ?? [], [item]),
      ];
    });
  }

  protected override table({ trace }: PlayerState): HTMLTableElement | null {
    if (trace === null) return null;
    const { words } = this;
    const rows = trace.batchIds.map((_, item) => {
      const { label, reading } = batchExample(trace, item);
      return [String(item + 1), String(label), String(reading ?? '–')];
    });
    return numberTable(fill(words.tableCaption, { step: trace.step }), words.columns, rows);
  }

  protected override sentence({ trace, metrics }: PlayerState): string {
    if (trace === null) return '';
    const { loss, guess, ...counts } = firstFacts(trace, metrics);
    return fill(this.words.sentence, { ...counts, loss: numeral(loss), guess: numeral(guess) });
  }
}

/** The canvas takes the place of the picture that came with the page. */
function canvasOf(cell: HTMLElement): HTMLCanvasElement {
  const known = cell.querySelector('canvas');
  if (known !== null) return known;
  const canvas = document.createElement('canvas');
  canvas.width = SHAPE;
  canvas.height = SHAPE;
  cell.querySelector('.first-ink')!.replaceWith(canvas);
  return canvas;
}

function paint(canvas: HTMLCanvasElement, shape: Float32Array, [red, green, blue]: readonly number[]): void {
  const context = canvas.getContext('2d')!;
  const picture = context.createImageData(SHAPE, SHAPE);
  for (let i = 0; i < shape.length; i++) {
    picture.data[4 * i] = red!;
    picture.data[4 * i + 1] = green!;
    picture.data[4 * i + 2] = blue!;
    picture.data[4 * i + 3] = 255 * shape[i]!;
  }
  context.putImageData(picture, 0, 0);
}

customElements.define('first-batch', FirstBatch);
