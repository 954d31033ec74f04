import { expect, test } from 'vitest';
import { firstOfPage } from './firstOfPage.ts';

test('each page has a first of each kind', () => {
  const [one, other] = [{}, {}];
  expect([firstOfPage(one, 'run'), firstOfPage(one, 'run'), firstOfPage(one, 'exercise')]).toEqual([true, false, true]);
  expect(firstOfPage(other, 'run')).toBe(true);
});
