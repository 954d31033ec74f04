import { beforeAll, describe, expect, it } from 'vitest';
import { measureSlopes } from './measureSlopes.ts';
import {
  askedOf,
  bestStep,
  commonDigits,
  ladder,
  type Measured,
  pointsWithin,
  readSlope,
  relativeError,
} from './readSlope.ts';

let curves: Readonly<Record<string, readonly Measured[]>>;
let five: Measured;
beforeAll(async () => {
  curves = await measureSlopes();
  five = curves['sine']!.find(({ at }) => at === 5)!;
}, 60_000);
const at = (h: number): number => ladder.findIndex((step) => Math.abs(step / h - 1) < 1e-9);

describe('measured slopes', () => {
  it('of the sine at 5 are those of the storyboard, computed again here', () => {
    expect(five.float64.middle).toBeCloseTo(1.4098, 4);
    expect(five.slope).toBeCloseTo(-0.9196, 4);
    expect(five.float32.middle).toBe(Math.fround(five.float32.middle));
  });

  it('one side falls with h, two sides with h²', () => {
    const error = (side: 'one' | 'two', h: number): number => readSlope(five, 'float64', side, at(h)).error;
    expect(error('one', 1e-3) / error('one', 1e-4)).toBeCloseTo(10, 0);
    expect(error('two', 1e-2) / error('two', 1e-3)).toBeCloseTo(100, -1);
  });

  it('has its valley near 1e-5 in float64 and near 1e-2 in float32, and at 1e-7 float32 finds nothing', () => {
    const [fine, coarse] = [bestStep(five, 'float64', 'two'), bestStep(five, 'float32', 'two')];
    expect(Math.log10(fine.h)).toBeGreaterThan(-7);
    expect(Math.log10(fine.h)).toBeLessThan(-4);
    expect(Math.log10(coarse.h)).toBeGreaterThan(-3.3);
    expect(Math.log10(coarse.h)).toBeLessThan(-1);
    expect(fine.error).toBeLessThan(coarse.error / 1000);
    expect(Math.abs(readSlope(five, 'float32', 'two', at(1e-7)).slope)).toBeLessThan(0.5);
  });

  it('of a parabola are exact at any step, apart from rounding', () => {
    for (const place of curves['parabola']!) expect(readSlope(place, 'float64', 'two', 0).error).toBeLessThan(1e-12);
  });

  it('answer the questions of the lesson, each of the place that its figure opens at', () => {
    const places = curves['sine']!;
    const sine = askedOf(places, places.indexOf(five));
    expect(sine['falls-from-two']).toBe(1); // to a hundredth
    expect(sine['best-power']).toBeCloseTo(-Math.log10(bestStep(five, 'float64', 'two').h), 12);
    expect(askedOf(curves['parabola']!, 1)['error-at-one']).toBeLessThan(1e-12);
    expect(askedOf(curves['corner']!, 0)['slope-beside']).toBeCloseTo(0.9, 9);
    expect(askedOf([], 0)).toEqual({});
  });

  it('at the corner say 0 from two sides and 1 from one', () => {
    const corner = curves['corner']![0]!;
    expect(readSlope(corner, 'float64', 'two', at(0.1)).slope).toBe(0);
    expect(readSlope(corner, 'float64', 'one', at(0.1)).slope).toBeCloseTo(1, 12);
    const near = curves['corner']![1]!;
    expect(readSlope(near, 'float64', 'two', at(0.1)).slope).toBeCloseTo(0.9, 9);
    expect(near.slope).toBe(1);
  });
});

describe('what is read', () => {
  it('relative errors are those of the exercise', () => {
    expect(relativeError(0, 0)).toBe(0);
    expect(relativeError(0, 1e-9)).toBe(1);
    expect(relativeError(2, 3)).toBe(relativeError(3, 2));
    expect(relativeError(1, -1)).toBe(2);
  });

  it('points stand in the order of θ, and the chord’s ends are among them', () => {
    const points = pointsWithin(five, 'float64', 0.1);
    expect(points.map(([x]) => x)).toEqual(points.map(([x]) => x).toSorted((a, b) => a - b));
    expect(points.at(-1)![0]).toBeCloseTo(0.1, 9);
    expect(points.at(-1)![1]).toBe(five.float64.ahead[at(0.1)]);
    expect(points[0]![1]).toBe(five.float64.behind[at(0.1)]);
  });

  it('counts what two written numbers share', () => {
    expect(commonDigits('1.40981', '1.40973')).toBe(5);
    expect(commonDigits('2', '1')).toBe(0);
  });
});
