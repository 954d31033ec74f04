/** Weights as whole numbers of so many bits, and one factor a row that gives them back: w ≈ q · scale. */
export function quantise(w: number[][], bits: number): { q: number[][]; scale: number[] } {
  const most = 2 ** (bits - 1) - 1;
  const scale = w.map((row) => {
    const largest = Math.max(...row.map(Math.abs));
    return largest === 0 ? 1 : largest / most;
  });
  return { q: w.map((row, r) => row.map((value) => Math.round(value / scale[r]!) + 0)), scale };
}
