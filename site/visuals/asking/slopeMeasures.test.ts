import { describe, expect, it } from 'vitest';
import type { RunInfo } from '../../player/protocol.ts';
import { measureSlopes } from '../numbers/slopes/measureSlopes.ts';
import { stepOf } from '../parts/cells/recordedStep.ts';
import { slopeMeasures } from './slopeMeasures.ts';

describe('slopeMeasures', () => {
  it('the change for a nudge of 0.1 is what the microscope measured', async () => {
    const trace = await stepOf('sine-frequency', 0, ['surface', 'exampleLosses']);
    const state = { trace, info: {} as RunInfo, metrics: [], tracks: [] };
    const five = (await measureSlopes())['sine']!.find(({ at }) => at === 5)!;
    // The ladder's fourth step is 0.1.
    expect(slopeMeasures['change-for-a-nudge'](state)).toBeCloseTo(five.float64.ahead[4]! - five.float64.middle, 4);
    expect(slopeMeasures['sine-examples'](state)).toBe(40);
  }, 60_000);
});
