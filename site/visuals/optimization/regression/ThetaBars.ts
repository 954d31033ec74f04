/**
 * `<theta-bars>`: every parameter of a linear regression as a bar on one scale, with the number that the data were made with as a dashed line:
 * behind a curtain (`data-curtain`: a prediction) until the guess.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import type { Drawn } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { numeral } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { type Parameter, parametersOf } from './planeInputs.ts';
import { regressionOf } from './regression.ts';

/** The largest parameter that fits. */
const REACH = 2.5;
const MOST = 5;

interface Bar extends Parameter {
  readonly value: number;
}

export class ThetaBars extends Figure {
  private readonly rows: HTMLElement[] = [];
  private readonly key = document.createElement('p');

  protected build(_player: Player): void {
    const list = document.createElement('div');
    for (let p = 0; p < MOST; p++) {
      const row = document.createElement('div');
      row.className = 'theta-row';
      const [name, bar, value] = [
        document.createElement('span'),
        document.createElement('span'),
        document.createElement('span'),
      ];
      bar.className = 'theta-bar';
      bar.append(document.createElement('i'), document.createElement('b'));
      row.append(name, bar, value);
      list.append(row);
      this.rows.push(row);
    }
    this.key.className = 'theta-key';
    this.append(list, this.key);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  private get isCovered(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  private bars({ trace, tracks, focus }: PlayerState): readonly Bar[] | null {
    const regression = trace && regressionOf(trace);
    if (regression === null) return null;
    const truth = JSON.parse(this.dataset['truth'] ?? '[]') as readonly number[];
    const parameters = parametersOf(tracks[focus]?.spec, truth);
    if (parameters.length !== regression.theta.length) return null;
    return parameters.map((parameter, p) => ({ ...parameter, value: regression.theta[p]! }));
  }

  protected override draw(state: PlayerState): void {
    const bars = this.bars(state);
    const { isCovered } = this;
    this.key.textContent = isCovered ? this.strings.regression.bars.covered : this.strings.regression.bars.key;
    for (const [p, row] of this.rows.entries()) {
      const bar = bars?.[p];
      row.hidden = bar === undefined;
      if (bar === undefined) continue;
      const [name, track, value] = row.children as unknown as [HTMLElement, HTMLElement, HTMLElement];
      const share = (of: number): string => String(Math.min(1, Math.max(-1, of / REACH)));
      name.textContent = bar.name;
      track.style.setProperty('--value', share(bar.value));
      track.style.setProperty('--truth', share(bar.truth ?? 0));
      track.querySelector('b')!.hidden = isCovered || bar.truth === null;
      value.textContent = numeral(bar.value, 3);
    }
  }

  override drawn(state: PlayerState): readonly Drawn[] {
    return (this.bars(state) ?? []).map(({ value }, p) => ({
      id: p === 0 ? 'parameter bias before[0]' : `parameter weight before[0,${p - 1}]`,
      value,
    }));
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    const words = this.strings.regression.bars;
    const bars = this.bars(state);
    if (bars === null) return null;
    const rows = bars.map(({ name, value, truth }) => [
      name,
      numeral(value),
      this.isCovered ? '?' : truth === null ? words.shared : numeral(truth),
    ]);
    return numberTable(words.tableCaption, words.columns, rows);
  }

  protected override sentence(state: PlayerState): string {
    const words = this.strings.regression.bars;
    const bars = this.bars(state);
    if (bars === null || state.trace === null) return words.none;
    const step = state.trace.step;
    const shared = bars.filter(({ truth }) => truth === null);
    if (shared.length > 1) {
      const sum = shared.reduce((total, { value }) => total + value, 0);
      return fill(words.copies, { step, first: shared[0]!.name, second: shared[1]!.name, sum: numeral(sum, 3) });
    }
    return fill(words.sentence, {
      step,
      list: bars.map(({ name, value }) => `${name} ${numeral(value, 3)}`).join(', '),
    });
  }
}

customElements.define('theta-bars', ThetaBars);
