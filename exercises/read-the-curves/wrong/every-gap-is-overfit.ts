/**
 * A gap alone is no overfitting
 *
 * Between these two losses lies a few hundredths, and both have stopped falling: that is as good as it gets. Overfit is a gap that grows while the held-out loss climbs.
 */

export const answers = { fay: 'overfit' };
