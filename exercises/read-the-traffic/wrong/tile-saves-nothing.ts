/**
 * The tile saves nothing, you say
 *
 * With tiles a thread fetches one number of each tile, not its whole row and column: its neighbours bring the
 * rest.
 */

export const answers = { 'g2-8-reads': '1024', 'g2-16-reads': '1024', 'g3-reads': '2560' };
