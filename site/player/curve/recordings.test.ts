// The committed learning curves: each run has one, it is of the run as it is written now, and it is small enough to stand in a page.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reachesThreshold, runs } from '#framework';
import { largestGap, recordedNumbers } from '../../visuals/stage/runs/curveNumbers.ts';
import type { RunCurve } from './RunCurve.ts';
import { recordCurve } from './recordCurve.ts';
import { recordingPath, recordingProblem } from './sourceHash.ts';

const MOST_BYTES = 30_000;
const read = (run: string): RunCurve => JSON.parse(readFileSync(recordingPath(run), 'utf8'));

describe('the recordings', () => {
  it('are all there and fresh; if not, run the command in the list', () => {
    const due = runs.flatMap(({ name }) => {
      const problem = recordingProblem(name);
      return problem === null ? [] : [`${problem}: npm run record -- ${name}`];
    });
    expect(due).toEqual([]);
  });

  it('are small, complete, and kept the promise of their run', () => {
    for (const run of runs.filter(({ name }) => recordingProblem(name) !== 'missing')) {
      const text = readFileSync(recordingPath(run.name), 'utf8');
      expect.soft(text.length, run.name).toBeLessThanOrEqual(MOST_BYTES);
      const { losses, evaluations, totalSteps, stepsPerEpoch } = read(run.name);
      expect.soft(losses['loss']?.steps[0], run.name).toBe(0);
      expect.soft(evaluations, run.name).toHaveLength(totalSteps / stepsPerEpoch);
      expect.soft(evaluations.at(-1)?.step, run.name).toBe(totalSteps);
      expect.soft(reachesThreshold(run, evaluations.at(-1)?.metrics[run.metric] ?? Number.NaN), run.name).toBe(true);
    }
  });

  it('belong to a run each', () => {
    const names = readdirSync(dirname(recordingPath('x'))).map((file) => file.replace('.json', ''));
    expect(names.filter((name) => !runs.some((run) => run.name === name))).toEqual([]);
  });

  it('can be made again: the numbers of a recorded run come out as they were', async () => {
    const recorded = read('line-regression');
    const again = await recordCurve({ run: 'line-regression', seed: recorded.seed, backend: recorded.backend });
    expect(Object.keys(again.losses)).toEqual(Object.keys(recorded.losses));
    // Not digit for digit: a machine that fuses multiply and add differs in the seventh, and rounding may carry that to the fifth.
    expect(largestGap(recordedNumbers(recorded), recordedNumbers(again))).toBeLessThan(1e-4);
    expect(again.evaluations.map(({ step }) => step)).toEqual(recorded.evaluations.map(({ step }) => step));
  });
});
