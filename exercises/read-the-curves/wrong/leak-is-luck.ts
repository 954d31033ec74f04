/**
 * Nobody is that lucky
 *
 * A tenth of the labels is wrong by chance. Who has all held-out rows right has seen them.
 */

export const answers = { dora: 'fine' };
