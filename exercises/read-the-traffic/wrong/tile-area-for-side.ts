/**
 * Divided by the area of the tile
 *
 * A tile of 16 × 16 saves a factor of 16, not of 256: each number serves the sixteen threads of its row or column.
 */

export const answers = { 'g2-8-reads': '16', 'g2-16-reads': '4' };
