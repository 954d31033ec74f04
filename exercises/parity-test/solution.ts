type Model = (x: number[][]) => number[][];

/** Spread out, of both signs, and no two alike: waves whose lengths do not fit each other. */
const input = (rows: number, inputs: number, from: number): number[][] =>
  Array.from({ length: rows }, (_, r) =>
    Array.from({ length: inputs }, (_, i) => 2 * Math.sin(1 + 1.7 * i + 2.9 * r + 0.31 * r * i + from)),
  );

/** A float32 program errs by about this share of what it adds up. */
const TOLERANCE = 1e-5;

/** As near as the size of the outputs allows: their largest one is the measure. */
function near(a: number[][], b: number[][]): boolean {
  const size = Math.max(...a.flat().map(Math.abs), ...b.flat().map(Math.abs));
  return a.every((row, r) => row.every((value, k) => Math.abs(value - b[r]![k]!) <= TOLERANCE * size));
}

/** Whether two programs compute the same function. x: [m, inputs] */
export function agrees(ours: Model, theirs: Model, inputs: number): boolean {
  for (let trial = 0; trial < 4; trial++) {
    const x = input(5, inputs, trial);
    const answer = theirs(x.map((row) => [...row]));
    if (!near(ours(x.map((row) => [...row])), answer)) return false;
    // The same question gets the same answer, and a row the same whoever stands beside it.
    if (!near(theirs(x.map((row) => [...row])), answer)) return false;
    if (!near(theirs([[...x[2]!]]), [answer[2]!])) return false;
  }
  return true;
}
