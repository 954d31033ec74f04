/**
 * Rain exceeds one millimetre
 *
 * Behind a sigmoid nothing above 1 can be said. A number has nothing behind it.
 */

export const answers = { rain: 'squashed-number' };
