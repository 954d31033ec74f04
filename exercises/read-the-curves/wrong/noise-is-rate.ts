/**
 * Noise is not divergence
 *
 * The training loss trembles a little, because every step silences others. A rate that is too high throws the held-out loss about as well; here it falls smoothly.
 */

export const answers = { bo: 'rate' };
