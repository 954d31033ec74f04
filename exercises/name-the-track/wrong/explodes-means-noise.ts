/**
 * An edge, not chance
 *
 * All fifty examples vote each time, so there is no chance in it. Every step overshoots by more than it came with: η
 * is above 2/λ.
 */

export const answers = { explodes: 'chance' };
