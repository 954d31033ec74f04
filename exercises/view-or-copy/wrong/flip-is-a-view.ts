/**
 * Strides here are never negative
 *
 * Backwards would be a stride below 0. This framework has none, like PyTorch, so a flip is copied.
 */

export const answers = { flip: 'shares' };
