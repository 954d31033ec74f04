/**
 * Only 1 stretches
 *
 * 2 does not stretch to 4, even though it goes into it twice: that would be tiling.
 */

export const answers = { half: '4', taller: '4×3' };
