/**
 * The share of the keys
 *
 * You took a share of the keys. Keys have different numbers of rows: the share counts rows.
 */

export function splitByKey(keys: number[], order: number[], share: number): [number[], number[]] {
  const met = [...new Set(order.map((row) => keys[row]!))];
  const learned = met.slice(0, Math.ceil(share * met.length));
  const all = keys.map((_, row) => row);
  return [all.filter((row) => learned.includes(keys[row]!)), all.filter((row) => !learned.includes(keys[row]!))];
}
