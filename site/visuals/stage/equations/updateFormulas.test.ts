import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { texOptions } from '../../../components/figures/texOptions.ts';
import { Timeline } from '../../../player/Timeline.ts';
import type { TrackSpec } from '../../../player/TrackSpec.ts';
import { parseTrack } from '../../../player/trackText.ts';
import { type Descent, descentOf } from '../../parts/cells/descent.ts';
import { fillUpdate, updateFormulas, wayOf, ways } from './updateFormulas.ts';

const read = (text: string): number => Number(text.replace('−', '-').replaceAll(/[()]/g, ''));
const pairIn = (text: string): number[] => text.replaceAll(/[()]/g, '').split(', ').map(read);

async function descentAt(track: string, step: number): Promise<Descent> {
  const nothing = (): void => {};
  const quiet = { onMetrics: nothing, onEvaluation: nothing, onKeyframe: nothing, onEnding: nothing };
  const timeline = await Timeline.open([parseTrack(track) as TrackSpec], quiet, {});
  timeline.look({ observes: ['fullLoss', 'exampleLosses', 'exampleGradients'] });
  const [trace] = (await timeline.show(step)) ?? [];
  return descentOf(trace!)!;
}

const filled = (descent: Descent) => fillUpdate(descent, (count) => `… ${count} more`);

describe('the three update formulas', () => {
  it('are typeset without complaint in every depth, and each slot gets a number', async () => {
    const descents = { all: 'line-three-ways.7', few: 'line-three-ways.7(batch=8)', one: 'line-three-ways.7(batch=1)' };
    for (const way of ways) {
      const { slots } = filled(await descentAt(descents[way], 0));
      for (const tex of Object.values(updateFormulas[way])) {
        expect(katex.renderToString(tex, { ...texOptions, displayMode: true })).toContain('<math');
        for (const [, name] of tex.matchAll(/slot=(\w+)/g)) expect(slots[name!], name).toMatch(/\d/);
      }
    }
  });

  it('all fifty: the sum term by term is the gradient, and the step is the storyboard’s (0.174, 0.773)', async () => {
    const { slots, rows } = filled(await descentAt('line-three-ways.7', 0));
    expect(slots).toMatchObject({
      lr: '0.1',
      count: '50',
      names: '1, 2, 3, …, 50',
    });
    expect([read(slots['after0']!), read(slots['after1']!)].map((value) => value.toFixed(3))).toEqual([
      '0.174',
      '0.773',
    ]);
    for (const at of ['0', '1'])
      expect(read(slots[`before${at}`]!) - read(slots['lr']!) * read(slots[`grad${at}`]!)).toBeCloseTo(
        read(slots[`after${at}`]!),
        3,
      );
    expect(rows.map(({ pieces }) => pieces.map(({ text }) => text).join(''))[3]).toBe('… 46 more');
    expect(rows).toHaveLength(6);
  });

  it('a ragged batch of two is named whole, and its mean is the mean of two', async () => {
    const { slots, rows } = filled(await descentAt('line-three-ways.7(batch=8)', 6));
    expect(slots['count']).toBe('2');
    expect(slots['names']!.split(', ')).toHaveLength(2);
    const [first, second, mean] = rows.map(({ pieces }) => pairIn(pieces.at(-1)!.text));
    for (const at of [0, 1]) expect((first![at]! + second![at]!) / 2).toBeCloseTo(mean![at]!, 2);
  });

  it('one example is heard alone: nothing to average', async () => {
    const { slots, rows } = filled(await descentAt('line-three-ways.7(batch=1)', 0));
    expect(read(slots['after0']!)).toBeCloseTo(0.876, 3);
    expect(rows).toHaveLength(1);
  });

  it('which formula a batch follows', () => {
    expect([wayOf(50, 50), wayOf(80, 50), wayOf(8, 50), wayOf(1, 50)]).toEqual(['all', 'all', 'few', 'one']);
  });
});
