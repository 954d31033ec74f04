import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Fitted, fitted, type Layout } from './fit.ts';

/** A stage whose height follows from the layout on it; a figure on it is as high as it was drawn last. */
function stageOf(heightOf: (fitted: Fitted) => number) {
  const applied: Fitted[] = [];
  let drawnFor: Fitted | null = null;
  const figure = {
    checkVisibility: () => true,
    dispatchEvent: ({ type }: Event) => {
      if (type === 'figure:fit') drawnFor = applied.at(-1)!;
    },
  };
  const stage = {
    clientHeight: 600,
    clientWidth: 1000,
    scrollWidth: 1000,
    get scrollHeight() {
      return drawnFor === null ? 5000 : heightOf(drawnFor);
    },
    querySelectorAll: (selector: string) => (selector === 'figure' ? [figure] : []),
  } as unknown as HTMLElement;
  const apply = (one: Fitted): boolean => {
    applied.push(one);
    return true;
  };
  return { stage, apply, applied };
}

const named = ({ layout, width, bare }: Fitted): string => `${layout} ${width}${bare ? ' bare' : ''}`;

describe('fitted', () => {
  let frames = 0;
  beforeEach(() => {
    frames = 0;
    vi.stubGlobal('requestAnimationFrame', (act: () => void) => {
      frames += 1;
      setTimeout(act);
    });
  });
  afterEach(() => void vi.unstubAllGlobals());

  it('judges a layout by what is drawn for it, not by what was drawn before it', async () => {
    const { stage, apply, applied } = stageOf(({ layout }) => (layout === 'figure' ? 600 : 900));
    const fit = await fitted(stage, ['figure'], apply);
    expect(fit).toEqual({ layout: 'figure', width: 1, bare: false, over: 0 });
    expect(applied.map(named)).toEqual(['figure 1']);
    expect(frames).toBe(1);
  });

  it('leaves the caption away before it breaks a figure into columns, and makes it smaller last', async () => {
    const { stage, apply, applied } = stageOf(({ width }) => (width < 0.8 ? 600 : 700));
    expect(named((await fitted(stage, ['figure'], apply))!)).toBe('figure 0.7 bare');
    const order = ['figure 1', 'figure 1 bare', 'columns 1', 'columns 1 bare', 'figure 0.85 bare', 'columns 0.85 bare'];
    expect(applied.map(named)).toEqual([...order, 'figure 0.7 bare']);
  });

  it('writes a question alone as large as it fits', async () => {
    const { stage, apply } = stageOf(({ layout, width }) => (layout === 'asks' ? 450 * width : 900));
    expect(named((await fitted(stage, ['beside', 'stacked', 'asks'], apply))!)).toBe('asks 1.25');
  });

  it('takes at once what fitted before, and tries again when it does not fit any more', async () => {
    const known: Fitted = { layout: 'columns', width: 1, bare: true, over: 0 };
    const same = stageOf(({ layout }) => (layout === 'columns' ? 600 : 900));
    expect(named((await fitted(same.stage, ['figure'], same.apply, known))!)).toBe('columns 1 bare');
    expect(same.applied).toHaveLength(1);
    const grown = stageOf(({ layout }) => (layout === 'columns' ? 900 : 600));
    expect(named((await fitted(grown.stage, ['figure'], grown.apply, known))!)).toBe('figure 1');
  });

  it('takes the least excess where nothing fits, and counts what is too wide more than what is too high', async () => {
    const { stage, apply } = stageOf(({ layout }) => (layout === 'figure' ? 700 : 640));
    const wide = Object.create(stage, {
      scrollWidth: { get: () => (stage.scrollHeight === 640 ? 1050 : 1000) },
      scrollHeight: { get: () => stage.scrollHeight },
    }) as HTMLElement;
    expect(await fitted(wide, ['figure'], apply)).toEqual({ layout: 'figure', width: 1, bare: false, over: 100 });
  });

  it('stops where it is not wanted any more', async () => {
    const { stage } = stageOf(() => 900);
    let times = 0;
    const layouts: readonly Layout[] = ['figure'];
    expect(await fitted(stage, layouts, () => ++times < 3)).toBeNull();
    expect(times).toBe(3);
  });
});
