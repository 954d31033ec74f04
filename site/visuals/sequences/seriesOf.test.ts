import { describe, expect, it } from 'vitest';
import { stepOf } from '../parts/cells/recordedStep.ts';
import { seriesOf } from './seriesOf.ts';

describe('seriesOf', () => {
  it('is what the GRU reads of an example, and its squared errors over the batch are the recorded loss', async () => {
    const trace = await stepOf('sine-gru', 3);
    const all = trace.batchIds.map((_, item) => seriesOf({ ...trace, item })!);
    expect(all.map(({ read }) => read.length)).toEqual(all.map(() => 24));
    const errors = all.map(({ forecast, truth }) => (forecast! - truth!) ** 2);
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeCloseTo(trace.loss, 5);
    expect(seriesOf({ ...trace, tensors: new Map() })).toBeNull();
  });
});
