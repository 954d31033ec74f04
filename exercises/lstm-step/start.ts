/** State and memory after one step of an LSTM. x: [N, in], h and c: [N, H] */
export function lstmStep(
  x: number[][],
  state: [h: number[][], c: number[][]],
  w: { ih: number[][]; hh: number[][]; bih: number[]; bhh: number[] },
): { h: number[][]; c: number[][] } {
  const [h, c] = state;
  // your turn: four gates from two products, the memory, the state.
  return { h: h.map((row) => [...row]), c: c.map((row) => [...row]) };
}
