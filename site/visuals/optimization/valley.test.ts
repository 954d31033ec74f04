import { expect, it } from 'vitest';
import { stepOf } from '../parts/cells/recordedStep.ts';
import { REACH, valleyOf } from './valley.ts';

it('the curve passes through the loss where the track stands, and the true frequency lies at its lowest place', async () => {
  const trace = await stepOf('sine-frequency', 0, ['surface', 'fullLoss']);
  const { theta, after, fullLoss, surface } = valleyOf(trace)!;
  expect(theta).toBe(5);
  expect(after).not.toBe(5);
  const place = (at: number): number => REACH[0] + ((REACH[1] - REACH[0]) * at) / (surface.length - 1);
  const at = Array.from(surface).findIndex((_, i) => Math.abs(place(i) - 5) < 1e-9);
  expect(surface[at]).toBeCloseTo(fullLoss, 6);
  const lowest = Array.from(surface).indexOf(Math.min(...Array.from(surface)));
  expect(place(lowest)).toBeCloseTo(2.5, 1);
});

it('a run of two parameters is no valley of one', async () => {
  expect(valleyOf(await stepOf('line-three-ways', 0, ['surface', 'fullLoss']))).toBeNull();
});
