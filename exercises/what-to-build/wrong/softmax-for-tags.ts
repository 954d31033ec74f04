/**
 * A photo may have two
 *
 * A softmax deals out one whole: where one tag is likely, another cannot be. Tags are several coins.
 */

export const answers = { tags: 'die' };
