/**
 * More than its own window
 *
 * You counted the window that stands at the pixel. Its neighbours reach over it, too.
 */

export const answers = { centre: '1', corner: '1', edge: '1', beside: '1', strided: '1' };
