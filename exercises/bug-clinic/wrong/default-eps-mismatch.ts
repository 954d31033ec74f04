/**
 * Plain descent has no ε
 *
 * Two of the three descend plainly. In the third, gradients are far larger than any ε that a framework has.
 */

export const answers = { a: 'default-eps-mismatch', b: 'default-eps-mismatch', c: 'default-eps-mismatch' };
