/**
 * Even faster from place to place
 *
 * With seed 7 it serves 0 clouds at step 2400. The generator already outruns its critic; a larger rate only throws it further.
 */

export const answers = { fork: 'faster-generator' };
