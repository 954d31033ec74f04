/**
 * One far stem bends the band
 *
 * The others are tilted because the line was pulled towards one point. Leave that point out, and the tilt goes with it.
 */

export const answers = { E: 'slope' };
