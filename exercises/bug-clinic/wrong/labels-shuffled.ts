/**
 * Accuracy leaves chance
 *
 * With shuffled labels nothing can be learned that holds for the next batch. A tenth is chance: who reads far more right, at least once? And who never could, for a reason that stands in the first loss?
 */

export const answers = { a: 'labels-shuffled', b: 'labels-shuffled', c: 'labels-shuffled' };
