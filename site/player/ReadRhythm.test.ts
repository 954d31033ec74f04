import { describe, expect, it } from 'vitest';
import { FIRST_LOSSES, ReadRhythm } from './ReadRhythm.ts';

/** Which of the first `count` steps are read when each takes so long. */
function readSteps(count: number, ms: number, stepsPerEpoch: number): number[] {
  let time = 0;
  const rhythm = new ReadRhythm(stepsPerEpoch, () => time);
  const read: number[] = [];
  for (let step = 0; step < count; step++) {
    const isRead = rhythm.isRead(step);
    time += ms;
    if (isRead) read.push(step);
    rhythm.made(isRead);
  }
  return read;
}

describe('which steps on a GPU are read', () => {
  it('all of the first, then every tenth of fast ones, and the last of each epoch', () => {
    const read = readSteps(64, 1, 25);
    expect(read.slice(0, FIRST_LOSSES)).toEqual(Array.from({ length: FIRST_LOSSES }, (_, step) => step));
    expect(read.slice(FIRST_LOSSES)).toEqual([24, 34, 44, 49, 59]);
  });

  it('every one where a step takes longer than a glance', () => {
    expect(readSteps(40, 50, 1000)).toHaveLength(40);
  });
});
