import { describe, expect, it } from 'vitest';
import { centreOfMass, FIELD, inkInPlace, inkToDigit, type PenStroke } from './inkToDigit.ts';

const seven: readonly PenStroke[] = [
  [40, 30, 200, 30, 90, 260],
  [70, 150, 180, 150],
];

/** First and last row, first and last column that hold ink. */
function extent(image: ArrayLike<number>): { width: number; height: number } {
  const inked = Array.from(image, (value, i) => ({ value, x: i % FIELD, y: Math.floor(i / FIELD) })).filter(
    ({ value }) => value > 0,
  );
  const span = (of: (pixel: { x: number; y: number }) => number): number =>
    Math.max(...inked.map(of)) - Math.min(...inked.map(of)) + 1;
  return { width: span(({ x }) => x), height: span(({ y }) => y) };
}

describe('inkToDigit', () => {
  it('fits the longer side into 20 pixels and keeps the proportions', () => {
    const { width, height } = extent(inkToDigit(seven));
    expect(height).toBe(20);
    expect(width).toBeGreaterThan(12);
    expect(width).toBeLessThan(17);
  });

  it('puts the centre of mass on pixel 14, to half a pixel', () => {
    const [x, y] = centreOfMass(inkToDigit(seven));
    expect(Math.abs(x - 14)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(y - 14)).toBeLessThanOrEqual(0.5);
  });

  it('sees the same image wherever and however large it was drawn', () => {
    const moved = seven.map((stroke) => stroke.map((value) => value * 0.25 + 7));
    expect(inkToDigit(moved)).toEqual(inkToDigit(seven));
  });

  it('makes a dot of a single point, and nothing of no stroke', () => {
    const dot = inkToDigit([[5, 5]]);
    expect(extent(dot).height).toBeLessThanOrEqual(4);
    expect(Math.max(...dot)).toBe(1);
    expect(inkToDigit([])).toEqual(new Float32Array(FIELD * FIELD));
  });

  it('holds grey values from 0 to 1', () => {
    const image = inkToDigit(seven);
    expect(Math.min(...image)).toBe(0);
    expect(Math.max(...image)).toBe(1);
    expect(image.some((value) => value > 0 && value < 1)).toBe(true);
  });
});

describe('inkInPlace', () => {
  it('leaves the ink where it was drawn', () => {
    const [x, y] = centreOfMass(inkInPlace([[6.5, 20.5]]));
    expect(x).toBeCloseTo(6);
    expect(y).toBeCloseTo(20);
  });

  it('draws over the edge without harm', () => {
    expect(inkInPlace([[-5, -5, 40, 2]]).every((value) => value >= 0 && value <= 1)).toBe(true);
  });
});
