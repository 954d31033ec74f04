import { beforeAll, describe, expect, it } from 'vitest';
import type { StepTrace } from '../../player/protocol.ts';
import { stepOf } from '../parts/cells/recordedStep.ts';
import { nextLetter } from './nextLetter.ts';

let trace: StepTrace;
beforeAll(async () => {
  trace = await stepOf('names-rnn', 2);
}, 60_000);

describe('the next letter', () => {
  it('its probabilities, at the letters that follow, give the recorded loss over the whole batch', () => {
    let [sum, count] = [0, 0];
    const [, length = 0] = trace.tensors.get(trace.targets)!.shape;
    for (let item = 0; item < trace.batchIds.length; item++) {
      for (let t = 0; t < length; t++) {
        const { truth, likely } = nextLetter({ ...trace, item }, t)!;
        if (truth === null) continue;
        sum -= Math.log(likely.find(({ token }) => token === truth)!.probability);
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(trace.batchIds.length);
    expect(sum / count).toBeCloseTo(trace.loss, 4);
  });

  it('is said after what was read, likeliest first, and none is made up', () => {
    const { read, likely } = nextLetter(trace, 2)!;
    expect(read).toHaveLength(3);
    expect(likely.map(({ probability }) => probability)).toEqual(
      likely.map(({ probability }) => probability).toSorted((a, b) => b - a),
    );
    expect(nextLetter({ ...trace, tensors: new Map() }, 2)).toBeNull();
    expect(nextLetter(trace, 400)).toBeNull();
  });
});
