import type { Generator } from '#framework';
import { between } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

type Costs = {
  readonly send: number;
  readonly notice: number;
  readonly compile: number;
  readonly work: readonly number[];
};

/** Runs that take about as long as each other, one of them disturbed. The first is the one that nobody times. */
function card(random: Generator, runs: number, disturbed: number): [Costs, number] {
  const work = Array.from({ length: runs + 1 }, (_, i) => between(random, 2, 3) + (i === disturbed ? 40 : 0));
  const costs = {
    send: between(random, 0.1, 0.3),
    notice: between(random, 0.05, 0.1),
    compile: between(random, 80, 120),
    work,
  };
  return [costs, runs];
}

export default defineExercise({
  kind: 'function',
  driven: true,
  name: 'timeKernel',
  args: ['card', 'runs'],
  answer: 'time',
  cases: [
    known('three', 'three runs of 2, 4 and 3 ms', [{ send: 0.5, notice: 0.25, compile: 90, work: [3, 2, 4, 3] }, 3]),
    known('random', 'seven runs, random', (random) => card(random, 7, -1)),
    trap('disturbed', 'nine runs, one of them disturbed', (random) => card(random, 9, 4)),
    trap('once', 'a single run', (random) => card(random, 1, -1)),
    trap('slow-sending', 'eleven short runs that take as long to send', (random) => {
      const [costs] = card(random, 11, 5);
      return [{ ...costs, send: 2, notice: 1 }, 11];
    }),
  ],
  // From the costs themselves: each run stands alone, so its time is sending, working and hearing of it.
  truth: ({ send, notice, work }: Costs, runs: number) => {
    const times = work.slice(1, runs + 1).toSorted((a, b) => a - b);
    return send + times[Math.floor(runs / 2)]! + notice;
  },
});
