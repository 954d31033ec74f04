/**
 * That is the consequence
 *
 * Units die of steps that are far too long, and dead ones do not come back to life. Ask what made the steps long, or the loss high, in the first place.
 */

export const answers = { a: 'dead-relu', b: 'dead-relu', c: 'dead-relu' };
