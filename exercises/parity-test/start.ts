type Model = (x: number[][]) => number[][];

/** Whether two programs compute the same function, as far as a test can tell. x: [m, inputs] */
export function agrees(ours: Model, theirs: Model, inputs: number): boolean {
  const x = [new Array<number>(inputs).fill(0)];
  // your turn: one row of zeros tells very little.
  return JSON.stringify(ours(x)) === JSON.stringify(theirs(x));
}
