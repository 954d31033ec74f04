/**
 * Both losses are heard
 *
 * x is used in A and in B. Each walk leaves its part: y from A, and 2x from B.
 */

export const answers = { losses: 10 };
