/**
 * Not everybody is in the middle
 *
 * Nine windows see a pixel only where nine fit round it. In a corner, or with a stride, there are fewer.
 */

export const answers = { corner: '9', edge: '9', unpadded: '9', beside: '9', strided: '9', between: '9' };
