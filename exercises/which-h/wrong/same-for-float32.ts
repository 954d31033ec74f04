/**
 * Half the digits, another valley
 *
 * In float32 ε is 1e-7, not 2e-16. At h = 1e-5 rounding has eaten all but two digits; the valley lies further right.
 */

export const answers = { float32: '1e-5' };
