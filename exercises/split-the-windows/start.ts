/** Numbers of the windows that are learned from, and of those that examine. count: how many windows there are, the oldest first. */
export function splitWindows(count: number, testShare: number, history: number): { train: number[]; test: number[] } {
  // your turn: who examines, and who belongs to neither part?
  return { train: [], test: [] };
}
