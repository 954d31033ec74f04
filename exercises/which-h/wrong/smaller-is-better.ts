/**
 * Smaller is not always better
 *
 * Below the valley rounding wins: J(x + h) and J(x − h) agree in almost every digit, and what is left of their
 * difference is noise, divided by a tiny number.
 */

export const answers = { float64: ['1e-12', '1e-8', '1e-5', '1e-3', '1e-1'] };
