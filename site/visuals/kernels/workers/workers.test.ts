// What the figures of lesson 27 say of a step: the ring they play ends where the step's update began, and mistakes show where they are.

import { beforeAll, describe, expect, it } from 'vitest';
import { bugsOf, loadSimd } from '#framework';
import train from '../../../exchange/pytorch/train.py?raw';
import { lessonRuns } from '../../../player/lessonRuns.ts';
import type { StepTrace } from '../../../player/protocol.ts';
import { record } from '../../../player/record.ts';
import { unpackRecording } from '../../../player/recording.ts';
import { Timeline } from '../../../player/Timeline.ts';
import type { TrackSpec } from '../../../player/TrackSpec.ts';
import { parseTrack } from '../../../player/trackText.ts';
import { pullsOf } from './pulls.ts';
import { boardOf, costOf, isFinished, messagesOf, passesOf, playRing, secondsOf } from './ring.ts';
import { factsOf, sameGradient } from './sameGradient.ts';
import { pooledOf, shardStatistics, statisticsFacts } from './shardStatistics.ts';
import { fitsRing } from './teamRows.ts';
import { scriptFacts } from './trainScript.ts';

const PARAMETERS = 9098;

async function stepOf(track: string, step = 1): Promise<StepTrace> {
  const nobody = { onMetrics: () => {}, onEvaluation: () => {}, onKeyframe: () => {}, onEnding: () => {} };
  const sizes = { examples: 64, testExamples: 8 };
  const timeline = await Timeline.open([parseTrack(track) as TrackSpec], nobody, { sizes });
  timeline.look({ observes: ['probabilities', 'ring', 'schedule', 'hub'] });
  const [trace] = (await timeline.show(step))!;
  timeline.close();
  return trace!;
}

beforeAll(async () => {
  await loadSimd();
});

describe('a ring that is played', () => {
  it('begins with the workers’ gradients and ends, divided, with that of the update; every share once', async () => {
    const board = boardOf(await stepOf('digits-workers.7'), PARAMETERS)!;
    expect(board.examples).toEqual([8, 8, 8, 8]);
    expect(board.sent.map((row) => row.length)).toEqual([10, 10, 10, 10]);
    expect(passesOf(board.schedule)).toBe(6);
    const held = playRing(board, 6);
    for (const row of held) {
      for (const [i, cell] of row.entries()) {
        expect(isFinished(cell)).toBe(true);
        expect(cell.value).toBe(held[0]![i]!.value);
        expect(Math.abs(cell.value / 32 - board.update![i]!)).toBeLessThan(1e-7);
      }
    }
    expect(held.flat().some(({ value }) => value !== 0)).toBe(true);
  });

  it('knows one finished piece at every worker after half of the passes', async () => {
    const board = boardOf(await stepOf('digits-workers.7'), PARAMETERS)!;
    const pieces = playRing(board, 3).map((row) => row.flatMap((cell, i) => (isFinished(cell) ? [i] : [])));
    expect(pieces.flat().sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (const piece of pieces) expect(piece.length).toBeGreaterThan(1);
  });

  it('weighs ragged shards by their examples', async () => {
    const board = boardOf(await stepOf('digits-workers.7(shards=ragged)'), PARAMETERS)!;
    expect(board.examples).toEqual([10, 10, 10, 2]);
    const [row] = playRing(board, 6);
    for (const [i, { value }] of row!.entries()) expect(Math.abs(value / 32 - board.update![i]!)).toBeLessThan(1e-7);
  });

  it.each([2, 5, 8])('ends with every share once at each of %i workers', async (workers) => {
    const board = boardOf(await stepOf(`digits-workers.7(workers=${workers})`, 0), PARAMETERS)!;
    const passes = passesOf(board.schedule);
    expect(passes).toBe(2 * (workers - 1));
    expect(playRing(board, passes).flat().every(isFinished)).toBe(true);
    expect(costOf(board.schedule, passes).messages).toBe(workers * passes);
  });

  it.each([
    ['star', 4, 6, 3],
    ['server', 5, 8, 4],
  ])('a %s hears all, then tells all: %i seats, %i messages', async (topology, seats, messages, arrays) => {
    const board = boardOf(await stepOf(`digits-workers.7(topology=${topology})`), PARAMETERS)!;
    const cells = board.sent[0]!.length;
    expect(board.hub).toBe(topology === 'star' ? 0 : 4);
    expect(passesOf(board.schedule)).toBe(2);
    const heard = playRing(board, 1);
    expect(heard).toHaveLength(seats);
    expect(heard.map((row) => row.every(isFinished))).toEqual(heard.map((_, k) => k === board.hub));
    const told = playRing(board, 2);
    expect(told.flat().every(isFinished)).toBe(true);
    for (const [i, { value }] of told[1]!.entries())
      expect(Math.abs(value / 32 - board.update![i]!)).toBeLessThan(1e-7);
    expect(costOf(board.schedule, 2)).toEqual({ messages, numbers: 2 * arrays * cells });
    // No worker's line is as busy in a ring.
    const ring = boardOf(await stepOf('digits-workers.7'), PARAMETERS)!;
    expect(costOf(ring.schedule, 6).numbers).toBeLessThan(2 * arrays * cells);
  });

  it('one worker alone sends nothing', async () => {
    expect(boardOf(await stepOf('digits-workers.7(workers=1)', 0), PARAMETERS)).toBeNull();
  });

  it('shows the cells that shards-overlap counts twice, at the borders alone, and that the workers do not agree on them', async () => {
    const board = boardOf(await stepOf('digits-workers.7!shards-overlap', 0), PARAMETERS)!;
    const held = playRing(board, passesOf(board.schedule));
    const wrong = held.map((row) => row.flatMap((cell, i) => (isFinished(cell) ? [] : [i])));
    expect(wrong[0]!.length).toBeGreaterThan(0);
    for (const i of wrong.flat()) expect([2, 5, 7], `cell ${i}`).toContain(i); // where pieces begin
    const values = (k: number): string => held[k]!.map(({ value }) => value).join();
    expect(new Set([0, 1, 2, 3].map(values)).size).toBeGreaterThan(1);
    expect(Math.max(...held.flat().flatMap(({ shares }) => shares))).toBeGreaterThan(1);
  });

  it('a spoiled message is missed, put in the place of shares, or counted twice', async () => {
    const board = boardOf(await stepOf('digits-workers.7', 0), PARAMETERS)!;
    const shares = (spoil: 'lost' | 'copied' | 'twice'): number[] =>
      playRing(board, 6, spoil).flatMap((row) => row.flatMap((cell) => cell.shares));
    expect(Math.min(...shares('lost'))).toBe(0);
    expect(Math.min(...shares('copied'))).toBe(0);
    expect(Math.max(...shares('twice'))).toBe(2);
  });

  it('costs what it must, and the star is faster only where messages are short', () => {
    const line = { bits: 1e8, latency: 1e-3 };
    const { ring, star, server } = secondsOf({ workers: 4, numbers: PARAMETERS }, line);
    expect(server).toBeCloseTo(2 * (1e-3 + (32 * 4 * PARAMETERS) / 1e8), 12);
    expect(ring).toBeCloseTo(6 * (1e-3 + (32 * 2275) / 1e8), 12);
    expect(star).toBeCloseTo(2 * (1e-3 + (32 * 3 * PARAMETERS) / 1e8), 12);
    const large = secondsOf({ workers: 4, numbers: 1e7 }, line);
    expect(large.ring).toBeLessThan(large.star);
    const small = secondsOf({ workers: 8, numbers: 100 }, line);
    expect(small.star).toBeLessThan(small.ring);
  });

  it('a schedule from somewhere is played only if workers can follow it', async () => {
    const trace = await stepOf('digits-workers.7', 0);
    const schedule = messagesOf(trace.tensors.get(trace.observed['schedule']!)!.values);
    expect(fitsRing(schedule, 4, PARAMETERS)).toBe(true);
    expect(fitsRing(schedule, 3, PARAMETERS)).toBe(false);
    expect(fitsRing(schedule, 4, PARAMETERS - 1)).toBe(false);
    expect(fitsRing([{ ...schedule[0]!, lo: 0.5 }], 4, PARAMETERS)).toBe(false);
  });
});

describe('the recorded step', () => {
  it('has what the board and the arrows draw', async () => {
    const { trace, info } = unpackRecording(await record({ ...lessonRuns['digits-workers']!, recordedStep: 1, examples: 96, testExamples: 8 })); // biome-ignore format: one line reads better
    expect(boardOf(trace, info.parameters)?.sent.length).toBe(4);
    const schedule = messagesOf(trace.tensors.get(trace.observed['schedule']!)!.values);
    expect(fitsRing(schedule, 4, PARAMETERS)).toBe(true);
    const pulls = pullsOf(trace)!;
    expect(pulls.workers.map(({ worker }) => worker)).toEqual([1, 2, 3, 4]);
    const mean = pulls.workers.reduce((sum, { norm }) => sum + norm, 0) / 4;
    expect(pulls.mean).toBeLessThan(mean);
  });
});

describe('tables of the build', () => {
  it('say of the gradients what the storyboard measured', async () => {
    const all = await sameGradient();
    const of = (name: string) => all.find((one) => one.name === name)!;
    expect([of('star').unlike, of('star').all]).toEqual([3070, PARAMETERS]);
    expect(of('star').largest).toBeCloseTo(3.7e-8, 9);
    expect(of('star').relative).toBeCloseTo(9.6e-8, 9);
    expect(of('ring').relative).toBeLessThan(1e-6);
    expect(of('ragged').relative).toBeLessThan(1e-6);
    expect(of('sum-not-mean').times).toBeCloseTo(4, 5);
    const facts = factsOf(all);
    expect(facts['same-bits']).toBe(2);
    expect(Math.round(facts['mean-of-means-percent']!)).toBe(48);
    expect(bugsOf('digits-workers').map(({ id }) => id)).toContain('mean-of-means');
  });

  it('put statistics of shards together to those of the batch', async () => {
    const found = await shardStatistics(3);
    const { mean, within, between } = pooledOf(found.shards);
    expect(found.shards.map(({ examples }) => examples)).toEqual([10, 10, 10, 2]);
    expect(mean).toBeCloseTo(found.whole.mean, 6);
    expect((within + between) / found.whole.variance).toBeCloseTo(1, 6);
    expect(between).toBeGreaterThan(0);
    expect(statisticsFacts(found)['mean-of-variances']).toBe(0);
  });

  it('mark in train.py what there would not be with one process', () => {
    const { marked, lines } = scriptFacts(train);
    expect(marked).toBeGreaterThan(10);
    expect(marked).toBeLessThan(lines / 2);
  });
});
