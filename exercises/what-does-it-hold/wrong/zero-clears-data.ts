/**
 * Only the gradient is emptied
 *
 * x and x.grad are two numbers. Emptying one leaves the other as it was.
 */

export const answers = { value: 0 };
