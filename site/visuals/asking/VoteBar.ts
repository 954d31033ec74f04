/**
 * `<vote-bar>`: a class votes which of the tracks stands lowest. Every choice is a button that counts hands (keys 1 to 9 do the same,
 * Backspace takes the last one back); "Reveal" says what the tracks say, and follows them, so that a turn of the clock can turn the answer
 * over; "Vote again" keeps the last round as outlines. The markup is VoteBar.astro's.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { StepTrace } from '../../player/protocol.ts';
import type { TrainingRun } from '../../player/TrainingRun.ts';
import { descentOf, examplesRead } from '../parts/cells/descent.ts';
import { Figure } from '../parts/Figure.ts';
import { numeral } from '../parts/ink.ts';
import { percent } from '../parts/percent.ts';
import { type Ballot, counts, emptyBallot, lowestOf, takenBack, voted, votedAgain } from './votes.ts';

interface Standing {
  /** What decides, less is better: a loss, or the share that is wrong. */
  readonly loss: number;
  readonly updates: number;
  readonly examples: number;
}

export class VoteBar extends Figure {
  private ballot: Ballot = emptyBallot;
  private isOpen = false;

  protected build(player: Player): void {
    player.observe('fullLoss');
    for (const [place, button] of this.choices.entries())
      button.addEventListener('click', () => this.change(voted(this.ballot, place)));
    this.piece('back').addEventListener('click', () => this.change(takenBack(this.ballot)));
    this.piece('reveal').addEventListener('click', () => {
      this.isOpen = !this.isOpen;
      // With the answer everything comes into sight that a link kept back until the class had voted.
      if (this.isOpen) this.closest<TrainingRun>('training-run')?.covers?.lift();
      this.invalidate();
    });
    this.piece('again').addEventListener('click', () => {
      this.isOpen = false;
      this.change(votedAgain(this.ballot, this.choices.length));
    });
    this.addEventListener('keydown', (event) => this.key(event));
    for (const button of this.querySelectorAll('button')) button.disabled = false;
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const place = Number(event.key) - 1;
    if (event.key === 'Backspace') this.change(takenBack(this.ballot));
    else if (this.choices[place] !== undefined) this.change(voted(this.ballot, place));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private change(ballot: Ballot): void {
    this.ballot = ballot;
    this.invalidate();
  }

  private get choices(): readonly HTMLButtonElement[] {
    return [...this.querySelectorAll<HTMLButtonElement>('[data-choice]')];
  }

  private piece(name: string): HTMLButtonElement {
    return this.querySelector<HTMLButtonElement>(`[data-part="${name}"]`)!;
  }

  /** What each choice's track says; null where fewer tracks stand on the page than there are choices. */
  private standings({ tracks }: PlayerState): readonly Standing[] | null {
    const found = tracks.flatMap(({ trace, info }): Standing[] => {
      const loss = trace && this.decides(trace);
      if (trace === null || loss === null) return [];
      return [{ loss, updates: trace.step, examples: examplesRead(info, trace.step) }];
    });
    return found.length === this.choices.length ? found : null;
  }

  private get isByAccuracy(): boolean {
    return this.dataset['by'] === 'accuracy';
  }

  private decides(trace: StepTrace): number | null {
    const right = trace.metrics['accuracy'];
    if (this.isByAccuracy) return right === undefined ? null : 1 - right;
    return descentOf(trace)?.fullLoss ?? null;
  }

  private written(standing: Standing): string {
    const words = this.strings.figures.voteBar;
    return this.isByAccuracy
      ? fill(words.right, { share: percent(1 - standing.loss) })
      : fill(words.loss, { loss: numeral(standing.loss) });
  }

  protected override draw(state: PlayerState): void {
    const words = this.strings.figures.voteBar;
    const found = counts(this.ballot, this.choices.length);
    const total = this.ballot.given.length;
    const standings = this.isOpen ? this.standings(state) : null;
    const lowest = standings === null ? [] : lowestOf(standings.map(({ loss }) => loss));
    const most = Math.max(1, total, ...(this.ballot.before ?? []));
    for (const [place, row] of [...this.querySelectorAll<HTMLElement>('li')].entries()) {
      row.style.setProperty('--votes', String(found[place]! / most));
      row.style.setProperty('--before', String((this.ballot.before?.[place] ?? 0) / most));
      row.toggleAttribute('data-lowest', lowest.includes(place));
      this.write(row, 'count', String(found[place]));
      this.write(row, 'loss', standings === null ? '' : this.written(standings[place]!));
    }
    this.piece('back').disabled = total === 0;
    this.piece('reveal').textContent = this.isOpen ? words.hide : words.reveal;
    this.write(this, 'said', this.said(standings, lowest, found));
  }

  private said(standings: readonly Standing[] | null, lowest: readonly number[], found: readonly number[]): string {
    const words = this.strings.figures.voteBar;
    const total = this.ballot.given.length;
    if (!this.isOpen) return fill(words.closed, { total });
    if (standings === null) return words.waiting;
    const list = (pick: (standing: Standing) => number): string => standings.map(pick).join(', ');
    return fill(this.isByAccuracy ? words.openRight : words.open, {
      updates: list(({ updates }) => updates),
      examples: list(({ examples }) => examples),
      names: lowest.map((place) => this.choices[place]!.dataset['choice']).join(words.and),
      right: lowest.reduce((sum, place) => sum + found[place]!, 0),
      total,
    });
  }

  private write(within: HTMLElement, part: string, text: string): void {
    const piece = within.querySelector<HTMLElement>(`[data-part="${part}"]`)!;
    if (piece.textContent !== text) piece.textContent = text;
  }
}

customElements.define('vote-bar', VoteBar);
