// The three patients are what the runs say: trained anew, with the same flaws, and compared with what given.ts keeps.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadSimd } from '#framework';
import type { StepMetrics } from '../../site/player/protocol.ts';
import { Timeline } from '../../site/player/Timeline.ts';
import type { TrackSpec } from '../../site/player/TrackSpec.ts';
import { parseTrack } from '../../site/player/trackText.ts';
import { laneOf } from '../../site/visuals/optimization/race.ts';
import check, { FLOOR } from './check.ts';
import { patients, STEPS, TRACKS } from './given.ts';

await loadSimd();
const rows: StepMetrics[][] = Object.keys(TRACKS).map(() => []);
const timeline = await Timeline.open(
  Object.values(TRACKS).map((text) => parseTrack(text) as TrackSpec),
  {
    onMetrics: (track, metrics) => rows[track]!.push(metrics),
    onEvaluation: () => {},
    onKeyframe: () => {},
    onEnding: (_, { message }) => expect.fail(message),
  },
  { sizes: { examples: 1000, testExamples: 50 } },
);
while (rows[0]!.length <= STEPS.at(-1)!) await timeline.advance(false);
const first = (await timeline.show(0))!.map((trace) => laneOf(trace!, null)!.change);
timeline.close();

describe('the bug clinic', () => {
  it.each(Object.keys(TRACKS))('%s is what its run says', (id) => {
    const at = Object.keys(TRACKS).indexOf(id);
    const seen = STEPS.map((step) => rows[at]!.find((one) => one.step === step)!);
    expect({
      losses: seen.map(({ loss }) => loss.toFixed(2)),
      right: seen.map(({ metrics }) => metrics['accuracy']!.toFixed(2)),
      first: first[at]!.toFixed(2),
    }).toEqual(patients[id as keyof typeof patients]);
  });

  it('says in the start and in the questions what the runs said', () => {
    const start = readFileSync(new URL('./start.ts', import.meta.url), 'utf8');
    for (const [id, { losses, right, first }] of Object.entries(patients)) {
      expect(start).toContain(
        `// ${id}. Loss: ${losses.join(' ')}\n//    Right: ${right.join(' ')}\n//    First update: ${first} long\n`,
      );
      const { title } = check.questions!.find((question) => question.id === id)!;
      for (const said of [losses[0]!, losses.at(-1)!, right.at(-1)!, first, Math.min(...losses.map(Number)).toFixed(2)])
        expect(title, id).toContain(said);
    }
  });

  it('shows in each what its name is told by', () => {
    const numbers = (texts: readonly string[]): number[] => texts.map(Number);
    const { a, b, c } = patients;
    expect(Math.min(...numbers(a.losses)), 'a floor').toBeGreaterThan(FLOOR);
    expect(Math.min(...numbers(a.losses)) - FLOOR, 'and near it').toBeLessThan(0.2);
    expect(Number(b.first) / Number(c.first), 'fifty times as long').toBeCloseTo(50, -1);
    expect(Number(b.losses[0]) / Number(c.losses[0])).toBeCloseTo(50, 0);
    const middle = Math.min(...numbers(c.losses).slice(0, 7));
    expect(middle, 'it learned').toBeLessThan(0.5 * Number(c.losses[0]));
    expect(Math.max(...numbers(c.losses).slice(7)), 'and unlearned').toBeGreaterThan(1.3 * middle);
  });
});
