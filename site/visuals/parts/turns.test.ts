import { expect, test } from 'vitest';
import { inTurn } from './turns.ts';

const busy = (ms: number): void => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};
/** A task that was asked for before the work began: it comes between two slices. */
const task = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test('what takes long lets others in between, in order, the first first', async () => {
  const done: string[] = [];
  for (const name of ['a', 'b', 'c'])
    inTurn(() => {
      busy(15);
      done.push(name);
    });
  inTurn(() => done.push('bar'), true);
  expect(done).toEqual([]);
  while (done.length < 2) await task();
  expect(done).toEqual(['bar', 'a']);
  while (done.length < 4) await task();
  expect(done).toEqual(['bar', 'a', 'b', 'c']);
});

test('one that fails is reported, and the next has its turn', async () => {
  const reported: unknown[] = [];
  Object.assign(globalThis, { reportError: (error: unknown) => reported.push(error) });
  let isReached = false;
  inTurn(() => {
    throw new Error('broken');
  });
  inTurn(() => {
    isReached = true;
  });
  while (!isReached) await task();
  expect(reported).toEqual([new Error('broken')]);
});
