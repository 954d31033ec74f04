/**
 * More threads than were asked about
 *
 * Sixteen neighbours were asked about, not the 64 threads of a group, and only what each of them reads.
 */

export const answers = { 'g0-lines': '64', 'g1-lines': '64', 'g2-lines': '64', 'copy-lines': '64', 'g3-reads': '64' };
