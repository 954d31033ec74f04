import { describe, expect, it } from 'vitest';
import { Drawing } from './Drawing.ts';
import { inkInPlace, inkToDigit } from './inkToDigit.ts';

describe('Drawing', () => {
  it('shows strokes alone as a fitted digit', () => {
    const drawing = new Drawing();
    drawing.startStroke(2, 3);
    drawing.continueStroke(2, 9);
    expect(drawing.seen()).toEqual(inkToDigit([[2, 3, 2, 9]]));
  });

  it('leaves strokes where they are when they lie over a digit of the batch', () => {
    const drawing = new Drawing();
    const ground = inkToDigit([[0, 0, 5, 9]]);
    drawing.take(ground);
    expect(drawing.seen()).toEqual(ground);
    drawing.startStroke(4, 4);
    drawing.continueStroke(8, 4);
    const ink = inkInPlace([[4, 4, 8, 4]]);
    expect(drawing.seen()).toEqual(ground.map((value, i) => Math.max(value, ink[i]!)));
  });

  it('forgets strokes and ground when it is cleared', () => {
    const drawing = new Drawing();
    drawing.take(inkToDigit([[0, 0, 5, 9]]));
    drawing.startStroke(4, 4);
    expect(drawing.isEmpty).toBe(false);
    drawing.clear();
    expect(drawing.isEmpty).toBe(true);
    expect(drawing.seen().every((value) => value === 0)).toBe(true);
  });

  it('leaves out a point on the spot where the pen stands, and goes on with no stroke when none was started', () => {
    const drawing = new Drawing();
    drawing.continueStroke(1, 1);
    expect(drawing.isEmpty).toBe(true);
    drawing.startStroke(4, 4);
    drawing.continueStroke(4, 4);
    drawing.continueStroke(5, 4);
    expect(drawing.strokes).toEqual([[4, 4, 5, 4]]);
  });
});
