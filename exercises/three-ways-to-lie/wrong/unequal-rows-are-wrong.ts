/**
 * Units of a layer differ
 *
 * They began with different weights, so they hear different things. Rows that were alike would be the mistake: such units
 * would stay copies of each other.
 */

export const answers = { proof: 'rows' };
