/** The last ⌈count · testShare⌉ windows examine; the `history` windows before them share values with them and belong to neither part. */
export function splitWindows(count: number, testShare: number, history: number): { train: number[]; test: number[] } {
  const first = count - Math.ceil(count * testShare);
  const all = Array.from({ length: count }, (_, i) => i);
  const learned = first === count ? count : Math.max(0, first - history);
  return { train: all.slice(0, learned), test: all.slice(first) };
}
