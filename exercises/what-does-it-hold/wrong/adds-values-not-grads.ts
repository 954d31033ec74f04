/**
 * Slopes are added, not values
 *
 * 15 is what L is worth. What lies in `grad` is how L answers a nudge of x, and that is y + 1.
 */

export const answers = { once: 15, twice: 30 };
