/**
 * A large share is only loud where it is wrong
 *
 * The share is the pull at the wrong classes alone. At the right class it is what is missing to 1, and where a wrong
 * share is large the truth misses at least as much.
 */

export const answers = { loudest: 'E0', 'loudest-of-a': '0' };
