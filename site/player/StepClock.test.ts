import { expect, it } from 'vitest';
import { StepClock } from './StepClock.ts';

it('times whole stretches up to a step that was read, without the first ten steps', () => {
  const clock = new StepClock();
  for (let i = 0; i < 10; i++) clock.step(100, true);
  expect(clock.timed).toEqual({ steps: 0, ms: 0 });
  clock.step(1, false);
  clock.step(1, false);
  expect(clock.timed.steps, 'nobody knows yet whether they are done').toBe(0);
  clock.step(8, true);
  expect(clock.timed).toEqual({ steps: 3, ms: 10 });
  clock.step(1, false);
  clock.drop();
  clock.step(5, true);
  expect(clock.timed).toEqual({ steps: 4, ms: 15 });
});
