import { afterEach, describe, expect, it } from 'vitest';
import { stringsFor } from '../../i18n/index.ts';
import '../../styles/props.css';
import '../../styles/figures-b.css';
import { TensorView } from './TensorView.ts';

const shown = (values: number[], shape: number[]) => ({
  values: Float32Array.from(values),
  shape,
  prefix: [7],
  fullShape: [32, ...shape],
});

function place(onSelect: (index: readonly number[]) => void = () => {}, digits?: { digits: number }): TensorView {
  const view = new TensorView({ strings: stringsFor('en'), maxHeight: 200, maxCell: 40, onSelect, ...digits });
  document.body.append(view.element);
  return view;
}

afterEach(() => document.body.replaceChildren());

const cursorOf = (view: TensorView): HTMLElement => view.element.querySelector<HTMLElement>('[role="gridcell"]')!;
const press = (view: TensorView, key: string): boolean =>
  cursorOf(view).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));

/** The colour in the middle of the left half of a cell, by row and column. */
function colorAt(view: TensorView, x: number, y: number): number[] {
  const canvas = view.element.querySelector('canvas')!;
  const ratio = canvas.width / canvas.getBoundingClientRect().width;
  return [...canvas.getContext('2d')!.getImageData(Math.round(x * ratio), Math.round(y * ratio), 1, 1).data];
}

describe('TensorView', () => {
  it('reads the exact number under its cursor, with the index of the whole tensor', () => {
    const view = place();
    view.draw({ name: 'maps', shown: shown([1, 2, 3, -0.25], [2, 2]), mode: 'value' }, 200);
    press(view, 'ArrowRight');
    press(view, 'ArrowDown');
    expect(cursorOf(view).getAttribute('aria-label')).toBe('maps [7, 1, 1]: −0.25000000');
  });

  it('rounds what it reads where a figure asks for it', () => {
    const view = place(() => {}, { digits: 4 });
    view.draw({ name: 'picture', shown: shown([16 / 255], [1, 1]), mode: 'value' }, 200);
    expect(cursorOf(view).getAttribute('aria-label')).toBe('picture [7, 0, 0]: 0.06275');
  });

  it('stays inside, and selects the cell on Enter', () => {
    const chosen: (readonly number[])[] = [];
    const view = place((index) => chosen.push(index));
    view.draw({ name: 'maps', shown: shown([1, 2, 3, 4], [2, 2]), mode: 'value' }, 200);
    for (const key of ['ArrowUp', 'ArrowLeft', 'ArrowDown', 'ArrowDown', 'Enter']) press(view, key);
    expect(chosen).toEqual([[7, 1, 0]]);
  });

  it('paints positive numbers blue, negative ones orange, zero as the paper', () => {
    const view = place();
    view.draw({ name: 'v', shown: shown([1, -1, 0, 0], [2, 2]), mode: 'value' }, 30);
    const cell = view.element.querySelector('canvas')!.getBoundingClientRect().width / 2;
    const [positive, negative, zero] = [
      [0.5, 0.5],
      [1.5, 0.5],
      [0.5, 1.5],
    ].map(([x, y]) => colorAt(view, x! * cell, y! * cell)) as [number[], number[], number[]];
    expect(positive[2]!).toBeGreaterThan(positive[0]!);
    expect(negative[0]!).toBeGreaterThan(negative[2]!);
    expect(Math.min(...zero.slice(0, 3))).toBeGreaterThan(240);
  });

  it('fills the lower half of a small cell for a positive gradient, the upper for a negative: the way of descent', () => {
    const view = place();
    view.draw(
      {
        name: 'g',
        shown: shown(
          Array(64)
            .fill(1)
            .map((one, at) => (at < 32 ? one : -one)),
          [8, 8],
        ),
        mode: 'gradient',
      },
      64,
    );
    const cell = view.element.querySelector('canvas')!.getBoundingClientRect().width / 8;
    expect(cell).toBeLessThan(9);
    const alphaAt = (row: number, part: number): number => colorAt(view, 2.5 * cell, (row + part) * cell)[3]!;
    expect([alphaAt(2, 0.25), alphaAt(2, 0.75)]).toEqual([0, 255]);
    expect([alphaAt(6, 0.25), alphaAt(6, 0.75)]).toEqual([255, 0]);
  });

  it('never gives NaN a colour of the scale', () => {
    const view = place();
    view.draw({ name: 'v', shown: shown([Number.NaN, 1, 1, 1], [2, 2]), mode: 'value' }, 50);
    const cell = view.element.querySelector('canvas')!.getBoundingClientRect().width / 2;
    expect(colorAt(view, cell * 0.5, cell * 0.2)[3]).toBe(0);
    expect(cursorOf(view).getAttribute('aria-label')).toContain('NaN');
  });

  it('says why there is nothing, and draws no cells', () => {
    const view = place();
    view.draw(null, 200, 'Not kept for this digit.');
    expect(view.element.textContent).toBe('Not kept for this digit.');
    expect(view.element.querySelector<HTMLElement>('[role="grid"]')!.hidden).toBe(true);
  });

  it('prints the symmetric scale', () => {
    const view = place();
    view.draw({ name: 'v', shown: shown([0.5, -2], [2]), mode: 'value' }, 200);
    expect(view.element.textContent).toContain('±2.00');
  });
});
