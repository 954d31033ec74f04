/**
 * Examples were read as updates
 *
 * One update of this track reads all fifty examples. You counted examples: the other clock.
 */

export const answers = { back: 200 };
