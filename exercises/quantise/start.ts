/** Weights as whole numbers of so many bits, and one factor a row that gives them back: w ≈ q · scale. */
export function quantise(w: number[][], bits: number): { q: number[][]; scale: number[] } {
  // your turn: the largest whole number of so many bits, and for each row the factor that lands its largest weight on it.
  return { q: w.map((row) => row.map(() => 0)), scale: w.map(() => 1) };
}
