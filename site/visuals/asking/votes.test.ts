import { describe, expect, it } from 'vitest';
import { counts, emptyBallot, lowestOf, takenBack, voted, votedAgain } from './votes.ts';

describe('a ballot', () => {
  const ballot = [0, 2, 2, 1].reduce(voted, emptyBallot);

  it('counts every vote at its choice', () => {
    expect(counts(ballot, 3)).toEqual([1, 1, 2]);
    expect(counts(emptyBallot, 3)).toEqual([0, 0, 0]);
  });

  it('takes back the last vote only, and none where there is none', () => {
    expect(counts(takenBack(ballot), 3)).toEqual([1, 0, 2]);
    expect(takenBack(emptyBallot)).toEqual(emptyBallot);
  });

  it('keeps the round before beside the next', () => {
    const next = voted(votedAgain(ballot, 3), 0);
    expect(next.before).toEqual([1, 1, 2]);
    expect(counts(next, 3)).toEqual([1, 0, 0]);
  });
});

describe('who is lowest', () => {
  // Losses of line-three-ways, seed 7: after 20 updates, and after each has read its 50 examples.
  it('calls two of one height level', () => expect(lowestOf([0.3059, 0.3117, 1.097])).toEqual([0, 1]));
  it('names one where one is lowest by far', () => expect(lowestOf([2.679, 0.687, 0.37])).toEqual([2]));
});
