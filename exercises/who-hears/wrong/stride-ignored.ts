/**
 * Windows were left out
 *
 * With stride 2 only every second window exists. Count those that begin at even rows and columns.
 */

export const answers = { between: '4' };
