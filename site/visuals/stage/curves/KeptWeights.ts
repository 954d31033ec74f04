/**
 * `<kept-weights>`: every examination of the track in focus, and which of them a keeper of the best would have kept, by loss or by accuracy.
 * Each of those is a bookmark: a button here, and a ribbon in the time bar. Going there brings the weights back.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import type { Evaluation } from '../../../player/protocol.ts';
import type { Drawn } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { numeral } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { percent } from '../../parts/percent.ts';
import { type Criterion, checkpointsBy, criteria } from './checkpoints.ts';

/** With more epochs only those that were examined have a row. */
const MOST_EMPTY_ROWS = 12;

let built = 0;

export class KeptWeights extends Figure {
  private criterion: Criterion = 'loss';
  private readonly rows: HTMLElement = document.createElement('tbody');
  private readonly steps: number[] = [];

  protected build(player: Player): void {
    const words = this.strings.figures.keptWeights;
    const table = numberTable(words.tableCaption, words.columns, []);
    table.tBodies[0]!.replaceWith(this.rows);
    const box = document.createElement('div');
    box.className = 'kept-rows';
    box.append(table);
    this.append(this.choice(player), box);
    // The bookmarks are set whether this is in sight or not.
    player.subscribe((state) => this.mark(player, state));
  }

  private choice(player: Player): HTMLElement {
    const words = this.strings.figures.keptWeights;
    built += 1;
    const set = document.createElement('fieldset');
    const legend = document.createElement('legend');
    legend.textContent = words.by;
    set.append(legend);
    for (const criterion of criteria) {
      const label = document.createElement('label');
      const radio = document.createElement('input');
      radio.type = 'radio';
      radio.name = `kept-weights-${built}`;
      radio.checked = criterion === this.criterion;
      radio.addEventListener('change', () => {
        this.criterion = criterion;
        this.mark(player, player.state);
        this.invalidate();
      });
      label.append(radio, ` ${words.criteria[criterion]}`);
      set.append(label);
    }
    return set;
  }

  private mark(player: Player, { evaluations }: PlayerState): void {
    player.bookmark(checkpointsBy(evaluations, this.criterion).map(({ step }) => step));
  }

  protected override draw(state: PlayerState): void {
    const { evaluations, info, totalSteps } = state;
    const kept = checkpointsBy(evaluations, this.criterion);
    const epochs = Math.round(totalSteps / info.stepsPerEpoch);
    const count = epochs <= MOST_EMPTY_ROWS ? Math.max(epochs, evaluations.length) : evaluations.length;
    while (this.rows.children.length > count) this.rows.lastElementChild!.remove();
    while (this.rows.children.length < count) this.rows.append(this.row(this.rows.children.length));
    for (const [i, row] of [...this.rows.children].entries())
      this.fill(row, i, evaluations[i], kept, info.stepsPerEpoch);
  }

  private row(place: number): HTMLTableRowElement {
    const row = document.createElement('tr');
    const head = document.createElement('th');
    head.scope = 'row';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'plain';
    button.addEventListener('click', () => this.player?.seek(this.steps[place] ?? 0));
    const last = document.createElement('td');
    last.append(button, document.createElement('span'));
    row.append(head, document.createElement('td'), document.createElement('td'), last);
    return row;
  }

  private fill(
    row: Element,
    place: number,
    evaluation: Evaluation | undefined,
    kept: readonly Evaluation[],
    stepsPerEpoch: number,
  ): void {
    const words = this.strings.figures.keptWeights;
    const [head, loss, accuracy, last] = [...row.children] as HTMLElement[];
    const [button, holds] = [...last!.children] as HTMLElement[];
    const at = evaluation === undefined ? -1 : kept.indexOf(evaluation);
    this.steps[place] = evaluation?.step ?? 0;
    const texts: readonly (readonly [HTMLElement, string])[] = [
      [head!, String(evaluation === undefined ? place : epochOf(evaluation, stepsPerEpoch))],
      [loss!, valueText(evaluation, 'loss')],
      [accuracy!, valueText(evaluation, 'accuracy')],
      [button!, at < 0 ? '' : fill(words.bookmark, { place: at + 1 })],
      [holds!, at >= 0 && at === kept.length - 1 ? ` · ${words.kept}` : ''],
    ];
    for (const [cell, text] of texts) if (cell.textContent !== text) cell.textContent = text;
    button!.hidden = at < 0;
    row.toggleAttribute('data-kept', at >= 0 && at === kept.length - 1);
  }

  override drawn({ evaluations }: PlayerState): readonly Drawn[] {
    return checkpointsBy(evaluations, this.criterion).map(({ step, metrics }) => ({
      id: `examined ${this.criterion}@${step}`,
      value: metrics[this.criterion]!,
    }));
  }

  protected override sentence({ evaluations, info }: PlayerState): string {
    const words = this.strings.figures.keptWeights;
    const best = checkpointsBy(evaluations, this.criterion).at(-1);
    if (best === undefined) return words.none;
    return fill(words.sentence, {
      epoch: epochOf(best, info.stepsPerEpoch),
      step: best.step,
      value: fill(words.values[this.criterion], { value: valueText(best, this.criterion) }),
    });
  }
}

/** Counted from 0, as predictions and exercises count. */
const epochOf = ({ step }: Evaluation, stepsPerEpoch: number): number => Math.round(step / stepsPerEpoch) - 1;

function valueText(evaluation: Evaluation | undefined, criterion: Criterion): string {
  const value = evaluation?.metrics[criterion];
  if (value === undefined) return '–';
  return criterion === 'loss' ? numeral(value, 3) : percent(value);
}

customElements.define('kept-weights', KeptWeights);
