import { describe, expect, it } from 'vitest';
import { allRuns, forwardLines, runProgram } from './programRuns.ts';

describe('the program of a first CNN', () => {
  it('meets its missing name first, in its first line', () => {
    expect(runProgram({ imported: false, padding: 1, side: 6 })).toEqual({
      shapes: forwardLines.map(() => null),
      failed: 0,
      message: 'ReferenceError: F is not defined',
      hint: '',
    });
  });

  it('then its size, in the framework’s words', () => {
    const { shapes, failed, message, hint } = runProgram({ imported: true, padding: 1, side: 6 });
    expect(shapes).toEqual([[2, 32, 16, 16], [2, 64, 8, 8], [2, 4096], null, null]);
    expect(failed).toBe(3);
    expect(message).toBe(
      'linear: the layer expects 64·6·6 = 2304 features, the input gives 64·8·8 = 4096 ([2, 64, 8, 8] flattened to [2, 4096]; weight [128, 2304])',
    );
    expect(hint).toContain('Linear(64 * 8 * 8, 128)');
  });

  it('runs when either is mended, and only then', () => {
    const runs = allRuns();
    const right = Object.keys(runs).filter((key) => runs[key]!.failed === null);
    expect(right).toEqual(['true,0,6', 'true,1,8']);
    for (const key of right) expect(runs[key]!.shapes.at(-1)).toEqual([2, 10]);
  });
});
