/**
 * `<weight-tree>`: the parameters that a track's optimizer was given, in the boxes that hold them, with their shapes and how many numbers they
 * are. Behind a curtain (`data-curtain`: a prediction) nothing is counted.
 */
import { fill } from '../../../i18n/fill.ts';
import type { PlayerState } from '../../../player/Player.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { shapeLabel } from '../../parts/cells/shownTensor.ts';
import { Figure } from '../../parts/Figure.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { type Weight, weightsOf } from './rungs.ts';

export class WeightTree extends Figure {
  private readonly list = document.createElement('ul');
  private shown = '';

  protected build(): void {
    this.list.className = 'weight-boxes';
    this.append(this.list);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  /** A number, once it may be seen. */
  private counted(count: number): string {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null ? '?' : count.toLocaleString();
  }

  protected override draw({ trace }: PlayerState): void {
    if (trace === null) return;
    const weights = weightsOf(trace);
    const words = this.strings.figures.weightTree;
    const now = weights.map(({ path, count, readers }) => `${path} ${this.counted(count)} ${readers}`).join();
    if (now === this.shown) return;
    this.shown = now;
    const boxes = Map.groupBy(weights, ({ path }) => path.split('.').slice(0, -1).join('.'));
    this.list.replaceChildren(
      ...[...boxes].map(([name, inside]) => {
        const box = document.createElement('li');
        const head = document.createElement('b');
        head.textContent = fill(words.box, { name, count: this.counted(total(inside)) });
        const leaves = document.createElement('ul');
        leaves.append(
          ...inside.map(({ path, shape, count, readers }) => {
            const leaf = document.createElement('li');
            const one = fill(words.leaf, { path, shape: shapeLabel(shape), count: this.counted(count) });
            leaf.textContent = readers.length > 1 ? one + fill(words.shared, { readers: readers.join(', ') }) : one;
            return leaf;
          }),
        );
        box.append(head, leaves);
        return box;
      }),
    );
  }

  protected override table({ trace }: PlayerState): HTMLTableElement {
    const words = this.strings.figures.weightTree;
    const rows = trace === null ? [] : weightsOf(trace);
    return numberTable(
      words.tableCaption,
      words.columns,
      rows.map(({ path, shape, count, readers }) => [path, shapeLabel(shape), this.counted(count), readers.join(', ')]),
    );
  }

  protected override sentence({ trace }: PlayerState): string {
    const weights = trace === null ? [] : weightsOf(trace);
    return fill(this.strings.figures.weightTree.sentence, {
      entries: weights.length,
      count: this.counted(total(weights)),
    });
  }
}

const total = (weights: readonly Weight[]): number => weights.reduce((sum, { count }) => sum + count, 0);

customElements.define('weight-tree', WeightTree);
