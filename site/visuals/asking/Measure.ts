/** What a measure is: it reads a number off the state that is shown, and gives null where that does not hold it yet. */
import type { PlayerState } from '../../player/PlayerState.ts';

/** Of the player's state, what measures read. */
export type Measured = Pick<PlayerState, 'trace' | 'info' | 'metrics' | 'tracks'>;
export type Measure = (state: Measured) => number | null;
