/**
 * They agree in the first row only
 *
 * Two columns begin alike. Look further down: the second row tells them apart.
 */

export const answers = { B: 'adds-instead' };
