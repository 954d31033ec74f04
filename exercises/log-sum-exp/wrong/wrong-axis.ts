/**
 * Down the columns
 *
 * You return one number for each of the K columns. One is asked for in each of the m rows.
 */

export function logSumExp(x: number[][]): number[] {
  return (x[0] ?? []).map((_, k) => {
    const column = x.map((row) => row[k]!);
    const largest = Math.max(...column);
    return largest + Math.log(column.reduce((sum, value) => sum + Math.exp(value - largest), 0));
  });
}
