/**
 * Not seeing is not equal
 *
 * The rule never saw the group, but it saw incomes, and those differ. Count how many of each group it approves.
 */

export const answers = { unaware: 'selected' };
