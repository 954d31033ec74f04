import { describe, expect, it } from 'vitest';
import type { Player, PlayerState } from '../../../player/Player.ts';
import { steadySeek } from './steadySeek.ts';

/** Only what a slider meets of the player: its state, and a list of the seeks it got. */
function standIn(known: number) {
  const seeks: number[] = [];
  let tell: (state: PlayerState) => void = () => {};
  const metrics = Array.from({ length: known }, (_, step) => ({ step, loss: 1, accuracy: 0 }));
  const player = {
    state: { status: 'paused', target: null, metrics } as unknown as PlayerState,
    subscribe: (subscriber: (state: PlayerState) => void) => {
      tell = subscriber;
    },
    seek: (target: number) => {
      seeks.push(target);
      player.state = { ...player.state, status: 'seeking', target };
    },
  };
  const arrive = (): void => {
    player.state = { ...player.state, status: 'paused', target: null };
    tell(player.state);
  };
  return { seek: steadySeek(player as unknown as Player), seeks, arrive };
}

describe('a dragged slider', () => {
  it('lets a step that was made before arrive, then asks for the latest place only', () => {
    const { seek, seeks, arrive } = standIn(100);
    seek(50);
    seek(40);
    seek(30);
    expect(seeks).toEqual([50]);
    arrive();
    expect(seeks).toEqual([50, 30]);
    arrive();
    expect(seeks).toEqual([50, 30]);
  });

  it('gives up at once on a step that has not been made yet', () => {
    const { seek, seeks } = standIn(100);
    seek(300);
    seek(40);
    expect(seeks).toEqual([300, 40]);
  });
});
