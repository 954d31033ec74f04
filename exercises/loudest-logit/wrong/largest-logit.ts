/**
 * A large score is not a large pull
 *
 * How high a score stands says nothing by itself: only how its share differs from what it should be. A score that is
 * rightly high is left alone.
 */

export const answers = { loudest: 'C1', silent: 'C' };
