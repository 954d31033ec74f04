/**
 * The windows do not overlap
 *
 * You moved by the size of the window. Neighbouring windows share cells, and each share is written again.
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
    for (let u = 0; u < tall; u++)
      for (let v = 0; v < wide; v++) {
        const row: number[] = [];
        for (let i = 0; i < rows; i++)
          for (let j = 0; j < columns; j++) row.push(x[c]?.[i * tall + u - padding]?.[j * wide + v - padding] ?? 0);
        table.push(row);
      }
  return table;
}
