/**
 * The window was read downwards
 *
 * Within a window row by row: v, the column, changes fastest.
 */

export function im2col(
  x: number[][][],
  [tall, wide]: [number, number],
  { stride, padding }: { stride: number; padding: number },
): number[][] {
  const rows = Math.floor((x[0]!.length + 2 * padding - tall) / stride) + 1;
  const columns = Math.floor((x[0]![0]!.length + 2 * padding - wide) / stride) + 1;
  const table: number[][] = [];
  for (let c = 0; c < x.length; c++)
    for (let v = 0; v < wide; v++)
      for (let u = 0; u < tall; u++) {
        const row: number[] = [];
        for (let i = 0; i < rows; i++)
          for (let j = 0; j < columns; j++) row.push(x[c]?.[i * stride + u - padding]?.[j * stride + v - padding] ?? 0);
        table.push(row);
      }
  return table;
}
