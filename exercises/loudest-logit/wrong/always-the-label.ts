/**
 * The truth is never the quietest
 *
 * At the right class the pull is as large as all the others of its row together. In a row that is nearly right it is
 * small, and still the largest there.
 */

export const answers = { quietest: 'E0', 'quietest-of-e': '0' };
