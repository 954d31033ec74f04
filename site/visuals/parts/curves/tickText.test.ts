import { expect, it } from 'vitest';
import { ticksUpTo } from './ticksUpTo.ts';
import { tickText } from './tickText.ts';

it('writes no tick longer than fits beside an axis, and none that reads as another number', () => {
  expect(ticksUpTo(1_700_000, 4).map(tickText)).toEqual(['0', '5e5', '1e6', '1.5e6']);
  expect([0.25, 500, 80_000, -250_000].map(tickText)).toEqual(['0.25', '500', '80000', '-2.5e5']);
  for (let end = 1; end < 1e12; end *= 3)
    for (const tick of ticksUpTo(end, 4)) {
      expect(tickText(tick).length, String(tick)).toBeLessThanOrEqual(6);
      expect(Number(tickText(tick))).toBe(tick);
    }
});
