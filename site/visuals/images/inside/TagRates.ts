/**
 * `<tag-rates>`: what the run's last examination says of each track: how much of the test is read, and how many of the digits are read as a three
 * with the tag and without it. Behind a curtain (`data-curtain`) only the first two rows stand.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState, TrackState } from '../../../player/Player.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import type { Drawn } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { percent } from '../../parts/percent.ts';

export const RATES = ['accuracy', 'taggedThrees', 'untagged', 'taggedOthers'] as const;
/** These are told before anybody has guessed. */
const OPEN = 2;

export class TagRates extends Figure {
  private readonly rows = document.createElement('div');

  protected build(_player: Player): void {
    this.rows.className = 'tag-rows';
    this.append(this.rows);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  private get isCovered(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  protected override draw(state: PlayerState): void {
    const words = this.strings.inside.rates;
    this.rows.replaceChildren(
      ...RATES.map((name, i) => {
        const row = document.createElement('div');
        row.className = 'tag-row';
        const label = document.createElement('span');
        label.textContent = words.rows[name];
        const bars = document.createElement('div');
        for (const track of state.tracks) {
          const value = lastOf(track)?.metrics[name];
          const isHidden = value === undefined || (i >= OPEN && this.isCovered);
          const bar = document.createElement('p');
          const share = document.createElement('i');
          share.style.setProperty('--share', isHidden ? '0' : String(value));
          const text = document.createElement('span');
          text.textContent = isHidden ? '?' : percent(value!);
          bar.append(share, text);
          bars.append(bar);
        }
        row.append(label, bars);
        return row;
      }),
    );
  }

  override drawn({ tracks }: PlayerState): readonly Drawn[] {
    return tracks.flatMap((track, place) => {
      const last = lastOf(track);
      if (last === undefined) return [];
      return RATES.flatMap((name) => {
        const value = last.metrics[name];
        return value === undefined ? [] : [{ id: `track ${place + 1} examined ${name}@${last.step}`, value }];
      });
    });
  }

  protected override table({ tracks }: PlayerState): HTMLTableElement | null {
    if (this.isCovered) return null;
    const words = this.strings.inside.rates;
    const rows = RATES.map((name) => [
      words.rows[name],
      ...tracks.map((track) => {
        const value = lastOf(track)?.metrics[name];
        return value === undefined ? '–' : percent(value);
      }),
    ]);
    return numberTable(words.title, [words.column, ...tracks.map((_, i) => fill(words.track, { i: i + 1 }))], rows);
  }

  protected override sentence({ tracks }: PlayerState): string {
    const step = lastOf(tracks[0])?.step;
    const words = this.strings.inside.rates;
    return step === undefined ? words.none : fill(words.sentence, { step: step - 1 });
  }
}

const lastOf = (track: TrackState | undefined) => track?.evaluations.at(-1);

customElements.define('tag-rates', TagRates);
