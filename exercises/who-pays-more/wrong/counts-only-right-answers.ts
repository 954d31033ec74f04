/**
 * Right three times out of four, both
 *
 * That is their accuracy. The price also asks how sure each was when it was wrong: 0.4 is a doubt, 0.001 a certainty.
 */

export const answers = { pays: 'same' };
