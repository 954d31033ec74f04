/**
 * A threshold mends no labels
 *
 * The two thresholds make the rates equal by what was written down. Twelve of B were written down wrongly: count them among those who would have repaid.
 */

export const answers = { thresholds: 'equal' };
