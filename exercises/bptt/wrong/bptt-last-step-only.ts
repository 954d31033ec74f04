/**
 * No way back through the state
 *
 * Every step hears only its own loss. A state also feeds the next one, and what that one says comes back through Whh.
 *
 * @moment t=recall-rnn.7~recall-rnn.7!bptt-last-step-only&step=20
 */

export function bptt(
  xs: number[][],
  w: { ih: number[][]; hh: number[][]; bih: number[]; bhh: number[] },
  gradH: number[][],
): { ih: number[][]; hh: number[][]; b: number[]; h0: number[] } {
  const H = w.hh.length;
  const states = [Array<number>(H).fill(0)]; // h₀ … h_T
  for (const x of xs) {
    const before = states.at(-1)!;
    const sum = w.ih.map((row, j) => dot(row, x) + w.bih[j]! + dot(w.hh[j]!, before) + w.bhh[j]!);
    states.push(sum.map(Math.tanh));
  }
  const ih = w.ih.map((row) => row.map(() => 0));
  const hh = w.hh.map((row) => row.map(() => 0));
  const b = Array<number>(H).fill(0);
  let later = Array<number>(H).fill(0); // what the steps behind this one say about its state
  for (let t = xs.length - 1; t >= 0; t--) {
    const now = states[t + 1]!;
    const delta = now.map((h, j) => gradH[t]![j]! * (1 - h * h)); // [H]
    for (const [j, pull] of delta.entries()) {
      for (const [i, value] of xs[t]!.entries()) ih[j]![i]! += pull * value;
      for (const [i, value] of states[t]!.entries()) hh[j]![i]! += pull * value;
      b[j]! += pull;
    }
    later = states[t]!.map((_, i) => delta.reduce((sum, pull, j) => sum + w.hh[j]![i]! * pull, 0));
  }
  return { ih, hh, b, h0: later };
}

const dot = (a: number[], b: number[]): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
