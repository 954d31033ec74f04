/**
 * A ladder that widens screams
 *
 * The answers grow fourfold at every layer, and the gradients with them: one step with such a gradient throws every
 * weight away. Keeping the size is good, not growing.
 */

export const answers = { B: 'he' };
