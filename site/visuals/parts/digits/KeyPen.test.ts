import { describe, expect, it } from 'vitest';
import { Drawing } from './Drawing.ts';
import { KeyPen } from './KeyPen.ts';

function penOver(drawing: Drawing): {
  pen: KeyPen;
  lifted: () => number;
  press: (key: string, shift?: boolean) => boolean;
} {
  let lifts = 0;
  const pen: KeyPen = new KeyPen(28, {
    start: (x, y) => drawing.startStroke(x, y),
    go: (x, y) => drawing.continueStroke(x, y),
    lift: () => {
      lifts++;
    },
    clear: () => drawing.clear(),
    leave: () => pen.release(),
    moved: () => {},
  });
  const press = (key: string, shift = false): boolean =>
    pen.press({ key, shiftKey: shift, ctrlKey: false, metaKey: false, altKey: false } as KeyboardEvent);
  return { pen, lifted: () => lifts, press };
}

describe('a pen held by keys', () => {
  it('draws only while it is down, from the middle of the field, in steps of one and four', () => {
    const drawing = new Drawing();
    const { press, lifted } = penOver(drawing);
    press('ArrowLeft');
    expect(drawing.isEmpty).toBe(true);
    for (const key of [' ', 'ArrowDown', 'ArrowDown']) press(key);
    press('ArrowRight', true);
    expect(drawing.strokes).toEqual([[13, 14, 13, 15, 13, 16, 17, 16]]);
    press(' ');
    press('ArrowUp');
    expect(drawing.strokes[0]).toHaveLength(8);
    expect(lifted()).toBe(1);
  });

  it('stays inside, clears, and is let go by Escape; other keys are not its own', () => {
    const drawing = new Drawing();
    const { pen, press, lifted } = penOver(drawing);
    for (let i = 0; i < 9; i++) press('ArrowRight', true);
    expect([pen.x, pen.y]).toEqual([28, 14]);
    press(' ');
    expect(drawing.isEmpty).toBe(false);
    press('Delete');
    expect(drawing.isEmpty).toBe(true);
    press('Escape');
    expect([pen.isDown, pen.isHeld, lifted()]).toEqual([false, false, 0]); // cleared: there is no stroke to end
    for (const key of [' ', 'Escape']) press(key);
    expect([pen.isDown, pen.isHeld, lifted()]).toEqual([false, false, 1]);
    expect(press('a')).toBe(false);
    expect(pen.isHeld).toBe(false);
  });
});
