/**
 * Only the forward side was read
 *
 * Forwards the default looks better than Xavier, because its drawn biases keep adding something that is the same for
 * all points. The gradient tells them apart: g₁ is a hundred times smaller.
 */

export const answers = { A: 'xavier', F: 'default' };
