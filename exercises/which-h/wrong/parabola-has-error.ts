/**
 * A parabola is measured exactly
 *
 * The centred error is h²/6 times the third derivative, and a parabola has none. Only rounding is left.
 */

export const answers = { parabola: 'h2' };
