/**
 * A chance that is right is not a rate that is equal
 *
 * A calibrated chance says how many of a hundred repay. Where fewer of a group repay, fewer of those who would repay reach the threshold.
 */

export const answers = { calibrated: 'tpr' };
