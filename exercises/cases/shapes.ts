/** Shapes that trap, and batches that do not come out even. */

/** Pairs [rows, columns] on which exchanged axes, lost axes and axes of size one show: never square, both orders, ones. */
export const trapShapes: readonly (readonly [number, number])[] = [
  [5, 3],
  [2, 7],
  [1, 4],
  [4, 1],
  [1, 1],
];

/** [examples, batch size] with a smaller last batch. */
export const raggedBatches: readonly (readonly [number, number])[] = [
  [7, 3],
  [5, 4],
  [9, 2],
];

/** The strides of a transposed, a sliced and a stepping view of a dense [rows, columns] tensor. */
export const stridedViews = (rows: number, columns: number) =>
  [
    { shape: [columns, rows], strides: [1, columns], offset: 0 },
    { shape: [rows - 1, columns], strides: [columns, 1], offset: columns },
    { shape: [rows, Math.ceil(columns / 2)], strides: [columns, 2], offset: 0 },
  ] as const;
