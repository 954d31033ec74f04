/**
 * Ties a player to the page's address. What stands behind `#` when the page is opened, or is put there later, is shown; while the reader
 * stands still the address follows. What cannot be opened is told in one sentence, and the page shows its own first moment.
 */

import { fill } from '../i18n/fill.ts';
import type { Strings } from '../i18n/index.ts';
import { isProblem, type Moment, type MomentProblem, parseMoment, printMoment, speaksOfMoment } from './Moment.ts';
import { type Player, type PlayerState, Refused } from './Player.ts';

/** Browsers refuse to change the address more often than some hundred times in half a minute. */
const FOLLOW_MS = 400;

type Words = Strings['figures']['moment'];

/** Where the player meets the browser; a test gives its own. */
export interface Place {
  readonly location: Pick<Location, 'hash' | 'href'>;
  readonly history: Pick<History, 'replaceState'>;
  readonly addEventListener: (type: 'hashchange', listener: () => void) => void;
}

interface AddressOptions {
  readonly version: string;
  readonly words: Words;
  readonly place: Place;
  readonly tell: (sentence: string) => void;
  /** Is a moment in the page's address this player's to show? Default: every one. */
  readonly isMine?: (moment: Moment) => boolean;
  /** Told of a moment before its numbers can be seen, so that what it hides is hidden; and of the one before when it is refused. */
  readonly opening?: (moment: Moment) => void;
  /** Told of a moment that is open. */
  readonly opened?: (moment: Moment) => void;
}

export class Address {
  private readonly player: Player;
  private readonly version: string;
  private readonly words: Words;
  private readonly place: Place;
  private readonly tell: (sentence: string) => void;
  private readonly isMine: (moment: Moment) => boolean;
  private readonly opening: (moment: Moment) => void;
  private readonly opened: (moment: Moment) => void;
  private timer: ReturnType<typeof setTimeout> | null = null;
  /** Nothing is written before the reader has acted. */
  private first: string;

  constructor(player: Player, options: AddressOptions) {
    const { version, words, place, tell, isMine = () => true, opening = () => {}, opened = () => {} } = options;
    this.player = player;
    this.version = version;
    this.words = words;
    this.place = place;
    this.tell = tell;
    this.isMine = isMine;
    this.opening = opening;
    this.opened = opened;
    this.first = printMoment(player.moment);
    player.subscribe((state) => this.follow(state));
    place.addEventListener('hashchange', () => void this.read());
    void this.read();
  }

  /** The link to where the reader is, in the form that survives being sent. */
  get link(): string {
    const moment = { ...this.player.moment, version: this.version };
    return `${this.place.location.href.replace(/#.*$/, '')}#${printMoment(moment, 'encoded')}`;
  }

  /** Open what the address says, if it speaks of a moment. */
  private async read(): Promise<void> {
    const { hash } = this.place.location;
    if (!speaksOfMoment(hash)) return;
    const moment = parseMoment(hash);
    if (isProblem(moment) || this.isMine(moment)) await this.open(hash);
  }

  /** Show a moment, whoever's it is. What cannot be read or opened is told. */
  async open(hash: string): Promise<void> {
    const moment = parseMoment(hash);
    if (isProblem(moment)) return this.tell(this.sentence(moment));
    const before = this.player.moment;
    this.opening(moment);
    try {
      await this.player.openMoment(moment);
      this.tell(moment.version !== null && moment.version !== this.version ? this.words.otherVersion : '');
      this.opened(moment);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.opening(before);
      this.tell(fill(this.words.refused, { message: error.message, hint: error.hint }));
    }
  }

  private sentence({ reason, part }: MomentProblem): string {
    return fill(this.words.problems[reason], { part });
  }

  private follow({ status, target }: PlayerState): void {
    const isStill = (status === 'paused' || status === 'recorded') && target === null;
    if (!isStill || this.timer !== null) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.write();
    }, FOLLOW_MS);
  }

  /** The address says where the reader stands, if the reader stands still. */
  write(): void {
    const { status, target } = this.player.state;
    if ((status !== 'paused' && status !== 'recorded') || target !== null) return;
    const text = printMoment(this.player.moment);
    if (text === this.first) return;
    this.first = '';
    if (`#${text}` !== this.place.location.hash) this.place.history.replaceState(null, '', `#${text}`);
  }
}
