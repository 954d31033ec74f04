/**
 * This one has no floor
 *
 * Softmax applied twice holds the loss of ten classes above ln(e + 9) − 1, and it gets near it while nearly all are read right. This one goes elsewhere.
 */

export const answers = { b: 'softmax-applied-twice', c: 'softmax-applied-twice' };
