// The address: opened when the page says so, written while the reader stands still and never before, and refused in a sentence.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { figures } from '../i18n/en/figures.ts';
import { Address, type Place } from './Address.ts';
import { type Moment, momentOf } from './Moment.ts';
import { type Player, type PlayerState, Refused } from './Player.ts';
import { plainTrack } from './TrackSpec.ts';

/** As much of a player as an address meets. */
class Standing {
  state = { status: 'recorded', target: null } as unknown as PlayerState;
  moment: Moment = momentOf([plainTrack('digits-cnn', 7)], 40);
  opened: Moment[] = [];
  refusal: Refused | null = null;
  private tell: (state: PlayerState) => void = () => {};

  subscribe(subscriber: (state: PlayerState) => void): void {
    this.tell = subscriber;
  }

  async openMoment(moment: Moment): Promise<void> {
    if (this.refusal !== null) throw this.refusal;
    this.opened.push(moment);
  }

  become(state: Partial<PlayerState>, moment: Partial<Moment> = {}): void {
    this.state = { ...this.state, ...state };
    this.moment = { ...this.moment, ...moment };
    this.tell(this.state);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function arrive(hash: string, refusal: Refused | null = null) {
  const player = new Standing();
  player.refusal = refusal;
  const written: string[] = [];
  let change = (): void => {};
  const location = { hash, href: `https://example.org/lesson/${hash}` };
  const place: Place = {
    location,
    history: {
      replaceState: (_data: unknown, _title: string, url?: string | URL | null) => {
        written.push(String(url));
        location.hash = String(url);
      },
    },
    addEventListener: (_type, listener) => {
      change = listener;
    },
  };
  const told: string[] = [];
  const framed: string[] = [];
  const address = new Address(player as unknown as Player, {
    version: '0123abcd',
    words: figures.moment,
    place,
    tell: (sentence) => told.push(sentence),
    opening: ({ hide }) => framed.push(`opening, hides ${hide.join(' ') || 'nothing'}`),
    opened: ({ hide }) => framed.push(`opened, hides ${hide.join(' ') || 'nothing'}`),
  });
  await vi.advanceTimersByTimeAsync(0);
  return { player, written, told, framed, address, location, changed: () => change() };
}

const later = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1000);

describe('an address', () => {
  it('is left alone until the reader has acted, and a place on the page is no moment', async () => {
    const { player, written, told } = await arrive('#backward');
    player.become({ status: 'recorded' });
    await later();
    expect([written, told, player.opened]).toEqual([[], [], []]);
  });

  it('follows while the reader stands still: not while playing, and once for many changes', async () => {
    const { player, written } = await arrive('');
    player.become({ status: 'playing' }, { step: 3 });
    await later();
    expect(written).toEqual([]);
    for (const step of [4, 5, 6]) player.become({ status: 'paused' }, { step });
    await later();
    expect(written).toEqual(['#t=digits-cnn.7&step=6']);
    player.become({ status: 'paused', target: 9 });
    await later();
    expect(written).toHaveLength(1);
  });

  it('is opened on arrival and when it changes, and says when it is of another version', async () => {
    const { player, told, location, changed } = await arrive('#t=digits-cnn.7&step=3&v=ffffffff');
    expect(player.opened.map(({ step }) => step)).toEqual([3]);
    expect(told).toEqual([figures.moment.otherVersion]);
    location.hash = '#t=digits-cnn.7&step=4&v=0123abcd';
    changed();
    await later();
    expect(player.opened.map(({ step }) => step)).toEqual([3, 4]);
    expect(told.at(-1)).toBe('');
  });

  it('that cannot be read, or names what is not possible, is told in a sentence', async () => {
    const malformed = await arrive('#t=digits-cnn.7&step=x');
    expect(malformed.told).toEqual(['This link says “step=x”, which is not possible: you see where the page begins.']);
    expect(malformed.player.opened).toEqual([]);
    const refused = await arrive(
      '#t=digits-cnn.7!no',
      new Refused({ message: 'there is no such bug', hint: 'it has none.' }),
    );
    expect(refused.told[0]).toContain('there is no such bug. it has none.');
  });

  it('hides before the numbers come, and no more when the moment is refused', async () => {
    const hash = '#t=digits-cnn.7&step=3&hide=clock,losses';
    expect((await arrive(hash)).framed).toEqual(['opening, hides clock losses', 'opened, hides clock losses']);
    const refused = await arrive(hash, new Refused({ message: 'no', hint: 'none' }));
    expect(refused.framed).toEqual(['opening, hides clock losses', 'opening, hides nothing']);
  });

  it('has a sentence for every reason', () => {
    const reasons = ['noTracks', 'tooManyTracks', 'track', 'key', 'twice', 'value', 'encoding'];
    expect(Object.keys(figures.moment.problems).toSorted()).toEqual(reasons.toSorted());
  });

  it('is copied whole, in the encoded form, with the version', async () => {
    const { player, address } = await arrive('');
    player.become({}, { tracks: [{ ...plainTrack('digits-cnn', 7), bugs: ['kernel-flipped'] }], step: 5 });
    expect(address.link).toBe('https://example.org/lesson/#t=digits-cnn.7%21kernel-flipped&step=5&v=0123abcd');
  });
});
