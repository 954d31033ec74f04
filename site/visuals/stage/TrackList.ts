/**
 * `<track-list>`: the tracks of the timeline, each with its loss and what it scored last on examples it was not trained on. The one in focus
 * is the one that figures of a single run draw; any other is chosen by its name, or taken away.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState, TrackState } from '../../player/Player.ts';
import { printTrack } from '../../player/trackText.ts';
import { Figure } from '../parts/Figure.ts';
import { numeral } from '../parts/ink.ts';
import { percent } from '../parts/percent.ts';

export class TrackList extends Figure {
  private readonly list = document.createElement('ol');
  private readonly difference = document.createElement('button');
  private readonly told = document.createElement('p');
  /** Which tracks `told` speaks of. */
  private toldOf = '';
  private rows: {
    readonly row: HTMLLIElement;
    readonly name: HTMLButtonElement;
    readonly said: HTMLElement;
    readonly away: HTMLButtonElement;
  }[] = [];

  protected build(player: Player): void {
    this.list.setAttribute('aria-label', this.strings.figures.tracks.label);
    this.difference.type = 'button';
    this.difference.className = 'plain';
    this.difference.textContent = this.strings.figures.tracks.difference;
    this.difference.addEventListener('click', () => void this.findDifference(player));
    this.told.setAttribute('role', 'status');
    this.prepend(this.list, this.difference, this.told);
    this.list.addEventListener('click', (event) => {
      const button = (event.target as Element).closest('button');
      const place = this.rows.findIndex(({ name, away }) => button === name || button === away);
      if (place < 0) return;
      if (button === this.rows[place]!.name) player.focusOn(place);
      else void player.removeTrack(place).catch(() => {});
    });
  }

  /** Look for the first op at which the first two tracks differ, say it, and stand there. */
  private async findDifference(player: Player): Promise<void> {
    const words = this.strings.figures.tracks;
    this.told.textContent = words.searching;
    this.toldOf = namesOf(player.state).join('~');
    const found = await player.findDifference([0, 1]);
    if (found === undefined) return;
    this.told.textContent =
      found === null
        ? words.none
        : fill(words.found, { step: found.step, phase: words.phases[found.phase], op: found.op || words.theBatch });
    if (found !== null) player.jumpTo(found);
  }

  private addRow(): void {
    const row = document.createElement('li');
    const name = document.createElement('button');
    const said = document.createElement('span');
    const away = document.createElement('button');
    for (const button of [name, away]) button.type = 'button';
    name.dataset['part'] = 'name';
    said.dataset['part'] = 'said';
    away.className = 'plain';
    away.textContent = this.strings.figures.tracks.remove;
    row.append(name, said, away);
    this.list.append(row);
    this.rows.push({ row, name, said, away });
  }

  protected draw(state: PlayerState): void {
    const { tracks, focus } = state;
    const words = this.strings.figures.tracks;
    this.difference.hidden = tracks.length < 2;
    if (this.toldOf !== namesOf(state).join('~')) this.told.textContent = '';
    while (this.rows.length > tracks.length) this.rows.pop()!.row.remove();
    while (this.rows.length < tracks.length) this.addRow();
    for (const [place, track] of tracks.entries()) {
      const { name, said, away } = this.rows[place]!;
      const text = printTrack(track.spec);
      if (name.textContent !== text) name.textContent = text;
      name.setAttribute('aria-pressed', String(place === focus));
      away.setAttribute('aria-label', fill(words.removeName, { track: text }));
      away.hidden = tracks.length === 1;
      const line = this.lineOf(track);
      if (said.textContent !== line) said.textContent = line;
    }
  }

  private lineOf({ trace, metrics, evaluations, ending }: TrackState): string {
    const words = this.strings.figures.tracks;
    const step = trace?.step ?? 0;
    if (ending !== null) return fill(words.ended, { step: ending.step });
    const entry = metrics[step];
    const loss = fill(words.line, { step, loss: entry === undefined ? '–' : numeral(entry.loss) });
    const test = evaluations.findLast((evaluation) => evaluation.step <= step + 1);
    const accuracy = test?.metrics['accuracy'];
    if (accuracy !== undefined) return `${loss} · ${fill(words.test, { accuracy: percent(accuracy) })}`;
    const rmse = test?.metrics['rmse'];
    return rmse === undefined ? loss : `${loss} · ${fill(words.testRmse, { rmse: numeral(rmse) })}`;
  }
}

const namesOf = ({ tracks }: PlayerState): string[] => tracks.map(({ spec }) => printTrack(spec));

customElements.define('track-list', TrackList);
